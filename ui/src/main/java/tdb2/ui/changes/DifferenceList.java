package tdb2.ui.changes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import tdb2.engine.Entry;
import tdb2.engine.Tdb;
import tdb2.engine.compare.Comparison;
import tdb2.engine.compare.Difference;
import tdb2.engine.compare.Difference.Kind;
import tdb2.engine.event.Progress;
import tdb2.ui.workbench.Document;

/**
 * What is different in another file, without the values. Immutable.
 *
 * @param other the other file
 * @param rows the first of the differences
 * @param counts how many there are of each kind
 * @param alike records that both have with the same value
 * @param partly whether a part of a file could not be read, or was changed by others meanwhile
 */
record DifferenceList(Path other, List<Row> rows, Map<Kind, Long> counts, long alike, boolean partly) {

    /** Differences that are listed. */
    static final int SHOWN = 5000;

    /**
     * One of them.
     *
     * @param here length of the value in this file; empty when it has none
     * @param there length of the value in the other file; empty when it has none
     */
    record Row(Kind kind, byte[] key, OptionalLong here, OptionalLong there) {

        private static Row of(Difference difference) {
            return new Row(difference.kind(), difference.key(), length(difference.before()),
                    length(difference.after()));
        }

        private static OptionalLong length(Optional<Entry> entry) {
            return entry.map(one -> OptionalLong.of(one.value().length())).orElse(OptionalLong.empty());
        }
    }

    /** Compares a file with another; on a worker. */
    static DifferenceList of(Tdb here, Path there, Progress progress) {
        try (Tdb other = Document.open(there)) {
            List<Row> rows = new ArrayList<>();
            Map<Kind, Long> counts = new EnumMap<>(Kind.class);
            Comparison.Result result = new Comparison(here, other).run(EnumSet.allOf(Kind.class), progress,
                    difference -> {
                        counts.merge(difference.kind(), 1L, Long::sum);
                        if (rows.size() < SHOWN) {
                            rows.add(Row.of(difference));
                        }
                    });
            return new DifferenceList(there, List.copyOf(rows), Map.copyOf(counts), result.alike(),
                    result.inFlux() || !result.faults().isEmpty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many there are. */
    long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    long count(Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }
}
