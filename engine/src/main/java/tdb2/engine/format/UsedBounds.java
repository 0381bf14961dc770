package tdb2.engine.format;

import tdb2.engine.storage.Bytes;

/** Whether the lengths that a used record's header claims can be true. Safe against overflow. */
final class UsedBounds {

    private UsedBounds() {}

    static boolean fit(Bytes bytes, long offset, long key, long value, long padding) {
        long room = bytes.size() - offset - UsedWords.LENGTH;
        return key <= room && value >= 0 && value <= room - key && padding <= room - key - value
                && (key + value + padding) % 8 == 0;
    }

    static String describe(long key, long value, long padding) {
        return "a record with a key of %s, data of %s and padding of %s bytes".formatted(Long.toUnsignedString(key),
                Long.toUnsignedString(value), padding);
    }
}
