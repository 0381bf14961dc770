package tdb2.independent;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * Reads a whole file of TDB2 of 2012 or NTDB and demands every rule of its format, from the format's description alone: it
 * shares no code with the engine. Every byte must belong to something, every record must be reached by its key's hash,
 * every free record must be on its list.
 */
abstract class TableFile {

    static final int USED = 0x1999;
    static final int TABLE = 0x1888;
    static final int CHAIN = 0x1777;
    static final int FREE_TABLE = 0x1666;
    static final int CAPABILITY = 0x1555;
    static final long OFFSET = (1L << 56) - 1;
    private static final long PENDING = 0xF53BC0E7AD124589L;

    private final ByteBuffer file;
    private final ToLongFunction<byte[]> hash;
    private final List<String> problems = new ArrayList<>();
    private final TreeMap<Long, Used> used = new TreeMap<>();
    private final TreeMap<Long, Free> free = new TreeMap<>();
    private final Set<Long> reached = new HashSet<>();
    private final Map<String, String> records = new TreeMap<>();
    private final List<Long> freeTables = new ArrayList<>();
    private final List<Long> capabilities = new ArrayList<>();

    /** A used record. */
    record Used(long at, int magic, long key, long value, long padding, int low) {

        long body() {
            return at + 16;
        }

        long end() {
            return at + 16 + key + value + padding;
        }
    }

    /** A free record. */
    record Free(long at, long prev, int table, long length, long next) {}

    /** Where the header keeps what. */
    record Words(int freeTable, int recovery, int used, int offered, int seqnum, int capabilities) {}

