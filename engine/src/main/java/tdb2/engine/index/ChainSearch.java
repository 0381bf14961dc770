package tdb2.engine.index;

import java.util.Optional;
import tdb2.engine.error.DamagedException;
import tdb2.engine.error.Fault;
import tdb2.engine.format.Block;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.RecordHeader.Role;
import tdb2.engine.format.Tdb1Blocks;
import tdb2.engine.format.Tdb1Header;
import tdb2.engine.storage.Bytes;

/**
 * Goes along one chain of TDB1 in search of a key, and knows the word that leads to where it stands. For one thread, under
 * the lock of the chain. A loop is found at the latest when as many records again were passed (Brent's method).
 */
final class ChainSearch {

    private final Bytes bytes;
    private final Tdb1Header header;
    private final Tdb1Blocks blocks;
    private final long hash;
    private final long head;
    private long link;
    private long at;
    private long passed;
    private long anchor;

    ChainSearch(Bytes bytes, Tdb1Header header, long hash) {
        this.bytes = bytes;
        this.header = header;
        this.blocks = new Tdb1Blocks(header);
        this.hash = hash;
        this.head = header.chainHead((int) (hash % header.hashSize()));
        this.link = head;
    }

    /** Offset in the file of the chain's head. */
    long head() {
        return head;
    }

    /** Offset in the file of the record stood on. */
    long at() {
        return at;
    }

    /** Offset in the file of the word that leads to the record stood on. */
    long link() {
        return link;
    }

    /** Goes to the next record, dead or not; 0 at the end. */
    long next() {
        if (at != 0) {
            link = at;
        }
        at = header.resolve(bytes.u32(link));
        if (at == anchor && at != 0) {
            throw damaged("the end of the chain", "a loop back to offset " + at);
        }
        if (Long.bitCount(++passed) == 1) {
            anchor = at;
        }
        return at;
    }

    /** The record stood on is in the chain no more: what leads to it leads on now. */
    void gone() {
        anchor = anchor == at ? 0 : anchor;
        at = 0;
    }

    /** The record of a key, from where it stands on. */
    Optional<RecordHeader> find(byte[] key) {
        while (next() != 0) {
            Optional<RecordHeader> record = isAnother() ? Optional.empty() : matching(key);
            if (record.isPresent()) {
                return record;
            }
        }
        return Optional.empty();
    }

    /** Whether the record stood on is one in use that cannot be that of the key. */
    boolean isAnother() {
        if (!bytes.contains(at, Tdb1Blocks.HEADER)) {
            throw damaged("a record of the chain", "an offset outside the file: " + at);
        }
        return blocks.isDataOfAnother(bytes, at, hash);
    }

    /** The record stood on, if it is that of a key. */
    Optional<RecordHeader> matching(byte[] key) {
        RecordHeader record = record();
        return record.role() == Role.DATA && record.hash() == hash && KeyBytes.same(bytes, record, key)
                ? Optional.of(record)
                : Optional.empty();
    }

    /** The record stood on. */
    RecordHeader record() {
        if (blocks.at(bytes, at) instanceof Block.Used(RecordHeader record)) {
            return record;
        }
        throw damaged("a record of the chain", "something else at offset " + at);
    }

    private DamagedException damaged(String expected, String found) {
        return new DamagedException(new Fault(bytes.name(), link, expected, found,
                "records behind it are reached by scanning only: repair makes a sound copy with them"));
    }
}
