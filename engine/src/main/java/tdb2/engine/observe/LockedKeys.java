package tdb2.engine.observe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import tdb2.engine.Entry;
import tdb2.engine.Fetch;
import tdb2.engine.RecordCursor;
import tdb2.engine.Tdb;
import tdb2.engine.error.TdbException;
import tdb2.engine.format.Tdb1Header;
import tdb2.engine.index.PartitionWalk.Place;
import tdb2.engine.inspect.Position;
import tdb2.engine.lock.LockMeaning;

/**
 * The keys that a lock keeps others from: those of the chains or groups it is on, or of the record. Reads as much of the
 * file as that takes, which has bounds; what cannot be read has no keys. Used by one thread at a time.
 *
 * @param tdb the file, opened without locks, so that looking keeps nobody from anything
 * @param most how many keys are told
 */
public record LockedKeys(Tdb tdb, int most) {

    /** More partitions at once are no place to look for a key. */
    private static final int PARTITIONS = 64;
    /** Keys longer than that are cut off. */
    private static final int LONGEST = 256;

    /** The keys behind a lock that means this; none for a lock of all records, say. */
    public List<byte[]> of(LockMeaning meaning) {
        try {
            return switch (meaning) {
                case LockMeaning.Partitions partitions -> of(partitions);
                case LockMeaning.RecordLock record -> of(record);
                case LockMeaning.Several several ->
                        several.parts().stream().flatMap(part -> of(part).stream()).limit(most).toList();
                default -> List.of();
            };
        } catch (TdbException e) {
            return List.of(); // the damage is told by those who read the records
        }
    }

    private List<byte[]> of(LockMeaning.Partitions partitions) {
        int last = Math.min(partitions.last(), tdb.view().assembly().index().partitions() - 1);
        List<byte[]> keys = new ArrayList<>();
        if (last < partitions.first() || last - partitions.first() >= PARTITIONS) {
            return keys;
        }
        RecordCursor cursor = tdb.cursor(new Position(partitions.first(), Place.START), Fetch.KEYS);
        while (keys.size() < most && cursor.next()) {
            Entry entry = cursor.entry();
            if (entry.position().partition() > last) {
                break;
            }
            keys.add(shortened(entry.key()));
        }
        return keys;
    }

    /** libtdb's offsets do not count a mutex area. */
    private List<byte[]> of(LockMeaning.RecordLock lock) {
        long base = tdb.view().header() instanceof Tdb1Header tdb1 ? tdb1.base() : 0;
        return tdb.at(base + lock.offset(), Fetch.KEYS).map(entry -> List.of(shortened(entry.key()))).orElse(List.of());
    }

    private static byte[] shortened(byte[] key) {
        return key.length <= LONGEST ? key : Arrays.copyOf(key, LONGEST);
    }
}
