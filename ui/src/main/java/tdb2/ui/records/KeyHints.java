package tdb2.ui.records;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import tdb2.engine.Fetch;
import tdb2.engine.Tdb;
import tdb2.engine.event.Progress;
import tdb2.engine.inspect.Position;

/** Keys that a file has and that may be the one meant by a key it does not have. For jobs; stateless. */
final class KeyHints {
    private static final int MOST = 3;

    private KeyHints() {}

    /** Keys that differ in NULs at the end, in blanks around them, or in the case of letters; the nearest first. */
    static List<byte[]> near(Tdb tdb, byte[] key, Progress progress) {
        var hints = new ArrayList<byte[]>();
        if (tdb.view().refusesLookup().isEmpty()) {
            variants(key).stream().filter(variant -> tdb.find(variant).isPresent()).limit(MOST).forEach(hints::add);
        }
        if (hints.isEmpty()) {
            var meant = essence(key);
            var cursor = tdb.cursor(Position.START, Fetch.KEYS);
            while (hints.size() < MOST && cursor.next()) {
                progress.check(tdb.name(), cursor.done(), cursor.total());
                byte[] there = cursor.entry().key();
                if (Math.abs(there.length - key.length) <= 8 && essence(there).equals(meant)) {
                    hints.add(there);
                }
            }
        }
        return hints;
    }

    private static List<byte[]> variants(byte[] key) {
        var variants = new ArrayList<byte[]>();
        if (key.length > 0 && key[key.length - 1] == 0) {
            variants.add(Arrays.copyOf(key, key.length - 1));
        }
        variants.add(Arrays.copyOf(key, key.length + 1));
        return variants;
    }

    private static String essence(byte[] key) {
        return new String(key, StandardCharsets.ISO_8859_1).replaceAll("^\\s+|[\\s\0]+$", "").toLowerCase(Locale.ROOT);
    }
}
