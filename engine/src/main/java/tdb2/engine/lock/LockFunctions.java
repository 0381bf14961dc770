package tdb2.engine.lock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What takes and drops the locks of one open file: the kernel, or what a program puts in its place (one that has
 * another process hold its locks, say). All users of the file are one to it: a lock replaces what they have in the
 * range, and an unlock drops it whatever it was. {@link LockTable} tells the users apart. Must be safe for several
 * threads.
 */
public interface LockFunctions {

    /** Nobody else has the file: everything is granted. */
    LockFunctions ALONE = new LockFunctions() {
        @Override
        public boolean tryLock(ByteRange range, LockBackend.Mode mode) {
            return true;
        }

        @Override
        public boolean lock(ByteRange range, LockBackend.Mode mode, Waiting waiting) {
            return true;
        }

        @Override
        public void unlock(ByteRange range) {
            // nothing is held
        }

        @Override
        public Optional<Holder> holder(ByteRange range, LockBackend.Mode mode) {
            return Optional.empty();
        }
    };

    /**
     * Somebody else who holds a lock.
     *
     * @param pid his process, when it is known
     * @param command the process's name, empty when it is not known
     */
    record Holder(OptionalInt pid, String command) {

        private static final String PROCESS = "Tgid:";

        /** A process. */
        static Holder of(int pid) {
            return new Holder(OptionalInt.of(pid), command(pid));
        }

        /** The process of a thread, told by the number that the kernel has for it. */
        static Holder ofThread(int thread) {
            try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(thread), "status"),
                    StandardCharsets.ISO_8859_1)) {
                return lines.filter(line -> line.startsWith(PROCESS)).findFirst()
                        .map(line -> of(Integer.parseInt(line.substring(PROCESS.length()).strip())))
                        .orElseGet(() -> new Holder(OptionalInt.empty(), ""));
            } catch (IOException | UncheckedIOException e) {
                return new Holder(OptionalInt.empty(), ""); // it has ended
            }
        }

        private static String command(int pid) {
            try {
                return Files.readString(Path.of("/proc", String.valueOf(pid), "comm"), StandardCharsets.ISO_8859_1)
                        .strip();
            } catch (IOException e) {
                return ""; // it has ended
            }
        }

        /** For messages: "process 4711 (smbd)". */
        public String describe() {
            if (pid.isEmpty()) {
                return "another program, or this one through another open file";
            }
            if (pid.getAsInt() == ProcessHandle.current().pid()) {
                return "this process, through another open file";
            }
            return "process " + pid.getAsInt() + (command.isEmpty() ? "" : " (" + command + ")");
        }
    }

    /** Takes a lock without waiting; whether it was granted. */
    boolean tryLock(ByteRange range, LockBackend.Mode mode);

    /**
     * Takes a lock and waits for it; whether it was granted. Answers false as soon as time is over, the wait is
     * cancelled, or the thread is interrupted (it stays so), and holds no more than before then.
     */
    boolean lock(ByteRange range, LockBackend.Mode mode, Waiting waiting);

    /** Drops whatever is held in the range. */
    void unlock(ByteRange range);

    /** Who else holds a lock that would keep one from being granted; takes nothing. */
    Optional<Holder> holder(ByteRange range, LockBackend.Mode mode);

    /** The same for somebody who has waited long: his process is searched for, which may take milliseconds. */
    default Optional<Holder> knownHolder(ByteRange range, LockBackend.Mode mode) {
        return holder(range, mode);
    }
}
