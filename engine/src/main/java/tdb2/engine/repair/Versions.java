package tdb2.engine.repair;

import java.util.Arrays;
import java.util.Optional;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.format.Block;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.Tdb1Blocks;
import tdb2.engine.repair.Finds.Standing;
import tdb2.engine.storage.Bytes;
import tdb2.engine.storage.OffsetSet;

/**
 * Decides between records that have the same key. One that the index leads to is newer than one that only a scan found.
 * Of two that only the scan found, the newer one of TDB1 leads to the older, since new records are put at the head of
 * their chain. Elsewhere nothing tells, and both are set aside; so are two that the index leads to, as no writer leaves
 * them: the key of one of them is damaged.
 */
final class Versions {

    private static final int MOST_HOPS = 100_000;
    private static final int CHUNK = 1 << 16;

    private final Remains remains;
    private final Bytes bytes;
    private final Finds finds;

    Versions(Remains remains, Finds finds) {
        this.remains = remains;
        this.bytes = remains.bytes();
        this.finds = finds;
    }

    /** Decides between two records; answers which of them stands for the key from now on. */
    long decide(long first, long second) {
        if (sameValue(header(first), header(second))) {
            boolean stays = finds.isTaken(first) || !finds.isTaken(second);
            finds.put(stays ? second : first, Standing.REPEATED);
            return stays ? first : second;
        }
        if (finds.standing(second) == Standing.REACHED && finds.standing(first) == Standing.REACHED) {
            return undecided(first, second);
        }
        if (finds.standing(second) == Standing.SCANNED && finds.standing(first) == Standing.SCANNED) {
            return newest(first, second);
        }
        boolean open = finds.doubt(first).equals(Optional.of(Doubt.UNDECIDED)); // a third version decides nothing
        finds.suspect(second, open ? Doubt.UNDECIDED : Doubt.OTHER_VERSION);
        return first;
    }

    private long undecided(long first, long second) {
        finds.suspect(first, Doubt.UNDECIDED);
        finds.suspect(second, Doubt.UNDECIDED);
        return first;
    }

    /** Of two that only the scan found. */
    private long newest(long first, long second) {
        if (leadsTo(second, first)) {
            finds.suspect(first, Doubt.OLDER_IN_CHAIN);
            return second;
        }
        if (leadsTo(first, second)) {
            finds.suspect(second, Doubt.OLDER_IN_CHAIN);
            return first;
        }
        return undecided(first, second);
    }

    /** Whether the chain of TDB1 that goes on behind one record comes by another. */
    private boolean leadsTo(long from, long to) {
        if (!(remains.form().blocks() instanceof Tdb1Blocks blocks)) {
            return false;
        }
        OffsetSet passed = new OffsetSet(blocks.alignment());
        long at = from;
        for (int hops = 0; hops < MOST_HOPS && bytes.contains(at, Tdb1Blocks.HEADER) && passed.add(at); hops++) {
            at = blocks.next(bytes, at);
            if (at == to) {
                return true;
            }
            if (at == 0 || !(blocks.at(bytes, at) instanceof Block.Used)) {
                return false;
            }
        }
        return false;
    }

    private RecordHeader header(long offset) {
        if (remains.form().blocks().at(bytes, offset) instanceof Block.Used(RecordHeader record)) {
            return record;
        }
        throw new RefusedException(new Fault(bytes.name(), offset, "the record found before", "none",
                "somebody writes to the file; stop its users first"));
    }

    private boolean sameValue(RecordHeader one, RecordHeader other) {
        if (one.valueLength() != other.valueLength()) {
            return false;
        }
        for (long done = 0; done < one.valueLength(); done += CHUNK) {
            int length = (int) Math.min(CHUNK, one.valueLength() - done);
            if (!Arrays.equals(bytes.bytes(one.valueOffset() + done, length),
                    bytes.bytes(other.valueOffset() + done, length))) {
                return false;
            }
        }
        return true;
    }
}
