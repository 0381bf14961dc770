package tdb2.engine;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The bytes of a value that is stored, of any length. Read in parts while the operation runs, by the thread that runs it;
 * must not change meanwhile.
 */
public interface Content {

    /** Number of bytes. */
    long length();

    /** Copies a part out. */
    void read(long from, byte[] into, int at, int count);

    /** The bytes of an array. */
    static Content of(byte[] bytes) {
        return new Content() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public void read(long from, byte[] into, int at, int count) {
                System.arraycopy(bytes, (int) from, into, at, count);
            }
        };
    }

    /** The bytes of the caller's own memory, of any length. */
    static Content of(MemorySegment memory) {
        return new Content() {
            @Override
            public long length() {
                return memory.byteSize();
            }

            @Override
            public void read(long from, byte[] into, int at, int count) {
                MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, from, into, at, count);
            }
        };
    }

    /** This, and then another. */
    default Content then(Content more) {
        Content first = this;
        return new Content() {
            @Override
            public long length() {
                return Math.addExact(first.length(), more.length());
            }

            @Override
            public void read(long from, byte[] into, int at, int count) {
                int here = Math.clamp(first.length() - from, 0, count);
                if (here > 0) {
                    first.read(from, into, at, here);
                }
                if (here < count) {
                    more.read(from + here - first.length(), into, at + here, count - here);
                }
            }
        };
    }
}
