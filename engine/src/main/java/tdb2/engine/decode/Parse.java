package tdb2.engine.decode;

import java.nio.ByteOrder;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import tdb2.engine.decode.Decoded.Failure;
import tdb2.engine.decode.Decoded.Field;
import tdb2.engine.decode.Decoded.Fields;
import tdb2.engine.decode.Decoded.Secret;
import tdb2.engine.decode.Decoded.Text;

/**
 * Reads a value from front to back and notes each thing read as a field. Every read is checked: what does not fit ends
 * the reading with a {@link Failure} behind the fields read so far. The work is bounded by the length of the value and
 * {@link #MOST_FIELDS}. For one thread.
 */
public final class Parse {

    /** Most fields a value is taken apart into. */
    public static final int MOST_FIELDS = 20_000;

    /** Reads a structure and says in one line what it is. */
    @FunctionalInterface
    public interface Body {

        /** Reads all there is to read; answers the summary. */
        String read(Parse in);
    }

    /** Something that does not fit; caught where the reading began. */
    private static final class Unfit extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient Failure failure;

        Unfit(Failure failure) {
            super(failure.message(), null, false, false);
            this.failure = failure;
        }
    }

    /** Counts fields over all levels. */
    private static final class Budget {
        private int left = MOST_FIELDS;
    }

    private final ByteBuffer bytes;
    private final long length;
    private final int base;
    private final Budget budget;
    private final List<Field> fields = new ArrayList<>();

    private final boolean noting;
    private String soFar = "";

    private Parse(ByteBuffer bytes, long length, int base, Budget budget, boolean noting) {
        this.bytes = bytes;
        this.length = length;
        this.base = base;
        this.budget = budget;
        this.noting = noting;
    }

    /** Takes a value apart, little-endian; what the body leaves unread becomes a field of its own. */
    public static Decoded of(Subject subject, Body body) {
        return of(subject, ByteOrder.LITTLE_ENDIAN, body);
    }

    /** Takes a value apart; what the body leaves unread becomes a field of its own. */
    public static Decoded of(Subject subject, ByteOrder order, Body body) {
        Parse in =
                new Parse(ByteBuffer.wrap(subject.value()).order(order), subject.valueLength(), 0, new Budget(), true);
        return in.run(parse -> {
            String summary = body.read(parse);
            if (parse.left() > 0) {
                parse.rest("not explained", "bytes behind what this decoder knows");
            }
            return summary;
        });
    }

    /** Reads a value without noting fields, of which there may be any number; answers what did not fit. */
    public static Optional<Failure> through(byte[] value, Consumer<Parse> body) {
        ByteBuffer bytes = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
        try {
            body.accept(new Parse(bytes, value.length, 0, new Budget(), false));
            return Optional.empty();
        } catch (Unfit unfit) {
            return Optional.of(unfit.failure);
        }
    }

    private Fields run(Body body) {
        String summary;
        try {
            summary = body.read(this);
        } catch (Unfit unfit) {
            if (fields.isEmpty() || fields.getLast().value().failure().isEmpty()) {
                fields.add(new Field("failed", unfit.failure, "",
                        Optional.of(new Extent(unfit.failure.offset(), 0))));
            }
            summary = soFar;
        }
        return new Fields(summary, fields);
    }

    /** Says in one line what was read so far: the summary when the rest does not fit or is not there. */
    public void soFar(String summary) {
        soFar = summary;
    }

    /** Where the next read begins, from the start of the value. */
    public int at() {
        return bytes.position();
    }

    /** Where this structure begins, from the start of the value. */
    public int start() {
        return base;
    }

    /** Bytes not read yet. */
    public int left() {
        return bytes.remaining();
    }

    /** What to throw to end the reading: something else should be here. */
    public RuntimeException unfit(String expected, String found) {
        return unfit(at(), expected, found);
    }

    /** What to throw to end the reading: something else should be at an offset. */
    public RuntimeException unfit(int offset, String expected, String found) {
        return new Unfit(new Failure(offset, expected, found, bytes.limit() < length));
    }

    /** Ends the reading unless so many bytes are left. */
    public void need(long count) {
        if (count < 0 || count > left()) {
            String found = bytes.limit() < length
                    ? "the first " + bytes.limit() + " bytes of " + length
                    : left() + " bytes";
            throw unfit(Long.toUnsignedString(count) + " bytes", found);
        }
    }

    /** Adds a field that says something about bytes already read, or about none. */
    public void note(String name, Decoded value, String means, Optional<Extent> extent) {
        if (!noting) {
            return;
        }
        if (budget.left-- <= 0) {
            throw unfit("at most " + MOST_FIELDS + " fields", "more; the rest is not shown");
        }
        fields.add(new Field(name, value, means, extent));
    }

    /** Adds a field that is not from the value, as what the key says. */
    public void note(String name, String text, String means) {
        note(name, new Text(text), means, Optional.empty());
    }

    /** Steps over bytes so that the next read is aligned, counted from where this structure began. */
    public void align(int size) {
        int over = (at() - base) % size;
        if (over != 0) {
            skip(size - over);
        }
    }

    /** Steps over bytes that mean nothing. */
    public void skip(int count) {
        need(count);
        bytes.position(at() + count);
    }

    /** The byte at a distance from the next read, -1 behind the end; nothing is read. */
    public int peek(int ahead) {
        int index = at() + ahead;
        return index < 0 || index >= bytes.limit() ? -1 : Byte.toUnsignedInt(bytes.get(index));
    }

    /** The next 32 bits as an unsigned number, -1 when there are none; nothing is read. */
    public long peek32() {
        return left() < Integer.BYTES ? -1 : Integer.toUnsignedLong(bytes.getInt(at()));
    }

    /** Reads an unsigned byte. */
    public int u8(String name, String means) {
        return (int) number(name, 1, Long::toString, means);
    }

    /** Reads an unsigned byte, shown otherwise. */
    public int u8(String name, LongFunction<String> shown, String means) {
        return (int) number(name, 1, shown, means);
    }

    /** Reads 16 unsigned bits. */
    public int u16(String name, String means) {
        return (int) number(name, 2, Long::toString, means);
    }

    /** Reads 16 unsigned bits, shown otherwise. */
    public int u16(String name, LongFunction<String> shown, String means) {
        return (int) number(name, 2, shown, means);
    }

    /** Reads 32 unsigned bits. */
    public long u32(String name, String means) {
        return number(name, 4, Long::toString, means);
    }

    /** Reads 32 unsigned bits, shown otherwise. */
    public long u32(String name, LongFunction<String> shown, String means) {
        return number(name, 4, shown, means);
    }

    /** Reads 64 bits; negative when the highest is set. */
    public long u64(String name, String means) {
        return number(name, 8, Long::toUnsignedString, means);
    }

    /** Reads 64 bits, shown otherwise. */
    public long u64(String name, LongFunction<String> shown, String means) {
        return number(name, 8, shown, means);
    }

    private long number(String name, int width, LongFunction<String> shown, String means) {
        int from = at();
        long number = word(width);
        note(name, new Text(shown.apply(number)), means, Optional.of(new Extent(from, width)));
        return number;
    }

    /** Reads a number of 1, 2, 4 or 8 bytes without making a field of it. */
    public long word(int width) {
        need(width);
        return switch (width) {
            case 1 -> Byte.toUnsignedLong(bytes.get());
            case 2 -> Short.toUnsignedLong(bytes.getShort());
            case 4 -> Integer.toUnsignedLong(bytes.getInt());
            case 8 -> bytes.getLong();
            default -> throw new IllegalArgumentException("no number has " + width + " bytes");
        };
    }

    /** Reads a count of things that take at least {@code least} bytes each; more than can follow does not fit. */
    public int count(String name, int least, String means) {
        int from = at();
        long count = u32(name, means);
        boolean fits = count * least <= left() + Math.max(0, length - bytes.limit());
        if (!fits || count > Math.max(left(), MOST_FIELDS)) {
            throw unfit(from, "a count of things that fit into " + left() + " bytes", Long.toString(count));
        }
        return (int) count;
    }

    /** Reads bytes. */
    public byte[] bytes(String name, long count, Function<byte[], String> shown, String means) {
        int from = at();
        byte[] read = slice(count);
        note(name, new Text(shown.apply(read)), means, Optional.of(new Extent(from, read.length)));
        return read;
    }

    /** Reads bytes without making a field of them. */
    public byte[] slice(long count) {
        need(count);
        byte[] read = new byte[(int) count];
        bytes.get(read);
        return read;
    }

    /** Reads bytes, shown as hex. */
    public byte[] bytes(String name, long count, String means) {
        return bytes(name, count, Parse::hex, means);
    }

    /** Reads all that is left, shown as hex. */
    public byte[] rest(String name, String means) {
        return bytes(name, left(), means);
    }

    /** Reads bytes that are a secret; none are none. */
    public byte[] secret(String name, long count, Function<byte[], String> shown, String means) {
        int from = at();
        byte[] read = slice(count);
        Text text = new Text(shown.apply(read));
        note(name, read.length == 0 ? text : new Secret(text), means, Optional.of(new Extent(from, read.length)));
        return read;
    }

    /** Reads text of a known number of bytes, NULs at its end left out. */
    public String text(String name, long count, Charset charset, String means) {
        return string(bytes(name, count, read -> string(read, charset), means), charset);
    }

    /** Reads UTF-8 up to a NUL, and the NUL. */
    public String cstring(String name, String means) {
        return text(name, cstringLength(), StandardCharsets.UTF_8, means);
    }

    /** Bytes up to the next NUL, with it; ends the reading when there is none. */
    public int cstringLength() {
        for (int i = 0; i < left(); i++) {
            if (bytes.get(at() + i) == 0) {
                return i + 1;
            }
        }
        throw unfit("text that ends with a NUL", left() + " bytes without one");
    }

    /** Reads a structure within this one; alignment counts from its start. */
    public Decoded group(String name, String means, Body body) {
        int from = at();
        Parse within = new Parse(bytes, length, from, budget, noting);
        Fields group = within.run(body);
        fields.add(new Field(name, group, means, Optional.of(new Extent(from, at() - from))));
        group.failure().ifPresent(failure -> {
            soFar = soFar.isEmpty() ? group.summary() : soFar;
            throw new Unfit(failure);
        });
        return group;
    }

    /** Reads something that lies elsewhere in this structure, {@code offset} bytes from its start, and comes back. */
    public void aside(int offset, Consumer<Parse> body) {
        int back = at();
        if (offset < 0 || offset > bytes.limit() - base) {
            throw unfit("an offset within " + (bytes.limit() - base) + " bytes", Integer.toUnsignedString(offset));
        }
        bytes.position(base + offset);
        body.accept(this);
        bytes.position(back);
    }

    /** Bytes as hex digits; of many only the first. */
    public static String hex(byte[] read) {
        int most = 4096;
        return read.length <= most
                ? HexFormat.of().formatHex(read)
                : HexFormat.of().formatHex(read, 0, most) + "\u2026";
    }

    /** Bytes as text, NULs at the end left out; what cannot be text becomes U+FFFD. */
    public static String string(byte[] read, Charset charset) {
        String text = new String(read, charset);
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == 0) {
            end--;
        }
        return text.substring(0, end);
    }
}
