package tdb2.engine.observe;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The proc file system, or a folder that holds a picture of one. What is not there is empty: processes end while they
 * are looked at. Files that are asked at every look stay open, since a read then is all they cost; one that stays open
 * is of the same process or thread for ever, whoever gets its number later. Used by one thread at a time.
 */
final class Proc implements AutoCloseable {

    /** Blocked in fcntl(2) with a command that waits, or in futex(2). The numbers differ between architectures. */
    private static final boolean ARM = System.getProperty("os.arch", "").equals("aarch64");
    static final long FCNTL = ARM ? 25 : 72;
    static final long FUTEX = ARM ? 98 : 202;
    /** Longer lists than any sound system has are cut off. */
    private static final int MOST = 1 << 20;
    private static final int MOST_OPEN = 256;
    /** More than the kernel gives at once of a list. */
    private static final int BUFFER = 1 << 16;

    private final Path root;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.nativeOrder());
    /** Those asked last stand last. */
    private final Map<Path, FileChannel> open = new LinkedHashMap<>(16, 0.75f, true);

    /** @param root where it is */
    Proc(Path root) {
        this.root = root;
    }

    /**
     * What a file says.
     *
     * @param pieces in how many it came; one piece is as everything was at one moment
     */
    record Text(String text, int pieces) {}

    /**
     * A call into the kernel that a thread is blocked in.
     *
     * @param number of the call
     * @param arguments six of them
     */
    record SystemCall(long number, List<Long> arguments) {}

    /** The numbered entries of a directory. */
    record Numbers(List<Integer> numbers, boolean denied) {}

    Path root() {
        return root;
    }

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
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return Optional.of(read(channel).text);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The same of a file that will be asked again soon. */
    Optional<Text> again(Path file) {
        try {
            return Optional.of(read(kept(file)));
        } catch (IOException e) {
            forget(file);
            return Optional.empty();
        }
    }

    private Text read(FileChannel channel) throws IOException {
        var all = new StringBuilder();
        int pieces = 0;
        for (int at = 0, length; (length = channel.read(buffer.clear(), at)) > 0; at += length) {
            var bytes = new byte[length];
            buffer.flip().get(bytes);
            all.append(new String(bytes, StandardCharsets.ISO_8859_1));
            pieces++;
        }
        return new Text(all.toString(), pieces);
    }

    private FileChannel kept(Path file) throws IOException {
        FileChannel channel = open.get(file);
        if (channel == null) {
            channel = FileChannel.open(file, StandardOpenOption.READ);
            open.put(file, channel);
            if (open.size() > MOST_OPEN) {
                forget(open.keySet().iterator().next());
            }
        }
        return channel;
    }

    private void forget(Path file) {
        try (FileChannel _ = open.remove(file)) {
            // Closing is all.
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a file that is only read has nothing left to fail
        }
    }

    @Override
    public void close() {
        List.copyOf(open.keySet()).forEach(this::forget);
    }

    /** The number after a heading in the status of a process or thread, "Tgid:" say. */
    OptionalInt status(int pid, String heading) {
        return text(process(pid).resolve("status")).stream().flatMap(String::lines)
                .filter(line -> line.startsWith(heading))
                .mapToInt(line -> Integer.parseInt(line.substring(heading.length()).strip().split("\\s")[0]))
                .findFirst();
    }

    /**
     * What a thread is blocked in, of the calls into the kernel that wait for locks; empty when it is in none of them, or
     * may not be looked at.
     *
     * @param likely whether it will be asked again soon
     */
    Optional<SystemCall> blockedIn(int pid, int thread, boolean likely) {
        Path file = process(pid).resolve("task").resolve(Integer.toString(thread)).resolve("syscall");
        return (likely ? again(file).map(Text::text) : text(file)).flatMap(Proc::systemCall);
    }

    private static Optional<SystemCall> systemCall(String text) {
        if (!text.startsWith(FCNTL + " ") && !text.startsWith(FUTEX + " ")) {
            return Optional.empty();
        }
        try {
            String[] words = text.strip().split(" ");
            List<Long> arguments = new ArrayList<>();
            for (int i = 1; i <= 6; i++) {
                arguments.add(Long.decode(words[i]));
            }
            return Optional.of(new SystemCall(Long.parseLong(words[0]), arguments));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty(); // an address beyond a long's range is none of a program
        }
    }

    /** Memory of a process; empty where we have no right to it. Valid until the next call. */
    Optional<ByteBuffer> memory(int pid, long address, int length) {
        Path file = process(pid).resolve("mem");
        try {
            boolean whole = address >= 0 && kept(file).read(buffer.clear().limit(length), address) == length;
            if (whole) {
                return Optional.of(buffer.flip());
            }
            forget(file); // the process runs another program now, or none
            return Optional.empty();
        } catch (IOException e) {
            forget(file);
            return Optional.empty();
        }
    }
}
