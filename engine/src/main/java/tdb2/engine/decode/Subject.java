package tdb2.engine.decode;

import java.nio.charset.StandardCharsets;

/**
 * A record to decode. The arrays are not changed by anybody.
 *
 * @param file what is known of the file
 * @param key the whole key
 * @param value the value's first bytes
 * @param valueLength length of the whole value, bytes
 */
public record Subject(FileFacts file, byte[] key, byte[] value, long valueLength) {

    /** A record whose value is all there. */
    public static Subject of(FileFacts file, byte[] key, byte[] value) {
        return new Subject(file, key, value, value.length);
    }

    /** The key as text without the NUL that many programs store with it; bytes that are no UTF-8 become U+FFFD. */
    public String keyText() {
        int length = key.length > 0 && key[key.length - 1] == 0 ? key.length - 1 : key.length;
        return new String(key, 0, length, StandardCharsets.UTF_8);
    }

    /** Whether {@link #value} is the whole value. */
    public boolean whole() {
        return value.length == valueLength;
    }

    /** The same record with another value. */
    public Subject withValue(byte[] other, long otherLength) {
        return new Subject(file, key, other, otherLength);
    }
}
