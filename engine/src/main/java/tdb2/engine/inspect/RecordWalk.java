package tdb2.engine.inspect;

import tdb2.engine.dialect.Assembly;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.index.Index;
import tdb2.engine.index.IndexListener;
import tdb2.engine.index.PartitionWalk;
import tdb2.engine.storage.SeenOffsets;

/**
 * Walks all records of a file in index order, in batches: each batch is one bounded read under the guard, and the next
 * one finds its place anew, so that no lock is held while anybody does anything with the records. A record is told once,
 * whatever leads to it. Not safe for several threads.
 */
public final class RecordWalk {

    /** Receives a record while the guard is held. */
    @FunctionalInterface
    public interface Visitor {

        /**
         * @param record its header
         * @param depth hops along its chain or levels of its tree
         * @param position a walk from here goes on with the record after this one
         * @return false to end the batch after this record
         */
        boolean visit(RecordHeader record, int depth, Position position);
    }

    private final Index index;
    private final ReadGuard guard;
    private final IndexListener listener;
    private final HomePartition home;
    private SeenOffsets toldHere;
    private Position position;

    public RecordWalk(Assembly assembly, ReadGuard guard, IndexListener listener, Position from) {
        this.index = assembly.index();
        this.guard = guard;
        this.listener = listener;
        this.home = new HomePartition(assembly, listener);
        this.toldHere = new SeenOffsets();
        this.position = from;
    }

    /** The partition the next batch begins in. */
    public int partition() {
        return position.partition();
    }

    /** Steps over partitions that are seen to be empty without a lock. */
    public void skipEmpty() {
        int partition = position.partition();
        while (position.place().equals(PartitionWalk.Place.START) && partition < index.partitions()
                && index.empty(partition)) {
            partition++;
        }
        if (partition > position.partition()) {
            position = new Position(partition, PartitionWalk.Place.START);
        }
    }

    /**
     * Reads up to {@code limit} records of the next partition that has any.
     *
     * @return false when the walk is at its end
     */
    public boolean batch(int limit, Visitor visitor) {
        skipEmpty();
        if (position.partition() >= index.partitions()) {
            return false;
        }
        guard.read(position.partition(), () -> readBatch(limit, visitor));
        return true;
    }

    private void readBatch(int limit, Visitor visitor) {
        int partition = position.partition();
        PartitionWalk walk = index.walk(partition, position.place(), listener);
        for (int i = 0; i < limit; i++) {
            if (!walk.advance()) {
                leave(partition);
                return;
            }
            position = new Position(partition, walk.place());
            RecordHeader record = walk.record();
            if (!toldHere.add(record.offset())) {
                continue;
            }
            if (home.admits(record, partition)) {
                if (!visitor.visit(record, walk.depth(), position)) {
                    return;
                }
            } else if (home.givenUp()) {
                leave(partition);
                return;
            }
        }
    }

    private void leave(int partition) {
        position = new Position(partition + 1, PartitionWalk.Place.START);
        toldHere = new SeenOffsets();
    }
}
