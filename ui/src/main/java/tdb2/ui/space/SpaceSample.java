package tdb2.ui.space;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import tdb2.engine.error.Fault;
import tdb2.engine.event.Progress;
import tdb2.engine.inspect.Region;
import tdb2.engine.inspect.RegionMap;
import tdb2.ui.structure.Part;
import tdb2.ui.theme.RegionStyle;
import tdb2.ui.workbench.Span;

/**
 * What the bytes of a part of a file belong to, added up for cells of equal size. Immutable.
 *
 * @param span the part
 * @param unit bytes of a cell, a power of two
 * @param cells in the order of the file
 */
record SpaceSample(Span span, long unit, List<Stretch> cells) {

    /** Cells of a row. */
    static final int COLUMNS = 64;

    private static final int MOST_CELLS = COLUMNS * 48;
    private static final long TELL_NANOS = 250_000_000;
    private static final int KINDS = RegionStyle.values().length;

    SpaceSample {
        cells = List.copyOf(cells);
    }

    int rows() {
        return Math.max(1, (cells.size() + COLUMNS - 1) / COLUMNS);
    }

    /** Bytes of all cells together. */
    Stretch all() {
        long[] sum = new long[KINDS];
        int faults = 0;
        for (Stretch cell : cells) {
            for (int kind = 0; kind < KINDS; kind++) {
                sum[kind] += cell.bytes()[kind];
            }
            faults += cell.faults();
        }
        return new Stretch(span, sum, faults);
    }

    /** Bytes of a cell when so many bytes are to be seen at once. */
    static long unit(long length) {
        long unit = 1;
        while (length / unit >= MOST_CELLS) {
            unit *= 2;
        }
        return unit;
    }

    /** Adds up a part of a file and tells now and then how far it is; not on the event thread. */
    static SpaceSample of(RegionMap map, Span span, Progress progress, Consumer<SpaceSample> partly) {
        var counter = new Counter(span, map.faults());
        long[] told = { System.nanoTime() };
        map.forEach(span.offset(), progress, region -> {
            Part.of(region).forEach(part -> counter.add(part, style(region, part)));
            if (System.nanoTime() - told[0] > TELL_NANOS) {
                told[0] = System.nanoTime();
                partly.accept(counter.sample());
            }
            return region.end() < span.end();
        });
        return counter.sample();
    }

    /** What nothing leads to is nobody's. */
    private static RegionStyle style(Region region, Part part) {
        boolean reached = switch (region) {
            case Region.Record record -> record.reachable();
            case Region.Free free -> free.listed();
            default -> true;
        };
        return reached ? part.style() : RegionStyle.UNKNOWN;
    }

    private static final class Counter {

        private final Span span;
        private final long unit;
        private final long[][] bytes;
        private final int[] faults;

        Counter(Span span, List<Fault> all) {
            this.span = span;
            unit = unit(span.length());
            int count = (int) Math.max(1, (span.length() + unit - 1) / unit);
            bytes = new long[count][KINDS];
            faults = new int[count];
            all.stream().filter(fault -> span.contains(fault.offset()))
                    .forEach(fault -> faults[(int) ((fault.offset() - span.offset()) / unit)]++);
        }

        void add(Part part, RegionStyle style) {
            long from = Math.max(part.offset(), span.offset()) - span.offset();
            long end = Math.min(part.end(), span.end()) - span.offset();
            while (from < end) {
                int cell = (int) (from / unit);
                long to = Math.min(end, (cell + 1) * unit);
                bytes[cell][style.ordinal()] += to - from;
                from = to;
            }
        }

        SpaceSample sample() {
            var cells = new ArrayList<Stretch>(bytes.length);
            for (int i = 0; i < bytes.length; i++) {
                long at = span.offset() + i * unit;
                cells.add(new Stretch(new Span(at, Math.min(unit, span.end() - at)), bytes[i].clone(), faults[i]));
            }
            return new SpaceSample(span, unit, cells);
        }
    }
}
