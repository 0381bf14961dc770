package tdb2.engine.observe;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import tdb2.engine.format.Header;
import tdb2.engine.format.Tdb1Header;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.lock.LockMap;
import tdb2.engine.lock.MutexLayout;
import tdb2.engine.posix.MutexArea;
import tdb2.engine.storage.FileStorage;

/**
 * The robust mutexes in front of a TDB1 file ({@link MutexLayout}), read and never touched.
 *
 * <pre>
 *  word 0: owner's thread, | 2^31 others wait, | 2^30 owner has ended
 *  word 2: owner's thread, still there when he has ended
 * </pre>
 *
 * Safe for several threads.
 */
public final class RobustMutexes {

    private static final int ALL_RECORDS = MutexLayout.ALL_RECORDS;
    private static final int FREE_LIST = MutexLayout.FREE_LIST;
    private static final int BYTES = MutexLayout.BYTES;
    private static final int OWNER = 8;
    private static final int THREAD = 0x3fff_ffff;
    private static final int OWNER_DIED = 0x4000_0000;
    private static final int MOST = 64 << 20;

    private final FileStorage file;
    private final LockMap map;
    private final int count;

    private RobustMutexes(FileStorage file, LockMap map, int count) {
        this.file = file;
        this.map = map;
        this.count = count;
    }

    /** Those of a file; empty where its header tells of none. */
    public static Optional<RobustMutexes> of(FileStorage file, Header header, LockMap map) {
        if (!(header instanceof Tdb1Header tdb1) || !tdb1.mutexes()) {
            return Optional.empty();
        }
        long room = Math.min(tdb1.mutexSize(), MOST) - FREE_LIST;
        long count = Math.min(tdb1.hashSize() + 1, room / BYTES);
        return count > 0 ? Optional.of(new RobustMutexes(file, map, (int) count)) : Optional.empty();
    }

    /**
     * A mutex that somebody has.
     *
     * @param range what stands for it where byte ranges are locked
     * @param thread whose it is
     * @param died whether that thread has ended
     * @param awaited whether others may be waiting for it
     */
    record Taken(ByteRange range, Mode mode, int thread, boolean died, boolean awaited) {}

    /** All that are taken now. Each word is as it was at some moment of the look; together they may never have been. */
    List<Taken> taken() {
        byte[] bytes = new byte[FREE_LIST + count * BYTES];
        ByteBuffer area = ByteBuffer.wrap(bytes, 0, file.peek(0, bytes)).order(ByteOrder.nativeOrder());
        List<Taken> taken = new ArrayList<>();
        if (area.limit() >= FREE_LIST) {
            boolean shared = area.getShort(MutexLayout.MODE) == MutexLayout.READ;
            add(area, ALL_RECORDS, shared ? Mode.READ : Mode.WRITE, taken);
        }
        for (int at = FREE_LIST; at + BYTES <= area.limit(); at += BYTES) {
            add(area, at, Mode.WRITE, taken);
        }
        return taken;
    }

    /**
     * Whether nobody is changing anything, or died while he did: no chain and no free list is taken, and all records by
     * readers at most. False where mutexes are not known to be laid out like this.
     */
    public boolean atRest() {
        return MutexArea.isKnownLayout() && file.facts().size() >= FREE_LIST + (long) count * BYTES
                && taken().stream().allMatch(mutex -> mutex.mode() == Mode.READ);
    }

    private void add(ByteBuffer area, int at, Mode mode, List<Taken> taken) {
        int word = area.getInt(at);
        if (word != 0) {
            boolean died = (word & OWNER_DIED) != 0;
            int thread = (word & THREAD) != 0 ? word & THREAD : area.getInt(at + OWNER);
            taken.add(new Taken(range(at).orElseThrow(), mode, thread, died, word < 0));
        }
    }

    /** What the mutex at an offset in the file stands for; empty where none is. */
    Optional<ByteRange> range(long at) {
        if (at == ALL_RECORDS) {
            return Optional.of(map.allRecords());
        }
        long number = (at - FREE_LIST) / BYTES;
        if (at < FREE_LIST || number >= count || (at - FREE_LIST) % BYTES != 0) {
            return Optional.empty();
        }
        return Optional.of(number == 0
                ? map.freeBucket(0)
                : new ByteRange(map.partitions().start() + (number - 1) * map.width(), 1));
    }
}
