package tdb2.ui.hex;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tdb2.engine.error.Fault;
import tdb2.engine.event.Progress;
import tdb2.engine.inspect.Region;
import tdb2.engine.inspect.RegionMap;
import tdb2.ui.theme.RegionStyle;

/**
 * Which kind of region prevails in each of some hundred equal stretches of a file. Immutable.
 *
 * @param kinds ordinal of the style, -1 where it is not known yet
 * @param faults offsets of damage
 */
record MinimapSample(byte[] kinds, List<Long> faults) {
    /** Nothing is known. */
    static final MinimapSample NONE = new MinimapSample(new byte[0], List.of());

    private static final int STRETCHES = 1024;
    private static final long TELL_NANOS = 250_000_000;

    /** The style that prevails around an offset. */
    Optional<RegionStyle> at(long offset, long size) {
        if (kinds.length == 0 || size == 0) {
            return Optional.empty();
        }
        int kind = kinds[stretch(offset, size, kinds.length)];
        return kind < 0 ? Optional.empty() : Optional.of(RegionStyle.values()[kind]);
    }

    private static int stretch(long offset, long size, int count) {
        return Math.clamp((long) ((double) offset / size * count), 0, count - 1);
    }

    /** Samples a file; tells now and then how far it is. Not on the event thread. */
    static MinimapSample of(RegionMap map, long size, Progress progress, Consumer<MinimapSample> partly) {
        var counter = new Counter((int) Math.min(STRETCHES, Math.max(1, size)), size,
                map.faults().stream().map(Fault::offset).filter(at -> at >= 0).limit(STRETCHES).toList());
        long[] told = { System.nanoTime() };
        map.forEach(0, progress, region -> {
            counter.add(region);
            if (System.nanoTime() - told[0] > TELL_NANOS) {
                told[0] = System.nanoTime();
                partly.accept(counter.sample());
            }
            return true;
        });
        return counter.sample();
    }

    /** Adds up bytes of each style for the stretch the walk is in. */
    private static final class Counter {
        private final byte[] kinds;
        private final long[] bytes = new long[RegionStyle.values().length];
        private final long size;
        private final List<Long> faults;
        private int current;

        Counter(int stretches, long size, List<Long> faults) {
            this.kinds = new byte[stretches];
            this.size = size;
            this.faults = faults;
            Arrays.fill(kinds, (byte) -1);
        }

        void add(Region region) {
            int style = RegionStyle.of(region).ordinal();
            int last = stretch(region.end() - 1, size, kinds.length);
            for (int stretch = stretch(region.offset(), size, kinds.length); stretch <= last; stretch++) {
                if (stretch != current) {
                    current = stretch;
                    Arrays.fill(bytes, 0);
                }
                long from = Math.max(region.offset(), start(stretch));
                bytes[style] += Math.max(1, Math.min(region.end(), start(stretch + 1)) - from);
                if (kinds[stretch] < 0 || bytes[style] > bytes[kinds[stretch]]) {
                    kinds[stretch] = (byte) style;
                }
            }
        }

        private long start(int stretch) {
            return (long) ((double) stretch / kinds.length * size);
        }

        MinimapSample sample() {
            return new MinimapSample(kinds.clone(), faults);
        }
    }
}
