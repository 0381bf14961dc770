package tdb2.engine.observe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tdb2.engine.posix.FileIdentity;

/**
 * Finds by which names the list of locks may call a file. The list has the device of the file system's super block;
 * stat(2) tells another one on file systems that make up devices for their parts (btrfs for its subvolumes, overlay for
 * its layers). The mount table has the same device as the list.
 *
 * @param proc where the proc file system is
 */
record Mounts(Path proc) {

    private static final Pattern OCTAL = Pattern.compile("\\\\([0-3][0-7]{2})");

    /**
     * One line of the mount table.
     *
     * @param point where it is mounted
     * @param device major and minor number as in "fe:1", decimal in the table
     */
    private record Mount(Path point, int major, int minor) {}

    /** The identity that stat tells, and the one with the device of the mount the file is on. */
    Set<FileIdentity> namesOf(Path file, FileIdentity identity) {
        Set<FileIdentity> names = new HashSet<>(Set.of(identity));
        Path real = real(file);
        // Of two mounts at the same place the later one hides the earlier.
        mounts().reversed().stream().filter(mount -> real.startsWith(mount.point))
                .max(Comparator.comparingInt(mount -> mount.point.getNameCount()))
                .ifPresent(mount -> names.add(new FileIdentity(mount.major, mount.minor, identity.inode())));
        return Set.copyOf(names);
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file.toAbsolutePath().normalize();
        }
    }

    private List<Mount> mounts() {
        try {
            List<Mount> mounts = new ArrayList<>();
            for (String line : Files.readAllLines(proc.resolve("self/mountinfo"), StandardCharsets.UTF_8)) {
                String[] words = line.split(" ");
                String[] device = words.length > 4 ? words[2].split(":") : new String[0];
                if (device.length == 2) {
                    mounts.add(new Mount(Path.of(unescape(words[4])), Integer.parseInt(device[0]),
                            Integer.parseInt(device[1])));
                }
            }
            return mounts;
        } catch (IOException | IllegalArgumentException e) {
            return List.of(); // unreadable or in no form we know: stat's device has to do
        }
    }

    private static String unescape(String text) {
        return OCTAL.matcher(text)
                .replaceAll(
                        match -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 8))));
    }
}
