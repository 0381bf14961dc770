package tdb2.engine.posix;

/**
 * What makes a file the same file whatever its name: the device it is on and its inode there.
 *
 * @param deviceMajor major number of the device
 * @param deviceMinor minor number of the device
 * @param inode inode number, unsigned
 */
public record FileIdentity(int deviceMajor, int deviceMinor, long inode) {

    /** The identity where the platform tells none. */
    public static final FileIdentity UNKNOWN = new FileIdentity(0, 0, 0);

    /** From a device number as in {@code st_dev}, where Linux keeps the two numbers in two parts each. */
    public static FileIdentity of(long device, long inode) {
        long major = (device >>> 8 & 0xfff) | (device >>> 32 & 0xffff_f000L);
        long minor = (device & 0xff) | (device >>> 12 & 0xffff_ff00L);
        return new FileIdentity((int) major, (int) minor, inode);
    }

    /** As the kernel prints it: {@code 08:01:1234}, the device in hexadecimal digits. */
    @Override
    public String toString() {
        return "%02x:%02x:%s".formatted(deviceMajor, deviceMinor, Long.toUnsignedString(inode));
    }
}
