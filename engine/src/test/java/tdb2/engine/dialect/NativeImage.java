package tdb2.engine.dialect;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import tdb2.engine.hash.HashChoice;
import tdb2.engine.storage.HeapStorage;

/**
 * Lays out native files of variant 1 in memory, as a sound writer could have left them: one zone, a hash tree of small
 * and large sub-tables and chains, recovery slots. The hash of a key is its first 8 bytes, so that tests choose where a
 * record goes.
 */
final class NativeImage {

    static final HashChoice HASH = new HashChoice.Own("first 8 bytes",
            (key, _) -> ByteBuffer.wrap(Arrays.copyOf(key, 8)).getLong());
    static final long FILE_ID = 0x1122_3344_5566_7788L;
    static final long SIZE = 8504 + (1 << 16);

    private static final int HASHTABLE = 312;
    private static final int ZONE_HEADER = 8 + 8 * 14;

    private final ByteBuffer file;
    private final List<long[]> entries = new ArrayList<>();
    private final IntPredicate largeAt;
    private int next = 8504 + ZONE_HEADER;
    private long firstTable;
    private long firstChain;

    /**
     * @param largeAt whether sub-tables made after that many used hash bits have 64 entries
     */
    NativeImage(ByteOrder order, IntPredicate largeAt) {
        this.file = ByteBuffer.allocate((int) SIZE).order(order);
        this.largeAt = largeAt;
        file.put(0, "TDB file\n".getBytes(StandardCharsets.US_ASCII));
        set(64, 0x26011967L + 7);
        byte[] test = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0xA1ABE11A54444232L).array();
        set(72, ByteBuffer.wrap(test).getLong());
        set(136, 1L << 32 | 1);
        set(184, FILE_ID);
        set(200, SIZE);
        set(8504, 16);
    }

    void set(long offset, long value) {
        file.putLong((int) offset, value);
    }

    void put(long offset, byte[] bytes) {
        file.put((int) offset, bytes);
    }

    long get(long offset) {
        return file.getLong((int) offset);
    }

    /** Adds a record whose key begins with a hash. */
    byte[] add(long hash, String rest) {
        byte[] tail = rest.getBytes(StandardCharsets.UTF_8);
        byte[] key = ByteBuffer.allocate(8 + tail.length).putLong(hash).put(tail).array();
        long at = used(key.length, 16, (int) (hash & 31));
        file.put((int) at + 16, key);
        entries.add(new long[] { hash, at });
        return key;
    }

    /** Lays out a used record and answers its offset. */
    long used(int key, int data, int hash) {
        int at = next;
        int padding = (-(key + data)) & 7;
        int field = (64 - Long.numberOfLeadingZeros(key) + 1) / 2;
        set(at, 0x1999L << 48 | (long) field << 43 | (long) padding << 11 | (long) hash << 6 | 16);
        set(at + 8L, (long) data << (2 * field) | key);
        next += 16 + key + data + padding;
        return at;
    }

    /** Builds the hash tree of all records added, and one free record of what is left. */
    HeapStorage build() {
        for (int group = 0; group < 128; group++) {
            int number = group;
            group(HASHTABLE + 64L * group, entries.stream().filter(e -> e[0] >>> 57 == number).toList(), 10);
        }
        free();
        return storage();
    }

    HeapStorage storage() {
        return new HeapStorage("native", file.array());
    }

    byte[] content() {
        return file.array().clone();
    }

    long firstTable() {
        return firstTable;
    }

    long firstChain() {
        return firstChain;
    }

    private void free() {
        int length = (int) SIZE - next;
        set(next, ~0x1999L << 6 | 16);
        set(next + 8L, length - 16L);
        int n = length - 32;
        int bucket = n <= 64 ? n / 8 : Math.min(13, 64 - Long.numberOfLeadingZeros(n) + 2);
        set(8504 + 8 + 8L * bucket, next);
    }

    private static int home(long hash, int used) {
        return (int) (hash >>> (64 - used) & 7);
    }

    private void group(long at, List<long[]> all, int used) {
        List<long[]> here = new ArrayList<>(all);
        int pointers = 0;
        while (here.size() + pointers > 8) {
            int fullest = fullest(here, used);
            List<long[]> moved = here.stream().filter(e -> home(e[0], used) == fullest).toList();
            here.removeAll(moved);
            set(at + 8L * fullest, 0xFFL << 56 | (used == 64 ? chain(moved) : table(moved, used)));
            pointers++;
        }
        for (long[] entry : here) {
            int slot = home(entry[0], used);
            while (get(at + 8L * slot) != 0) {
                slot = (slot + 1) % 8;
            }
            set(at + 8L * slot, entry(entry, used));
        }
    }

    private static int fullest(List<long[]> entries, int used) {
        int[] count = new int[8];
        entries.forEach(e -> count[home(e[0], used)]++);
        int fullest = 0;
        for (int i = 1; i < 8; i++) {
            fullest = count[i] > count[fullest] ? i : fullest;
        }
        return fullest;
    }

    static long entry(long[] entry, int used) {
        long extra = used == 64 ? 0 : entry[0] << used >>> 57;
        return extra << 57 | entry[1] | home(entry[0], used);
    }

    private long table(List<long[]> entries, int used) {
        boolean large = largeAt.test(used);
        long record = used(0, large ? 512 : 64, 0);
        firstTable = firstTable == 0 ? record : firstTable;
        int after = used + (large ? 6 : 3);
        for (int group = 0; group < (large ? 8 : 1); group++) {
            int number = group;
            group(record + 16 + 64L * group, entries.stream()
                    .filter(e -> !large || (e[0] << used >>> 61) == number).toList(), after);
        }
        return record;
    }

    private long chain(List<long[]> entries) {
        long record = used(0, 72, 31);
        firstChain = firstChain == 0 ? record : firstChain;
        int here = Math.min(7, entries.size());
        for (int i = 0; i < here; i++) {
            // a hole in the first slot
            set(record + 16 + 8L * (i + 1), entries.get(i)[1]);
        }
        if (entries.size() > here) {
            set(record + 80, chain(entries.subList(here, entries.size())));
        }
        return record;
    }

    /** Lays out the record of the recovery pointers. */
    void slots() {
        long record = used(0, 12280, 30);
        long page = (record + 16 + 4095) & -4096L;
        set(144, page);
        set(152, page + 4096);
    }

    /** Lays out the record of a slot's bundles. */
    void area(int slot, int capacity) {
        set(208 + 8L * slot, used(0, capacity, 29));
    }

    /**
     * A range a bundle writes.
     *
     * @param offset in the file
     * @param bytes the new bytes
     */
    record Run(long offset, byte[] bytes) {}

    /** Writes bundle and pointer of a transaction into its slot. */
    void commit(long sequence, long fileEnd, Run... runs) {
        commit(sequence, sequence, fileEnd, 77 + sequence, FILE_ID, runs);
    }

    void commit(long slot, long sequence, long fileEnd, long salt, long fileId, Run... runs) {
        long area = get(208 + 8 * (slot & 1)) + 16;
        byte[] bundle = bundle(sequence, fileEnd, salt, fileId, runs);
        file.put((int) area, bundle);
        pointer(get(144 + 8 * (slot & 1)), sequence, area, bundle.length, fileEnd, 77 + sequence,
                Arrays.copyOf(sha256(bundle), 16));
    }

    void pointer(long page, long sequence, long bundle, long length, long fileEnd, long salt, byte[] sum) {
        ByteBuffer pointer = ByteBuffer.allocate(72).order(file.order());
        pointer.put("TDB2RPTR".getBytes(StandardCharsets.US_ASCII)).putLong(sequence).putLong(bundle).putLong(length)
                .putLong(fileEnd).putLong(salt).put(sum);
        pointer.put(sha256(Arrays.copyOf(pointer.array(), 64)), 0, 8);
        file.put((int) page, pointer.array());
    }

    private byte[] bundle(long sequence, long fileEnd, long salt, long fileId, Run... runs) {
        int length = 72 + 32 + Arrays.stream(runs).mapToInt(r -> 16 + ((r.bytes().length + 7) & -8)).sum();
        MessageDigest old = digest();
        MessageDigest fresh = digest();
        for (Run run : runs) {
            int from = (int) Math.clamp(run.offset(), 0, SIZE);
            old.update(file.array(), from, (int) Math.min(SIZE - from, run.bytes().length));
            fresh.update(run.bytes());
        }
        ByteBuffer bundle = ByteBuffer.allocate(length).order(file.order());
        bundle.put("TDB2BNDL".getBytes(StandardCharsets.US_ASCII)).putLong(sequence).putLong(salt).putLong(fileId)
                .putLong(fileEnd).putLong(runs.length).putLong(length).put(old.digest(), 0, 8)
                .put(fresh.digest(), 0, 8);
        for (Run run : runs) {
            bundle.putLong(run.offset()).putLong(run.bytes().length).put(run.bytes());
            bundle.position((bundle.position() + 7) & -8);
        }
        bundle.put(sha256(Arrays.copyOf(bundle.array(), length - 32)));
        return bundle.array();
    }

    static byte[] sha256(byte[] bytes) {
        return digest().digest(bytes);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
