package tdb2.engine.disk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import tdb2.engine.error.DamagedException;
import tdb2.engine.error.Fault;
import tdb2.engine.storage.WritableStorage;

/**
 * A file on a disk whose power can go at any time. Programs see the page cache: every store at once. The medium is told
 * apart from it: of each sector that was stored to since the last sync it may hold any content the sector had since, and
 * the file may have any length it had since. {@link #unsynced} tells all that.
 *
 * <p>
 * A process that uses it can be killed at any step, which loses nothing that was stored. Not safe for several threads.
 */
public final class SimulatedDisk implements WritableStorage {

    /** Bytes that reach the medium in one piece, or torn. */
    public static final int SECTOR = 512;

    private static final VarHandle LE32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BE32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LE64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BE64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final byte[] NOTHING = {};

    private final String name;
    private final Map<Integer, SectorHistory> histories = new TreeMap<>();
    private final List<Long> sizes = new ArrayList<>();
    private final SectorSums sums;
    /** The page cache; zero from {@link #size} on. */
    private byte[] cache;
    private long size;
    private long steps;
    private long killAt = Long.MAX_VALUE;
    private long syncs;
    private Consumer<SimulatedDisk> syncing = _ -> {
        // nobody watches
    };

    private DiskWatcher watcher = DiskWatcher.NONE;

    /** A disk that holds a file. The array becomes the disk's. */
    public SimulatedDisk(String name, byte[] content) {
        this(name, content, SectorSums.unknown());
    }

    /** A disk that holds a file whose sectors have these hashes. Both become the disk's. */
    SimulatedDisk(String name, byte[] content, SectorSums sums) {
        this.name = name;
        this.sums = sums;
        this.cache = content;
        this.size = content.length;
        sizes.add(size);
    }

    /** Calls somebody each time before a sync, when most is unsynced. */
    public void beforeSync(Consumer<SimulatedDisk> watcher) {
        syncing = watcher;
    }

    /** Tells somebody of every step from now on. */
    public void watch(DiskWatcher who) {
        watcher = who;
    }

    /** Stores, growths, truncations and syncs so far. */
    public long steps() {
        return steps;
    }

    /** Syncs so far. */
    public long syncs() {
        return syncs;
    }

    /** Lets the process die instead of doing its step of that number, the first being 0. */
    public void killAt(long step) {
        killAt = step;
    }

    /** A new process goes on where the killed one left the page cache. */
    public void revive() {
        killAt = Long.MAX_VALUE;
    }

    /**
     * What the medium may hold if the power went now.
     *
     * @param torn whether sectors may be torn, or are written as a whole or not
     */
    public Unsynced unsynced(boolean torn) {
        return Unsynced.of(Arrays.copyOf(cache, (int) size), sizes, histories, torn);
    }

    /** A hash of the page cache. */
    public long hash() {
        sums.refresh(cache, size);
        return sums.hash(size);
    }

    /** A copy of the page cache. */
    public byte[] content() {
        return Arrays.copyOf(cache, (int) size);
    }

    private void step() {
        if (steps >= killAt) {
            throw new KilledException(steps);
        }
        steps++;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void read(long offset, byte[] into, int at, int length) {
        check(offset, length);
        System.arraycopy(cache, (int) offset, into, at, length);
    }

    @Override
    public long u32(long offset, ByteOrder order) {
        check(offset, 4);
        return Integer.toUnsignedLong((int) (order == ByteOrder.LITTLE_ENDIAN ? LE32 : BE32).get(cache, (int) offset));
    }

    @Override
    public long u64(long offset, ByteOrder order) {
        check(offset, 8);
        return (long) (order == ByteOrder.LITTLE_ENDIAN ? LE64 : BE64).get(cache, (int) offset);
    }

    @Override
    public void write(long offset, byte[] from, int at, int length) {
        check(offset, length);
        step();
        if (length == 0) {
            return;
        }
        remember(offset, length);
        byte[] before = before(offset, length);
        System.arraycopy(from, at, cache, (int) offset, length);
        note(offset, length);
        tell(offset, before);
    }

    @Override
    public void putU32(long offset, long word, ByteOrder order) {
        check(offset, 4);
        step();
        remember(offset, 4);
        byte[] before = before(offset, 4);
        (order == ByteOrder.LITTLE_ENDIAN ? LE32 : BE32).set(cache, (int) offset, (int) word);
        note(offset, 4);
        tell(offset, before);
    }

    @Override
    public void putU64(long offset, long word, ByteOrder order) {
        check(offset, 8);
        step();
        remember(offset, 8);
        byte[] before = before(offset, 8);
        (order == ByteOrder.LITTLE_ENDIAN ? LE64 : BE64).set(cache, (int) offset, word);
        note(offset, 8);
        tell(offset, before);
    }

    @Override
    public void extend(long to) {
        step();
        if (to > size) {
            if (to > cache.length) {
                cache = Arrays.copyOf(cache, Math.toIntExact(to));
            }
            resize(to);
        }
    }

    @Override
    public void truncate(long to) {
        step();
        if (to < size) {
            int length = (int) (size - to);
            remember(to, length);
            Arrays.fill(cache, (int) to, (int) size, (byte) 0);
            note(to, length);
            resize(to);
        }
    }

    private void resize(long to) {
        sums.touch(sector(size));
        sums.touch(sector(to));
        long before = size;
        size = to;
        sizes.add(to);
        watcher.resized(before, to);
    }

    @Override
    public void sync() {
        step();
        syncs++;
        syncing.accept(this);
        histories.clear();
        sizes.clear();
        sizes.add(size);
        watcher.synced();
    }

    @Override
    public boolean refresh() {
        return false;
    }

    @Override
    public void close() {
        // a disk is not closed
    }

    /** Copied only where somebody wants to know. */
    private byte[] before(long offset, int length) {
        return watcher.equals(DiskWatcher.NONE)
                ? NOTHING
                : Arrays.copyOfRange(cache, (int) offset, (int) offset + length);
    }

    private void tell(long offset, byte[] before) {
        if (!watcher.equals(DiskWatcher.NONE)) {
            watcher.stored(offset, before, Arrays.copyOfRange(cache, (int) offset, (int) offset + before.length));
        }
    }

    /** Keeps what the sectors of a range held when they were synced last. */
    private void remember(long offset, int length) {
        for (int sector = sector(offset); sector <= sector(offset + length - 1); sector++) {
            int number = sector;
            histories.computeIfAbsent(sector, _ -> new SectorHistory(contentOf(number)));
        }
    }

    private void note(long offset, int length) {
        for (int sector = sector(offset); sector <= sector(offset + length - 1); sector++) {
            histories.get(sector).add(contentOf(sector));
            sums.touch(sector);
        }
    }

    private byte[] contentOf(int sector) {
        return Arrays.copyOfRange(cache, sector * SECTOR, sector * SECTOR + SECTOR);
    }

    private static int sector(long offset) {
        return (int) (offset / SECTOR);
    }

    private void check(long offset, long length) {
        if (offset < 0 || length < 0 || offset > size - length) {
            throw new DamagedException(new Fault(name, offset, length + " bytes within the " + size + " of the file",
                    "a range that reaches outside it", "the pointer or length that led here is damaged; run check"));
        }
    }
}
