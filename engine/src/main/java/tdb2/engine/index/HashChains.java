package tdb2.engine.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tdb2.engine.error.DamagedException;
import tdb2.engine.error.Fault;
import tdb2.engine.format.Block;
import tdb2.engine.format.Field;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.RecordHeader.Role;
import tdb2.engine.format.Tdb1Blocks;
import tdb2.engine.format.Tdb1Header;
import tdb2.engine.index.PartitionWalk.Place;
import tdb2.engine.storage.Bytes;
import tdb2.engine.storage.SeenOffsets;

/**
 * The hash chains of TDB1: chain {@code hash % hash_size} begins at its head and follows {@code next} (spec c-formats,
 * section 1). Safe for several threads.
 */
public final class HashChains implements Index {

    private final Bytes bytes;
    private final Tdb1Header header;
    private final Tdb1Blocks blocks;

    public HashChains(Bytes bytes, Tdb1Header header) {
        this.bytes = bytes;
        this.header = header;
        this.blocks = new Tdb1Blocks(header);
    }

    @Override
    public String partitionWord() {
        return "chain";
    }

    @Override
    public int partitions() {
        // a damaged hash_size must not make a walk look for chains outside the file
        long heads = Math.max(0, (bytes.size() - header.base() - Tdb1Header.CHAINS) / 4);
        return (int) Math.min(header.hashSize(), Math.min(heads, Integer.MAX_VALUE));
    }

    @Override
    public long headOffset(int partition) {
        return header.chainHead(partition);
    }

    @Override
    public boolean empty(int partition) {
        return bytes.u32(headOffset(partition)) == 0;
    }

    @Override
    public int partitionOf(long hash) {
        // of more chains than any file has, in a damaged header: one that is not there
        return (int) Math.min(hash % header.hashSize(), Integer.MAX_VALUE);
    }

    @Override
    public int slotLength() {
        return 4;
    }

    @Override
    public List<Field> slot(long at) {
        long first = bytes.u32(at);
        return List.of(Field.word("chain[%d]".formatted((at - headOffset(0)) / slotLength()), at, slotLength(), first,
                first == 0 ? "empty" : "offset of its first record"));
    }

    @Override
    public PartitionWalk walk(int partition, Place from, IndexListener listener) {
        return new ChainWalk(partition, from, listener);
    }

    @Override
    public Lookup find(byte[] key, long hash) {
        List<PathStep> steps = new ArrayList<>();
        int chain = partitionOf(hash);
        steps.add(new PathStep(PathStep.Kind.HASH, -1, 0, "hash of the key: 0x%08x".formatted(hash)));
        steps.add(new PathStep(PathStep.Kind.PARTITION, header.chainHead(chain), 4,
                "0x%08x mod %d = chain %d".formatted(hash, header.hashSize(), chain)));
        IndexListener stop = new IndexListener() {
            @Override
            public void damaged(Fault fault) {
                throw new DamagedException(fault);
            }
        };
        PartitionWalk walk = walk(chain, Place.START, stop);
        while (walk.advance()) {
            RecordHeader record = walk.record();
            String verdict = compare(record, key, hash);
            steps.add(new PathStep(PathStep.Kind.RECORD, record.offset(), record.headerLength(), verdict));
            if (verdict.equals(SAME)) {
                steps.add(new PathStep(PathStep.Kind.FOUND, record.offset(), record.length(),
                        "found at hop %d of the chain".formatted(walk.depth())));
                return new Lookup(Optional.of(record), steps);
            }
        }
        steps.add(new PathStep(PathStep.Kind.ABSENT, -1, 0, "end of the chain: the key is not there"));
        return new Lookup(Optional.empty(), steps);
    }

    /** {@inheritDoc} Builds nothing on the way. */
    @Override
    public Optional<RecordHeader> record(byte[] key, long hash) {
        return new ChainSearch(bytes, header, hash).find(key);
    }

    private static final String SAME = "hash and key are the same";

