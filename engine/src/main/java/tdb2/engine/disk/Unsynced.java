package tdb2.engine.disk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import tdb2.engine.disk.SectorHistory.Outcomes;

/**
 * All that a medium may hold after a power cut at one moment: for each sector that was stored to since the last sync one
 * of several contents, and one of several lengths of the file. Immutable.
 *
 * <pre>
 *  image  =  what is durable  +  one outcome for each sector  +  one length (what lies beyond is lost)
 * </pre>
 *
 * A range can be declared fragile: hardware that loses the power while it writes there may lose the whole range, not
 * only what it wrote.
 */
public final class Unsynced {

    private static final byte LOST = (byte) 0xDB;

    private final byte[] durable;
    private final List<Integer> sectors;
    private final List<Outcomes> outcomes;
    private final List<Long> sizes;
    private final List<Range> fragile;
    private final SectorSums durableSums;
    /** Hashes of the outcomes, 0 where nobody has asked yet. */
    private final long[][] outcomeSums;

    /**
     * Bytes of the file.
     *
     * @param from first one
     * @param to first one behind them
     */
    public record Range(long from, long to) {}

    /**
     * Something that may have gone one way or another.
     *
     * @param kind what it is
     * @param offset of the first byte; of the length of the file the newest one
     * @param ways how many ways there are, above 0
     */
    public record Place(Kind kind, long offset, int ways) {

        /** What it is. */
        public enum Kind {
            /** A sector that was stored to: old, torn or new. */
            SECTOR,
            /** The length of the file. */
            LENGTH,
            /** A range that hardware may lose as a whole: 0 kept, 1 lost. */
            FRAGILE
        }
    }

    private Unsynced(byte[] durable, List<Integer> sectors, List<Outcomes> outcomes, List<Long> sizes,
            List<Range> fragile) {
        this.durable = durable;
        this.sectors = sectors;
        this.outcomes = outcomes;
        this.sizes = sizes;
        this.fragile = fragile;
        this.outcomeSums = outcomes.stream().map(ways -> new long[ways.count()]).toArray(long[][]::new);
        this.durableSums = SectorSums.unknown();
        durableSums.refresh(durable, durable.length);
    }

    static Unsynced of(byte[] cache, List<Long> sizes, Map<Integer, SectorHistory> histories,
            boolean torn) {
        List<Integer> sectors = List.copyOf(new TreeMap<>(histories).keySet());
        List<Outcomes> outcomes = sectors.stream().map(sector -> histories.get(sector).outcomes(torn)).toList();
        long longest = sizes.stream().mapToLong(Long::longValue).max().orElseThrow();
        byte[] durable = Arrays.copyOf(cache, (int) longest);
        for (int i = 0; i < sectors.size(); i++) {
            put(durable, sectors.get(i), outcomes.get(i).get(0));
        }
        return new Unsynced(durable, sectors, outcomes, sizes.stream().distinct().toList(), List.of());
    }

    /** The same on hardware that may lose whole ranges. */
    public Unsynced withFragile(List<Range> ranges) {
        List<Range> written =
                ranges.stream().filter(range -> sectors.stream().anyMatch(sector -> within(sector, range)))
                        .toList();
        return new Unsynced(durable, sectors, outcomes, sizes, written);
    }

    private static boolean within(int sector, Range range) {
        long at = (long) sector * SimulatedDisk.SECTOR;
        return at < range.to && at + SimulatedDisk.SECTOR > range.from;
    }

    /** How many images there are; {@link Long#MAX_VALUE} when they are more. */
    public long count() {
        long count = 1;
        for (int i = 0; i < placeCount(); i++) {
            long ways = ways(i);
            if (count > Long.MAX_VALUE / ways) {
                return Long.MAX_VALUE;
            }
            count *= ways;
        }
        return count;
    }

    /** Sectors, the length and the fragile ranges: each is chosen for itself. */
    private int placeCount() {
        return sectors.size() + 1 + fragile.size();
    }

    private int ways(int place) {
        if (place < sectors.size()) {
            return outcomes.get(place).count();
        }
        return place == sectors.size() ? sizes.size() : 2;
    }

    /** The image of a number from 0 to {@link #count()} - 1. */
    public Image image(long number) {
        int[] choice = new int[placeCount()];
        long left = number;
        for (int i = 0; i < choice.length; i++) {
            choice[i] = (int) (left % ways(i));
            left /= ways(i);
        }
        return new Image(this, choice);
    }

