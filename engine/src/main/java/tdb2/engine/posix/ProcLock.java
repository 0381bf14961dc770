package tdb2.engine.posix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.StringTokenizer;

/**
 * One line of {@code /proc/locks}, or of the {@code lock:} lines of {@code /proc/PID/fdinfo/N}, which look the same.
 *
 * @param kind the kernel's word: POSIX, OFDLCK, FLOCK, LEASE, DELEG
 * @param write whether it is exclusive
 * @param pid the holder's process, -1 when the kernel names none
 * @param file device and inode, the device as the file system's super block has it
 * @param start first byte
 * @param length number of bytes, 0 to infinity
 * @param waiting whether it is wanted, not held
 */
public record ProcLock(String kind, boolean write, int pid, FileIdentity file, long start, long length,
        boolean waiting) {

    /** The locks in the text, in its order; lines of any other form are left out. */
    public static List<ProcLock> parse(List<String> lines) {
        return lines.stream().map(ProcLock::parse).flatMap(Optional::stream).toList();
    }

    /**
     * The locks in a file of the proc file system.
     *
     * @throws IOException when it cannot be read
     */
    public static List<ProcLock> read(Path file) throws IOException {
        return parse(Files.readAllLines(file, StandardCharsets.ISO_8859_1));
    }

    /** {@code 1: -> POSIX ADVISORY WRITE 4711 08:01:131143 8 EOF}, the arrow only where it waits. */
    private static Optional<ProcLock> parse(String line) {
        var words = new StringTokenizer(line.startsWith("lock:") ? line.substring(5) : line);
        try {
            words.nextToken();
            String first = words.nextToken();
            boolean waiting = first.equals("->");
            String kind = waiting ? words.nextToken() : first;
            words.nextToken();
            boolean write = words.nextToken().equals("WRITE");
            int pid = Integer.parseInt(words.nextToken());
            FileIdentity file = identity(words.nextToken());
            long start = Long.parseLong(words.nextToken());
            String end = words.nextToken();
            long length = end.equals("EOF") ? 0 : Long.parseLong(end) - start + 1;
            return start < 0 || length < 0
                    ? Optional.empty()
                    : Optional.of(new ProcLock(kind, write, pid, file, start, length, waiting));
        } catch (NoSuchElementException | NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** Device in hexadecimal digits, inode in decimal ones: {@code 08:01:131143}. */
    private static FileIdentity identity(String word) {
        int first = word.indexOf(':');
        int last = word.lastIndexOf(':');
        return new FileIdentity(Integer.parseInt(word, 0, first, 16), Integer.parseInt(word, first + 1, last, 16),
                Long.parseUnsignedLong(word, last + 1, word.length(), 10));
    }
}
