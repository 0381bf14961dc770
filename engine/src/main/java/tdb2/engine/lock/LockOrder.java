package tdb2.engine.lock;

import java.util.List;
import java.util.Optional;

import tdb2.engine.lock.LockBackend.Mode;

/**
 * The order in which locks may be waited for (spec tdb2-native, "Locks"): open, transaction, gate, all records or
 * partitions, free buckets, expansion; among those of one kind, from the file's start to its end. What is held already
 * may be taken again at any time. Nobody upgrades but the holder of the transaction lock, or two who want to would wait
 * for each other; he also closes the gate while he keeps plain writers out with a shared lock on all records, which
 * nobody who waits at the gate's other side has. Who is alone with all records may wait for the open lock, as whoever
 * commits with an undo area does: who opens such a file waits for nobody.
 */
final class LockOrder {

    private static final int UNORDERED = -1;

    private LockOrder() {}

    /**
     * Throws {@link LockOrderException} when a lock must not be waited for.
     *
     * @param held what its owner holds
     */
    static void check(String file, List<HeldLock> held, ByteRange range, LockMeaning meaning, Mode mode) {
        violation(file, held, range, meaning, mode).ifPresent(violation -> {
            throw violation;
        });
    }

    /** Whether a lock may be waited for. */
    static boolean allows(String file, List<HeldLock> held, ByteRange range, LockMeaning meaning, Mode mode) {
        return violation(file, held, range, meaning, mode).isEmpty();
    }

    private static Optional<LockOrderException> violation(String file, List<HeldLock> held, ByteRange range,
            LockMeaning meaning, Mode mode) {
        int rank = rank(meaning);
        if (rank == UNORDERED || held.isEmpty() || held.stream().anyMatch(lock -> lock.covers(range, mode))) {
            return Optional.empty();
        }
        boolean transaction = held.stream().anyMatch(lock -> lock.meaning() instanceof LockMeaning.TransactionLock);
        for (HeldLock lock : held) {
            if (transaction && meaning instanceof LockMeaning.Gate
                    && lock.meaning() instanceof LockMeaning.AllRecords) {
                continue;
            }
            if (meaning instanceof LockMeaning.Open && held.stream().anyMatch(LockOrder::isAlone)) {
                continue;
            }
            if (rank(lock.meaning()) > rank) {
                return Optional.of(new LockOrderException(file, lock, meaning,
                        "the order is open, transaction, gate, records, free space, expansion"));
            }
            if (rank(lock.meaning()) == rank && range.start() < lock.range().start()) {
                return Optional.of(
                        new LockOrderException(file, lock, meaning, "those of one kind are taken in ascending order"));
            }
            if (mode == Mode.WRITE && lock.mode() == Mode.READ && !transaction && lock.range().overlaps(range)) {
                return Optional.of(new LockOrderException(file, lock, meaning,
                        "only the holder of the transaction lock may upgrade"));
            }
        }
        return Optional.empty();
    }

    private static boolean isAlone(HeldLock lock) {
        return lock.mode() == Mode.WRITE && lock.meaning() instanceof LockMeaning.AllRecords;
    }

    private static int rank(LockMeaning meaning) {
        return switch (meaning) {
            case LockMeaning.Open _,LockMeaning.Active _ -> 0;
            case LockMeaning.TransactionLock _ -> 1;
            case LockMeaning.Gate _ -> 2;
            case LockMeaning.AllRecords _,LockMeaning.Partitions _ -> 3;
            case LockMeaning.FreeList _,LockMeaning.FreeBucket _ -> 4;
            case LockMeaning.Expansion _ -> 5;
            case LockMeaning.RecordLock _,LockMeaning.Foreign _,LockMeaning.Several _ -> UNORDERED;
        };
    }
}
