package tdb2.ui.records;

import java.nio.charset.StandardCharsets;
import tdb2.engine.Entry;
import tdb2.engine.Fetch;
import tdb2.ui.widgets.ByteText;

/**
 * A plain text to look for in keys, and in the first 64 KiB of values when wanted. Escapes stand for bytes; the case of
 * ASCII letters does not count. Immutable.
 */
final class RecordFilter {
    /** How far keys and values are looked into. */
    static final int REACH = 1 << 16;

    private final byte[] wanted;
    private final boolean inValues;

    private RecordFilter(byte[] wanted, boolean inValues) {
        this.wanted = wanted;
        this.inValues = inValues;
    }

    /** A filter for a text as typed; what is no valid escape is taken as it stands. */
    static RecordFilter of(String text, boolean inValues) {
        byte[] bytes = ByteText.parse(text).orElseGet(() -> text.getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = lower(bytes[i]);
        }
        return new RecordFilter(bytes, inValues);
    }

    /** What of each record has to be read. */
    Fetch fetch() {
        return new Fetch(REACH, inValues ? REACH : 0, true);
    }

    boolean matches(Entry entry) {
        return contains(entry.key()) || (inValues && contains(entry.value().preview()));
    }

    boolean contains(byte[] bytes) {
        for (int start = 0; start <= bytes.length - wanted.length; start++) {
            int same = 0;
            while (same < wanted.length && lower(bytes[start + same]) == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return true;
            }
        }
        return false;
    }

    private static byte lower(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
    }
}
