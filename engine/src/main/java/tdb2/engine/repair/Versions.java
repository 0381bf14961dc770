package tdb2.engine.repair;

import java.util.Arrays;
import tdb2.engine.format.Block;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.Tdb1Blocks;
import tdb2.engine.hash.Lookup3;
import tdb2.engine.repair.Finds.Standing;
import tdb2.engine.storage.Bytes;
import tdb2.engine.storage.OffsetSet;

/**
 * Decides between records that have the same key. One that the index leads to is newer than one that only a scan found.
 * Of two that only the scan found, the newer one of TDB1 leads to the older, since new records are put at the head of
 * their chain. Elsewhere nothing tells, and both are set aside; so are two that the index leads to, as no writer leaves
 * them: the key of one of them is damaged. Keeps 128 bits of hash for each key instead of the key.
 */
final class Versions {

    private static final int OTHER_START = 0x2C9277B5;
    private static final int MOST_HOPS = 100_000;
    private static final int CHUNK = 1 << 16;

    private final Remains remains;
    private final Bytes bytes;
    private final Finds finds;
    private long[] hashes = new long[1 << 11];
    private int[] numbers = new int[1 << 10];
    private int count;

    Versions(Remains remains, Finds finds) {
        this.remains = remains;
        this.bytes = remains.bytes();
        this.finds = finds;
    }

    /** Takes note of a record that was found, and decides between it and one of the same key that was found before. */
    void add(int number, RecordHeader record) {
        if (2 * count >= numbers.length) {
            grow();
        }
        byte[] key = key(record);
        int place = place(Lookup3.words(key, 0) | 1, Lookup3.words(key, OTHER_START));
        if (numbers[place] == 0) {
            hashes[2 * place] = Lookup3.words(key, 0) | 1;
            hashes[2 * place + 1] = Lookup3.words(key, OTHER_START);
            numbers[place] = number + 1;
            count++;
        } else {
            decide(place, numbers[place] - 1, number);
        }
    }

    private byte[] key(RecordHeader record) {
        return bytes.bytes(record.keyOffset(), (int) record.keyLength());
    }

    private void decide(int place, int first, int second) {
        RecordHeader one = header(first);
        RecordHeader other = header(second);
        if (sameValue(one, other)) {
            if (finds.isTaken(first) || !finds.isTaken(second)) {
                finds.repeated(second);
            } else {
                finds.repeated(first);
                numbers[place] = second + 1;
            }
        } else if (finds.standing(second) == Standing.REACHED && finds.standing(first) == Standing.REACHED) {
            finds.suspect(first, Doubt.UNDECIDED);
            finds.suspect(second, Doubt.UNDECIDED);
        } else if (finds.standing(second) == Standing.SCANNED && finds.standing(first) == Standing.SCANNED) {
            newest(place, first, second);
        } else {
            finds.suspect(second, Doubt.OTHER_VERSION);
        }
    }

    /** Of two that only the scan found. */
    private void newest(int place, int first, int second) {
        if (leadsTo(finds.offset(second), finds.offset(first))) {
            finds.suspect(first, Doubt.OTHER_VERSION);
            numbers[place] = second + 1;
        } else if (leadsTo(finds.offset(first), finds.offset(second))) {
            finds.suspect(second, Doubt.OTHER_VERSION);
        } else {
            finds.suspect(first, Doubt.UNDECIDED);
            finds.suspect(second, Doubt.UNDECIDED);
        }
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

    private RecordHeader header(int number) {
        if (remains.form().blocks().at(bytes, finds.offset(number)) instanceof Block.Used(RecordHeader record)) {
            return record;
        }
        throw new IllegalStateException("no record at offset " + finds.offset(number));
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

    private int place(long one, long other) {
        int mask = numbers.length - 1;
        int at = (int) other & mask;
        while (numbers[at] != 0 && (hashes[2 * at] != one || hashes[2 * at + 1] != other)) {
            at = at + 1 & mask;
        }
        return at;
    }

    private void grow() {
        long[] oldHashes = hashes;
        int[] oldNumbers = numbers;
        hashes = new long[2 * oldHashes.length];
        numbers = new int[2 * oldNumbers.length];
        for (int i = 0; i < oldNumbers.length; i++) {
            if (oldNumbers[i] != 0) {
                int place = place(oldHashes[2 * i], oldHashes[2 * i + 1]);
                hashes[2 * place] = oldHashes[2 * i];
                hashes[2 * place + 1] = oldHashes[2 * i + 1];
                numbers[place] = oldNumbers[i];
            }
        }
    }
}
