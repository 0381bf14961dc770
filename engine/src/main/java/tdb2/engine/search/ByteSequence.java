package tdb2.engine.search;

import java.util.Arrays;
import tdb2.engine.Entry;
import tdb2.engine.Value;
import tdb2.engine.event.Progress;

/**
 * A key or a value as a sequence of characters, one for each byte, of which two pages are in memory at a time. What is
 * beyond 2 GiB of a value is not looked at. Asks now and then whether it should end. Not safe for several threads.
 */
public final class ByteSequence implements CharSequence {

    private static final int PAGE_BITS = 16;
    private static final int PAGE = 1 << PAGE_BITS;
    private static final int ASK_EVERY = 1 << 20;

    /** Reads bytes. */
    private interface Source {
        byte[] read(int from, int count);
    }

    private final Source source;
    private final int length;
    private final String name;
    private final long offset;
    private final Progress progress;
    private byte[] page = new byte[0];
    private byte[] otherPage = new byte[0];
    private int number = -1;
    private int otherNumber = -1;
    private int toAsk = ASK_EVERY;

    private ByteSequence(Source source, long length, String name, long offset, Progress progress) {
        this.source = source;
        this.length = (int) Math.min(length, Integer.MAX_VALUE - 16);
        this.name = name;
        this.offset = offset;
        this.progress = progress;
    }

    /** The key of a record, as far as it was read. */
    public static ByteSequence key(String file, Entry entry, Progress progress) {
        byte[] key = entry.key();
        return new ByteSequence((from, count) -> Arrays.copyOfRange(key, from, from + count), key.length, file,
                entry.header().keyOffset(), progress);
    }

    /** The value of a record; throws {@link tdb2.engine.error.FileChangedException} when it changes meanwhile. */
    public static ByteSequence value(String file, Entry entry, Progress progress) {
        Value value = entry.value();
        return new ByteSequence(value::read, value.length(), file, entry.header().valueOffset(), progress);
    }

    /** The file's name. */
    String name() {
        return name;
    }

    /** Where the bytes begin in the file. */
    long offset() {
        return offset;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int index) {
        if (--toAsk == 0) {
            toAsk = ASK_EVERY;
            progress.check(name, 0, 0);
        }
        if (index >>> PAGE_BITS != number) {
            turnTo(index >>> PAGE_BITS);
        }
        return (char) Byte.toUnsignedInt(page[index & PAGE - 1]);
    }

    private void turnTo(int wanted) {
        byte[] next = wanted == otherNumber
                ? otherPage
                : source.read(wanted << PAGE_BITS, Math.min(PAGE, length - (wanted << PAGE_BITS)));
        otherPage = page;
        otherNumber = number;
        page = next;
        number = wanted;
    }

    /** Whether the bytes from an index on are these. */
    boolean holds(byte[] wanted, int at, boolean anyCase) {
        for (int i = 0; i < wanted.length; i++) {
            int there = charAt(at + i);
            int sought = Byte.toUnsignedInt(wanted[i]);
            if (there != sought && !(anyCase && lower(there) == lower(sought))) {
                return false;
            }
        }
        return true;
    }

    private static int lower(int value) {
        return value >= 'A' && value <= 'Z' ? value + 'a' - 'A' : value;
    }

    /** A part of the bytes, cut at both ends of the sequence. */
    byte[] bytes(int from, int to) {
        int first = Math.max(0, from);
        byte[] part = new byte[Math.max(0, Math.min(to, length) - first)];
        for (int i = 0; i < part.length; i++) {
            part[i] = (byte) charAt(first + i);
        }
        return part;
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        StringBuilder part = new StringBuilder(end - start);
        for (int i = start; i < end; i++) {
            part.append(charAt(i));
        }
        return part;
    }

    /** All of it: for messages about short ones only. */
    @Override
    public String toString() {
        return subSequence(0, Math.min(length, PAGE)).toString();
    }
}