    TableFile(byte[] content, ToLongFunction<byte[]> hash) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        this.file = bytes.order(bytes.order(ByteOrder.LITTLE_ENDIAN).getLong(64) == 0x2601196EL
                ? ByteOrder.LITTLE_ENDIAN
                : ByteOrder.BIG_ENDIAN);
        this.hash = hash == null ? this::standardHash : hash;
    }

    /** Reads all of it. */
    TableFile read() {
        check(word(64) == 0x2601196EL, 64, "no version word");
        byte[] test = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0xA1ABE11A01092008L).array();
        byte[] swapped = ByteBuffer.allocate(8).order(ByteOrder.BIG_ENDIAN).putLong(0xA1ABE11A01092008L).array();
        check(word(hashTest()) == hash(test) || word(hashTest()) == hash(swapped), hashTest(), "another hash test");
        header();
        blocks();
        freeTables();
        capabilities();
        check((featuresUsed() & ~featuresOffered()) == 0, words().used, "features used that were never offered");
        index();
        recovery();
        for (Used one : used.values()) {
            check(reached.contains(one.at), one.at, "nothing leads to a record of magic %x".formatted(one.magic));
        }
        return this;
    }

    abstract Words words();

    abstract int hashTest();

    /** Offset of the first block. */
    abstract long start();

    /** What is particular to the header. */
    abstract void header();

    /** Passes the index and tells of each record in it. */
    abstract void index();

    abstract long standardHash(byte[] key);

    /** The low bits of a hash that the header of a record repeats. */
    abstract int lowBits(long hash);

    abstract int undoUnit();

    long hash(byte[] key) {
        return hash.applyAsLong(key);
    }

    long size() {
        return file.capacity();
    }

    long word(long at) {
        return file.getLong(Math.toIntExact(at));
    }

    void check(boolean right, long at, String wrong) {
        if (!right) {
            problems.add("%d: %s".formatted(at, wrong));
        }
    }

    private byte[] bytes(long at, long length) {
        byte[] bytes = new byte[Math.toIntExact(length)];
        file.get(Math.toIntExact(at), bytes);
        return bytes;
    }

    private void blocks() {
        for (long at = start(); at < size();) {
            long word = word(at);
            if (word >>> 56 == 0xFE) {
                Free one = new Free(at, word & OFFSET, (int) (word(at + 8) >>> 56), word(at + 8) & OFFSET,
                        word(at + 16));
                check(one.length >= 8 && one.length % 8 == 0, at, "a free record of %d bytes".formatted(one.length));
                free.put(at, one);
                at += 16 + one.length;
            } else if (at == word(words().recovery)) {
                at += 32 + word(at + 8);
            } else if (isMagic((int) (word >>> 48))) {
                Used one = used(at, word, word(at + 8));
                used.put(at, one);
                at = one.end();
            } else {
                long end = deadEnd(at);
                check(end > at, at, "no block: %x".formatted(word));
                at = end > at ? end : size();
            }
            check(at <= size(), at, "a block that ends behind the file");
        }
    }

    /** Zeros or the byte that files grow by, up to the end: left by a crash. */
    private long deadEnd(long at) {
        long end = at;
        while (end < size() && (word(end) == 0 || word(end) == 0x4343434343434343L)) {
            end += 8;
        }
        return end == size() ? end : at;
    }

    private static boolean isMagic(int magic) {
        return magic == USED || magic == TABLE || magic == CHAIN || magic == FREE_TABLE || magic == CAPABILITY;
    }

    private Used used(long at, long first, long second) {
        int bits = 2 * (int) (first >>> 43 & 31);
        long key = second & (1L << bits) - 1;
        Used one = new Used(at, (int) (first >>> 48), key, second >>> bits, first >>> 11 & 0xFFFF_FFFFL,
                (int) first & 0x7FF);
        long content = one.key + one.value + one.padding;
        check(content % 8 == 0 && content >= 8, at, "a record of %d bytes".formatted(content));
        check(bits / 2 == (64 - Long.numberOfLeadingZeros(key) + 1) / 2, at, "another field for its key length");
        if (one.magic != USED) {
            check(one.key == 0 && one.low == 0, at, "a key or hash bits in a record of magic %x".formatted(one.magic));
        }
        if (one.padding > 0 && word(words().offered) == 0) {
            check(file.get((int) (one.end() - one.padding)) == 0, at, "padding that does not begin with 0");
        }
        return one;
    }

    /** Takes note that something leads to a used record of a magic; null when none is there. */
    Used reach(long from, long at, int magic) {
        Used one = used.get(at);
        if (one == null || one.magic != magic) {
            check(false, from, "no record of magic %x at %d".formatted(magic, at));
            return null;
        }
        check(reached.add(at), from, "a second way to %d".formatted(at));
        return one;
    }

    /** A record of the user's that an entry leads to; answers its hash. */
    long record(long from, long at) {
        Used one = reach(from, at, USED);
        if (one == null) {
            return 0;
        }
        byte[] key = bytes(one.body(), one.key);
        long hashed = hash(key);
        check(one.low == lowBits(hashed), at, "other low hash bits");
        HexFormat hex = HexFormat.of();
        String before = records.put(hex.formatHex(key), hex.formatHex(bytes(one.body() + one.key, one.value)));
        check(before == null, at, "a key that is there twice");
        return hashed;
    }

    private void freeTables() {
        Set<Long> listed = new HashSet<>();
        int number = 0;
        for (long at = word(words().freeTable); at != 0; at = word(at + 16), number++) {
            Used table = reach(words().freeTable, at, FREE_TABLE);
            if (table == null) {
                return;
            }
            freeTables.add(at);
            check(table.value == 456, at, "a free table of %d bytes".formatted(table.value));
            for (int bucket = 0; bucket < 56; bucket++) {
                list(at + 24 + 8L * bucket, number, bucket, listed);
            }
        }
        check(number > 0, words().freeTable, "no free table");
        for (long at : free.keySet()) {
            check(listed.contains(at), at, "a free record on no list");
        }
    }

    private void list(long head, int table, int bucket, Set<Long> listed) {
        check(word(head) >= 0, head, "a counter of eight bits");
        long first = word(head) & OFFSET & -8L;
        long before = 0;
        for (long at = first; at != 0;) {
            Free one = free.get(at);
            if (one == null || !listed.add(at)) {
                check(false, head, "a list that leads to %d".formatted(at));
                return;
            }
            check(one.table == table, at, "a record of table %d on a list of %d".formatted(one.table, table));
            check(bucket(one.length) == bucket, at,
                    "a record of bucket %d in %d".formatted(bucket(one.length), bucket));
            check(before == 0 || one.prev == before, at, "prev %d".formatted(one.prev));
            before = at;
            at = one.next;
        }
        check(first == 0 || free.get(first).prev == before, first, "a first record that does not name the last");
    }

    private static int bucket(long length) {
        long above = length - 8;
        int bucket = above <= 64 ? (int) (above / 8) : 64 - Long.numberOfLeadingZeros(above) + 2;
        return Math.min(bucket, 55);
    }

    private void capabilities() {
        for (long at = word(words().capabilities); at != 0; at = word(at + 24)) {
            if (reach(words().capabilities, at, CAPABILITY) == null) {
                return;
            }
            capabilities.add(word(at + 16));
        }
    }

    private void recovery() {
        long at = word(words().recovery);
        if (at == 0) {
            return;
        }
        long magic = word(at);
        long room = word(at + 8);
        long length = word(at + 16);
        check(magic == 0 || magic == PENDING, at, "no undo area");
        check((room + 32) % undoUnit() == 0, at, "an undo area of %d bytes".formatted(room));
        check(length <= room && word(at + 24) <= size(), at, "an undo area that is too full");
        long entry = at + 32;
        while (entry + 16 < at + 32 + length) {
            check(word(entry) + word(entry + 8) <= size(), entry, "old bytes of behind the file");
            entry += 16 + word(entry + 8);
        }
        check(length == 0 || entry == at + 32 + length, at, "entries that do not end where they should");
    }

    /** Whether an undo area is pending. */
    boolean isPending() {
        return word(words().recovery) != 0 && word(word(words().recovery)) == PENDING;
    }

    /** All that is wrong. */
    List<String> problems() {
        return problems;
    }

    /** Keys and values, in hex. */
    Map<String, String> records() {
        return records;
    }

    /** The sequence number. */
    long seqnum() {
        return word(words().seqnum);
    }

    /** Where the free tables are. */
    List<Long> freeTableOffsets() {
        return freeTables;
    }

    /** Types and flags of the capabilities. */
    List<Long> capabilityTypes() {
        return capabilities;
    }

    /** The features that are used. */
    long featuresUsed() {
        return word(words().used);
    }

    /** The features that were offered. */
    long featuresOffered() {
        return word(words().offered);
    }
}
