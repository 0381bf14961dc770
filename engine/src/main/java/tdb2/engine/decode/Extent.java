package tdb2.engine.decode;

/**
 * Some bytes of a value.
 *
 * @param offset of the first one, from the start of the value
 * @param length number of bytes, at least 0
 */
public record Extent(int offset, int length) {

    public Extent {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("no extent: " + offset + ", " + length);
        }
    }

    /** Offset of the first byte behind it. */
    public int end() {
        return offset + length;
    }

    /** The same bytes in a value that has {@code by} bytes in front. */
    public Extent shifted(int by) {
        return new Extent(offset + by, length);
    }
}