    /** What there is to choose, in the order of {@link #image(int...)}. */
    public List<Place> places() {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < sectors.size(); i++) {
            places.add(new Place(Place.Kind.SECTOR, (long) sectors.get(i) * SimulatedDisk.SECTOR, ways(i)));
        }
        places.add(new Place(Place.Kind.LENGTH, sizes.getLast(), sizes.size()));
        fragile.forEach(range -> places.add(new Place(Place.Kind.FRAGILE, range.from, 2)));
        return places;
    }

    /**
     * The image of a choice.
     *
     * @param choice for each place a number from 0, what is durable, to its ways - 1; of sectors and the length the last
     *            is what the page cache has
     */
    public Image image(int... choice) {
        if (choice.length != placeCount()) {
            throw new IllegalArgumentException(choice.length + " choices for " + placeCount() + " places");
        }
        for (int i = 0; i < choice.length; i++) {
            Objects.checkIndex(choice[i], ways(i));
        }
        return new Image(this, choice.clone());
    }

    /** An image at random. Some are nearly as durable, some nearly as in the page cache, most between. */
    public Image sample(SplittableRandom random) {
        int[] choice = new int[placeCount()];
        double written = random.nextDouble() * 1.2 - 0.1;
        double torn = random.nextInt(4) == 0 ? 0.5 : 0.05;
        for (int i = 0; i < sectors.size(); i++) {
            int ways = ways(i);
            if (ways > 2 && random.nextDouble() < torn) {
                choice[i] = random.nextInt(ways);
            } else {
                choice[i] = random.nextDouble() < written ? ways - 1 : 0;
            }
        }
        for (int i = sectors.size(); i < choice.length; i++) {
            boolean last = i == sectors.size() && random.nextInt(3) > 0;
            choice[i] = last ? ways(i) - 1 : random.nextInt(4) == 0 ? random.nextInt(ways(i)) : 0;
        }
        return new Image(this, choice);
    }

    byte[] content(int[] choice) {
        byte[] content = durable.clone();
        for (int i = 0; i < sectors.size(); i++) {
            if (choice[i] != 0) {
                put(content, sectors.get(i), outcomes.get(i).get(choice[i]));
            }
        }
        for (int i = 0; i < fragile.size(); i++) {
            if (choice[sectors.size() + 1 + i] == 1) {
                Range range = fragile.get(i);
                Arrays.fill(content, (int) range.from, (int) Math.min(range.to, content.length), LOST);
            }
        }
        int size = size(choice);
        return size == content.length ? content : Arrays.copyOf(content, size);
    }

    int size(int[] choice) {
        return sizes.get(choice[sectors.size()]).intValue();
    }

    /** What {@link SectorSums#refresh} would find in the content, without making it. */
    SectorSums sums(int[] choice) {
        SectorSums sums = durableSums.copy();
        for (int i = 0; i < sectors.size(); i++) {
            if (choice[i] != 0 && sectors.get(i) < SectorSums.count(durable.length)) {
                sums.put(sectors.get(i), outcomeSum(i, choice[i]));
            }
        }
        for (int i = 0; i < fragile.size(); i++) {
            if (choice[sectors.size() + 1 + i] == 1) {
                sums.touch(fragile.get(i));
            }
        }
        if (size(choice) != durable.length) {
            sums.touch(size(choice) / SimulatedDisk.SECTOR);
        }
        return sums;
    }

    private long outcomeSum(int place, int way) {
        long[] known = outcomeSums[place];
        if (known[way] == 0) {
            int sector = sectors.get(place);
            int length = Math.min(SimulatedDisk.SECTOR, durable.length - sector * SimulatedDisk.SECTOR);
            known[way] = SectorSums.sum(sector, outcomes.get(place).get(way), 0, length);
        }
        return known[way];
    }

    private static void put(byte[] content, int sector, byte[] bytes) {
        int at = sector * SimulatedDisk.SECTOR;
        int length = Math.clamp((long) content.length - at, 0, SimulatedDisk.SECTOR);
        if (length > 0) {
            System.arraycopy(bytes, 0, content, at, length);
        }
    }

    /** What there is to choose, for people: sectors with the number of their outcomes. */
    public List<String> describe() {
        List<String> text = new ArrayList<>();
        for (int i = 0; i < sectors.size(); i++) {
            text.add("sector at %d: %d outcomes".formatted(sectors.get(i) * SimulatedDisk.SECTOR, ways(i)));
        }
        text.add("lengths " + sizes);
        return text;
    }
}
