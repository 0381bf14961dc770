package tdb2.engine.transaction;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import tdb2.engine.posix.FileIdentity;

/**
 * Names one boot of one machine and one file: the first 8 bytes, read little-endian, of the SHA-256 of the kernel's boot
 * id (its text), the device's two numbers and the inode (spec commit-protocol, recover()). Has no state: safe for
 * several threads.
 */
public final class BootId {

    private static final Path KERNEL = Path.of("/proc/sys/kernel/random/boot_id");

    private BootId() {}

    /** The id of a file in the present boot; 0, which equals no other, where the kernel does not tell. */
    public static long of(FileIdentity file) {
        try {
            byte[] boot = Files.readString(KERNEL).strip().getBytes(StandardCharsets.US_ASCII);
            ByteBuffer identity = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN).putLong(file.deviceMajor())
                    .putLong(file.deviceMinor()).putLong(file.inode());
            MessageDigest digest = Sums.sha256();
            digest.update(boot);
            return ByteBuffer.wrap(digest.digest(identity.array())).order(ByteOrder.LITTLE_ENDIAN).getLong();
        } catch (IOException _) {
            return 0;
        }
    }
}
