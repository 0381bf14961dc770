package tdb2.engine.observe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The proc file system, or a folder that holds a picture of one. What is not there is empty: processes end while they
 * are looked at.
 *
 * @param root where it is
 */
record Proc(Path root) {

    /** Blocked in fcntl(2) with a command that waits, or in futex(2). The numbers differ between architectures. */
    private static final boolean ARM = System.getProperty("os.arch", "").equals("aarch64");
    static final long FCNTL = ARM ? 25 : 72;
    static final long FUTEX = ARM ? 98 : 202;
    /** Longer lists than any sound system has are cut off. */
    private static final int MOST = 1 << 20;

    /**
     * A call into the kernel that a thread is blocked in.
     *
     * @param number of the call
     * @param arguments six of them
     */
    record SystemCall(long number, List<Long> arguments) {}

    /** The numbered entries of a directory. */
    record Numbers(List<Integer> numbers, boolean denied) {}

    Path process(int pid) {
        return root.resolve(Integer.toString(pid));
    }

    Numbers processes() {
        return numbers(root);
    }

    Numbers threads(int pid) {
        return numbers(process(pid).resolve("task"));
    }

    /** Descriptors of a process, by the files that tell about them. */
    Numbers descriptors(int pid) {
        return numbers(process(pid).resolve("fdinfo"));
    }

    private static Numbers numbers(Path directory) {
        List<Integer> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, "[0-9]*")) {
            for (Path entry : entries) {
                number(entry).ifPresent(found::add);
                if (found.size() == MOST) {
                    break;
                }
            }
        } catch (NoSuchFileException e) {
            return new Numbers(found, false);
        } catch (IOException | DirectoryIteratorException e) {
            return new Numbers(found, Files.exists(directory));
        }
        return new Numbers(found, false);
    }

    private static OptionalInt number(Path entry) {
        try {
            return OptionalInt.of(Integer.parseInt(entry.getFileName().toString()));
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    /** What a file says; empty when it is not there, or not for us. */
    Optional<String> text(Path file) {
        try {
            return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The number after a heading in the status of a process or thread, "Tgid:" say. */
    OptionalInt status(int pid, String heading) {
        return text(process(pid).resolve("status")).stream().flatMap(String::lines)
                .filter(line -> line.startsWith(heading))
                .mapToInt(line -> Integer.parseInt(line.substring(heading.length()).strip().split("\\s")[0]))
                .findFirst();
    }

    /** What a thread is blocked in; empty when it runs, or may not be looked at. */
    Optional<SystemCall> blockedIn(int pid, int thread) {
        return text(process(pid).resolve("task").resolve(Integer.toString(thread)).resolve("syscall"))
                .flatMap(Proc::systemCall);
    }

    private static Optional<SystemCall> systemCall(String text) {
        String[] words = text.strip().split(" ");
        if (words.length < 7) {
            return Optional.empty();
        }
        try {
            List<Long> arguments = new ArrayList<>();
            for (int i = 1; i <= 6; i++) {
                arguments.add(Long.decode(words[i]));
            }
            return Optional.of(new SystemCall(Long.parseLong(words[0]), arguments));
        } catch (NumberFormatException e) {
            return Optional.empty(); // an address beyond a long's range is none of a program
        }
    }

    /** Memory of a process; empty where we have no right to it. */
    Optional<ByteBuffer> memory(int pid, long address, int length) {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
        try (FileChannel memory = FileChannel.open(process(pid).resolve("mem"), StandardOpenOption.READ)) {
            boolean whole = address >= 0 && memory.read(bytes, address) == length;
            return whole ? Optional.of(bytes.flip()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
