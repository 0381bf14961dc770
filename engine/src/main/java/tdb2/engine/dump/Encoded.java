package tdb2.engine.dump;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import tdb2.engine.Entry;
import tdb2.engine.Value;

/**
 * A record as the digest counts it: {@code u32be keyLength, key, u32be valueLength, value}. In the order of these bytes,
 * taken unsigned.
 *
 * @param place offset of the record's header
 * @param head all of it, or all but the end of a long value
 * @param rest the long value, to be read again when it is needed; one that changed meanwhile throws
 */
record Encoded(long place, byte[] head, Optional<Value> rest) implements Comparable<Encoded> {

    /** Values longer than 4 GiB have no encoding. */
    static final long LONGEST = 0xFFFF_FFFFL;

    private static final int BLOCK = 1 << 16;

    static Encoded of(Entry entry) {
        Value value = entry.value();
        byte[] head = new byte[Math.addExact(8 + entry.key().length, value.preview().length)];
        ByteBuffer.wrap(head).putInt(entry.key().length).put(entry.key()).putInt((int) value.length())
                .put(value.preview());
        return new Encoded(entry.header().offset(), head, value.whole() ? Optional.empty() : Optional.of(value));
    }

    /** The key within the encoding. */
    byte[] key() {
        return Arrays.copyOfRange(head, Integer.BYTES, Integer.BYTES + ByteBuffer.wrap(head).getInt());
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(head);
        if (rest.isPresent()) {
            Value value = rest.get();
            for (long at = value.preview().length; at < value.length(); at += BLOCK) {
                out.write(value.read(at, BLOCK));
            }
        }
    }

    /** Reads on in long values only where their keys and beginnings are equal, as in a damaged file alone. */
    @Override
    public int compareTo(Encoded other) {
        int order = Arrays.compareUnsigned(head, other.head);
        if (order != 0 || rest.isEmpty() || other.rest.isEmpty()) {
            return order;
        }
        Value mine = rest.get();
        for (long at = mine.preview().length; order == 0 && at < mine.length(); at += BLOCK) {
            order = Arrays.compareUnsigned(mine.read(at, BLOCK), other.rest.get().read(at, BLOCK));
        }
        return order;
    }
}
