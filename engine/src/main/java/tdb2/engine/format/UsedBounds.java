package tdb2.engine.format;

import tdb2.engine.storage.Bytes;

/** Whether the lengths that a used record's header claims can be true. Safe against overflow. */
final class UsedBounds {

    /** Keys are shorter in any header, and paddings much: a sum of the three cannot be taken for a small one. */
    private static final long MOST = Long.MAX_VALUE / 2;

    private UsedBounds() {}

    static boolean fit(Bytes bytes, long offset, long key, long value, long padding) {
        return value >= 0 && value <= MOST && (key + value + padding) % 8 == 0
                && bytes.contains(offset + UsedWords.LENGTH, key + value + padding);
    }

    static String describe(long key, long value, long padding) {
        return "a record with a key of %s, data of %s and padding of %s bytes".formatted(Long.toUnsignedString(key),
                Long.toUnsignedString(value), padding);
    }
}
