package tdb2.engine.posix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    private static final Pattern LINE = Pattern.compile("""
            (?:lock:\\s*)?\\d+:\\s*(?<waiting>->)?\\s*(?<kind>[A-Z]+)\\s+\\S+\\s+(?<mode>[A-Z]+)\\s+(?<pid>-?\\d+)\\s+\
            (?<major>\\p{XDigit}+):(?<minor>\\p{XDigit}+):(?<inode>\\d+)\\s+(?<start>\\d+)\\s+(?<end>\\d+|EOF)\\s*""");

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

    private static Optional<ProcLock> parse(String line) {
        Matcher match = LINE.matcher(line);
        if (!match.matches()) {
            return Optional.empty();
        }
        FileIdentity file = new FileIdentity(Integer.parseInt(match.group("major"), 16),
                Integer.parseInt(match.group("minor"), 16), Long.parseUnsignedLong(match.group("inode")));
        long start = Long.parseLong(match.group("start"));
        String end = match.group("end");
        long length = end.equals("EOF") ? 0 : Long.parseLong(end) - start + 1;
        return Optional.of(new ProcLock(match.group("kind"), match.group("mode").equals("WRITE"),
                Integer.parseInt(match.group("pid")), file, start, length, match.group("waiting") != null));
    }
}
