package tdb2.engine.index;

import java.util.Optional;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.RecordHeader.Role;
import tdb2.engine.format.Tdb1Header;
import tdb2.engine.format.Tdb1Words;
import tdb2.engine.format.WritableBytes;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.space.Allocator;

/**
 * Changes the hash chains of TDB1. A new record comes to the head of its chain; another version of a record comes to its
 * place, so that one store leads from the old to the new.
 *
 * <p>
 * A traversal of libtdb locks the record it stands on. Such a record stays in its chain, dead, and the new version comes
 * to the head. Dead records that nobody stands on any more are taken out on the way. Safe for several threads; who
 * changes a chain holds its lock.
 */
public final class ChainWriter implements IndexWriter {

    private final HashChains chains;
    private final WritableBytes bytes;
    private final Tdb1Header header;
    private final Tdb1Words words;
    private final Allocator space;
    private final LockBackend locks;
    private final IndexCounters counters;

    /**
     * @param space takes dead records back
     * @param locks in which traversals hold the records they stand on
     */
    public ChainWriter(HashChains chains, WritableBytes bytes, Tdb1Header header, Allocator space, LockBackend locks,
            IndexCounters counters) {
        this.chains = chains;
        this.bytes = bytes;
        this.header = header;
        this.words = new Tdb1Words(bytes, header);
        this.space = space;
        this.locks = locks;
        this.counters = counters;
    }

    @Override
    public KeyPlace seek(byte[] key, long hash) {
        ChainSearch search = new ChainSearch(bytes.reading(), header, hash);
        Optional<RecordHeader> found = Optional.empty();
        while (found.isEmpty() && search.next() != 0) {
            if (!search.isAnother()) {
                found = search.matching(key);
                if (found.isEmpty()) {
                    buryDead(search);
                }
            }
        }
        return new Place(search.head(), search.link(), found);
    }

    /** Takes out the record stood on, when it is dead and nobody else stands on it. */
    private void buryDead(ChainSearch search) {
        if (words.isDead(search.at())) {
            RecordHeader record = search.record();
            if (record.role() == Role.DEAD && !isStoodOn(record.offset())) {
                words.pointer(search.link(), words.pointer(record.offset()));
                search.gone();
                space.free(record);
                counters.mended.increment();
            }
        }
    }

    /** Whether a traversal holds the record; it cannot come to stand on it while we hold the chain. */
    private boolean isStoodOn(long record) {
        return locks.wouldBlock(new ByteRange(record - header.base(), 1), Mode.WRITE);
    }

    @Override
    public void clear() {
        for (int chain = 0; chain < chains.partitions(); chain++) {
            if (!chains.empty(chain)) {
                words.pointer(chains.headOffset(chain), 0);
            }
        }
    }

    /** Where a key is or would be. */
    private final class Place implements KeyPlace {

        private final long head;
        private final long link;
        private final Optional<RecordHeader> record;

        Place(long head, long link, Optional<RecordHeader> record) {
            this.head = head;
            this.link = link;
            this.record = record;
        }

        @Override
        public Optional<RecordHeader> record() {
            return record;
        }

        @Override
        public boolean set(long fresh) {
            if (record.isEmpty()) {
                lead(head, words.pointer(head), fresh);
                return false;
            }
            long old = record.get().offset();
            boolean stoodOn = isStoodOn(old);
            if (stoodOn) {
                lead(head, words.pointer(head), fresh);
                words.dead(old);
            } else {
                lead(link, words.pointer(old), fresh);
            }
            return !stoodOn;
        }

        private void lead(long from, long next, long fresh) {
            words.pointer(fresh, next);
            words.pointer(from, fresh);
        }

        @Override
        public boolean clear() {
            if (record.isEmpty()) {
                return false;
            }
            long old = record.get().offset();
            boolean stoodOn = isStoodOn(old);
            if (stoodOn) {
                words.dead(old);
            } else {
                words.pointer(link, words.pointer(old));
            }
            return !stoodOn;
        }
    }
}
