package tdb2.engine.simulate;

import java.util.Arrays;

/** One thing a program does to a file. */
public sealed interface Effect {

    /**
     * Bytes are stored.
     *
     * @param offset of the first byte in the file
     * @param bytes what is stored; not to be changed
     * @param whole whether they reach memory in one piece and after everything before them (an aligned word); other
     *            bytes may reach it in any order
     */
    record Store(long offset, byte[] bytes, boolean whole) implements Effect {

        @Override
        public boolean equals(Object other) {
            return other instanceof Store store && offset == store.offset && whole == store.whole
                    && Arrays.equals(bytes, store.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes) * 31 + Long.hashCode(offset);
        }

        @Override
        public String toString() {
            return "Store[%d bytes at %d%s]".formatted(bytes.length, offset, whole ? ", whole" : "");
        }
    }

    /**
     * The file is made longer, if it is shorter.
     *
     * @param size in bytes
     */
    record Extend(long size) implements Effect {}

    /**
     * The file is cut off, if it is longer.
     *
     * @param size in bytes
     */
    record Truncate(long size) implements Effect {}

    /** Everything before is brought to the disk. */
    record Sync() implements Effect {}
}