    private String compare(RecordHeader record, byte[] key, long hash) {
        if (record.role() == Role.DEAD) {
            return "dead record: passed over";
        }
        if (record.hash() != hash) {
            return "another hash: 0x%08x".formatted(record.hash());
        }
        if (!KeyBytes.same(bytes, record, key)) {
            return "the same hash, but another key";
        }
        return SAME;
    }

    /** One chain. The place is {offset of the last record, its ordinal from 1, anchor}. */
    private final class ChainWalk implements PartitionWalk {

        private static final int PLACE = 3;

        private final int chain;
        private final IndexListener listener;
        private final SeenOffsets seen = new SeenOffsets();
        private long pointerAt;
        private long slot;
        private long next;
        private RecordHeader record;
        private int depth;
        private long anchor;

        ChainWalk(int chain, Place from, IndexListener listener) {
            this.chain = chain;
            this.listener = listener;
            long[] place = from.coordinates();
            if (place.length == PLACE && stillInChain(place[0])) {
                depth = (int) place[1];
                anchor = place[2];
                follow(place[0]);
                seen.add(place[0]);
            } else {
                begin();
                skip(place.length == PLACE ? place[1] : 0);
            }
        }

        /** A damaged hash_size names chains whose heads would stand outside the file. */
        private void begin() {
            pointerAt = header.chainHead(chain);
            if (chain < partitions()) {
                follow(pointerAt);
            } else {
                damaged("the head of chain %d".formatted(chain), "the end of the file before it");
            }
        }

        private boolean stillInChain(long offset) {
            return blocks.at(bytes, offset) instanceof Block.Used(RecordHeader there)
                    && partitionOf(there.hash()) == chain;
        }

        /** The record stood on is gone: go on behind as many as were passed. */
        private void skip(long count) {
            for (long i = 0; i < count && advance(); i++) {
                // the step is the work
            }
        }

        private void follow(long pointer) {
            pointerAt = pointer;
            next = header.resolve(bytes.u32(pointer));
        }

        @Override
        public boolean advance() {
            while (next != 0) {
                long offset = next;
                if (!seen.add(offset)) {
                    damaged("the end of chain %d".formatted(chain), "a loop back to offset %d".formatted(offset));
                    next = 0;
                    return false;
                }
                switch (blocks.at(bytes, offset)) {
                    case Block.Used(RecordHeader found) -> {
                        slot = pointerAt;
                        follow(offset);
                        depth++;
                        record = found;
                        return !loopsBackTo(offset);
                    }
                    case Block.Nothing(String _, String found) -> stop(found, offset);
                    case Block.Free _ -> stop("a free record", offset);
                    case Block.Recovery _ -> stop("the recovery area", offset);
                }
            }
            return false;
        }

        /**
         * What was seen is forgotten when a walk is resumed. A loop longer than what is walked at once is found by the
         * record that was the last at a power of two hops, which every place carries on (Brent's method).
         */
        private boolean loopsBackTo(long offset) {
            if (offset == anchor) {
                damaged("the end of chain %d".formatted(chain), "a loop back to offset %d".formatted(offset));
                next = 0;
                return true;
            }
            if (Integer.bitCount(depth) == 1) {
                anchor = offset;
            }
            return false;
        }

        private void stop(String found, long offset) {
            damaged("a record of chain %d".formatted(chain), "%s at offset %d".formatted(found, offset));
            listener.missing(offset);
            next = 0;
        }

        private void damaged(String expected, String found) {
            listener.damaged(new Fault(bytes.name(), pointerAt, expected, found,
                    "records behind it are reached by scanning only: repair makes a sound copy with them"));
        }

        @Override
        public RecordHeader record() {
            return record;
        }

        @Override
        public long slotOffset() {
            return slot;
        }

        @Override
        public Place place() {
            return new Place(new long[] { record.offset(), depth, anchor });
        }

        @Override
        public int depth() {
            return depth;
        }
    }
}
