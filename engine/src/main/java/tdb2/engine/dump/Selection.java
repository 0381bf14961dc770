package tdb2.engine.dump;

import java.util.Arrays;

/** Which records of a file are wanted. */
public sealed interface Selection {

    /** Every record. */
    Selection ALL = new All();

    /** Whether a record with that key is wanted. */
    boolean takes(byte[] key);

    /** Every record. */
    record All() implements Selection {

        @Override
        public boolean takes(byte[] key) {
            return true;
        }
    }

    /** The record of one key. */
    record Key(byte[] wanted) implements Selection {

        @Override
        public boolean takes(byte[] key) {
            return Arrays.equals(wanted, key);
        }
    }

    /** The records whose keys begin with some bytes. */
    record Prefix(byte[] start) implements Selection {

        @Override
        public boolean takes(byte[] key) {
            return key.length >= start.length && Arrays.equals(start, 0, start.length, key, 0, start.length);
        }
    }
}
