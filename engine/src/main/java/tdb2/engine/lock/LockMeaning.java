package tdb2.engine.lock;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a byte range lock on a database file means, in the words of its dialect (spec c-formats, tdb2-native). Values of
 * it are immutable.
 */
public sealed interface LockMeaning {

    /** For people: "hash group 17", "transaction". */
    String describe();

    /** Creation, recovery, growth of the header: byte 0. */
    record Open() implements LockMeaning {
        @Override
        public String describe() {
            return "open";
        }
    }

    /** TDB1: held shared by everybody who has the file open with CLEAR_IF_FIRST. */
    record Active() implements LockMeaning {
        @Override
        public String describe() {
            return "active (clear-if-first)";
        }
    }

    /** Whoever holds it runs the transaction. */
    record TransactionLock() implements LockMeaning {
        @Override
        public String describe() {
            return "transaction";
        }
    }

    /** The file is being enlarged. */
    record Expansion() implements LockMeaning {
        @Override
        public String describe() {
            return "expansion";
        }
    }

    /** Native: new read transactions wait here while a commit is applied. */
    record Gate() implements LockMeaning {
        @Override
        public String describe() {
            return "gate";
        }
    }

    /** Every record of the file. */
    record AllRecords() implements LockMeaning {
        @Override
        public String describe() {
            return "all records";
        }
    }

    /**
     * Hash chains of TDB1, groups of the hash tree, buckets of NTDB.
     *
     * @param word "chain", "hash group" or "bucket"
     * @param first first one covered
     * @param last last one covered
     */
    record Partitions(String word, int first, int last) implements LockMeaning {
        @Override
        public String describe() {
            return first == last ? word + " " + first : word + "s " + first + " to " + last;
        }
    }

    /** TDB1: the free list. */
    record FreeList() implements LockMeaning {
        @Override
        public String describe() {
            return "free list";
        }
    }

    /**
     * One lock of several things that lie side by side: the kernel makes one of locks that touch.
     *
     * @param parts two or more, none of them several again
     */
    record Several(List<LockMeaning> parts) implements LockMeaning {

        public Several {
            parts = List.copyOf(parts);
        }

        @Override
        public String describe() {
            return parts.stream().map(LockMeaning::describe).collect(Collectors.joining(", "));
        }
    }

    /**
     * One list of free records.
     *
     * @param headOffset offset in the file of the bucket's head
     */
    record FreeBucket(long headOffset) implements LockMeaning {
        @Override
        public String describe() {
            return "free bucket at 0x" + Long.toHexString(headOffset);
        }
    }

    /**
     * TDB1: one record that a traversal stands on.
     *
     * @param offset of the record
     */
    record RecordLock(long offset) implements LockMeaning {
        @Override
        public String describe() {
            return "record at 0x" + Long.toHexString(offset);
        }
    }

    /**
     * A range the dialect gives no meaning to.
     *
     * @param range the bytes
     */
    record Foreign(ByteRange range) implements LockMeaning {
        @Override
        public String describe() {
            return "bytes %d to %s".formatted(range.start(),
                    range.length() == 0 ? "the end" : String.valueOf(range.endExclusive() - 1));
        }
    }
}
