package tdb2.engine.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tdb2.engine.error.Fault;
import tdb2.engine.format.Block;
import tdb2.engine.format.Landmark;
import tdb2.engine.format.NativeBlocks;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.RecoveryPointer;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.hash.HashChoice;
import tdb2.engine.hash.Hashes;
import tdb2.engine.index.HashTree;
import tdb2.engine.index.TreeShape;
import tdb2.engine.lock.LockMap;
import tdb2.engine.lock.SpanLocks;
import tdb2.engine.space.Zones;
import tdb2.engine.storage.Bytes;
import tdb2.engine.storage.Storage;
import tdb2.engine.transaction.Bundles;
import tdb2.engine.transaction.NoRecovery;
import tdb2.engine.transaction.Recovery;

/** Puts native TDB2 together, variants 0 and 1 (spec tdb2-native, commit-protocol). */
final class Tdb2Assembly {

    private static final int FORMAT_VARIANT = 136;
    private static final int FILE_END = 200;
    private static final int SLOT0 = 144;
    private static final int AREA0 = 208;

    private static final int RECORD_HEADER = 16;

    private final Bytes bytes;
    private final Tdb2Header header;
    private final List<Fault> faults = new ArrayList<>();

    private Tdb2Assembly(Storage storage, Tdb2Header header) {
        this.bytes = new Bytes(storage, header.order());
        this.header = header;
    }

    /** Assembles a file whose header was read as a native one. Damage behind the header is told as faults. */
    static Assembly assemble(Storage storage, Tdb2Header header, HashChoice choice, Surroundings surroundings) {
        return new Tdb2Assembly(storage, header).assemble(choice, surroundings);
    }

    private Assembly assemble(HashChoice choice, Surroundings surroundings) {
        NativeBlocks blocks = NativeBlocks.READER;
        boolean plain = header.variant() == 0;
        Hashing hashing = hashing(choice, plain);
        warnOfVariant();
        long end = plain ? bytes.size() : fileEnd();
        LockMap locks = SpanLocks.zoned(header.variant());
        Recovery recovery = plain
                ? new NoRecovery()
                : new Bundles(bytes, surroundings.bootId(), () -> surroundings.locked().test(locks.transaction()));
        List<Landmark> landmarks = landmarks(plain);
        return new Assembly(header, bytes, blocks,
                new HashTree(bytes, blocks, plain ? TreeShape.NATIVE_PLAIN : TreeShape.NATIVE), new Zones(bytes, end),
                recovery, locks, hashing, landmarks, end, faults, "");
    }

    /** The constant that was hashed tells the variant a second time: one of both may be damaged. */
    private Hashing hashing(HashChoice choice, boolean plain) {
        HashTest test = new HashTest(Hashes.TDB2, -1, header.hashSeed(), header.hashTest());
        Hashing hashing = test.hashing(choice, plain ? HashTest.PLAIN : HashTest.NATIVE);
        if (hashing.matches() || !test.accepts(choice, plain ? HashTest.NATIVE : HashTest.PLAIN)) {
            return hashing;
        }
        faults.add(new Fault(bytes.name(), FORMAT_VARIANT, "a format variant that goes with the hash test",
                "variant %d with the hash test of %s".formatted(header.variant(),
                        plain ? "variant 1 or later" : "variant 0"),
                "one of both is damaged; run check"));
        return new Hashing(hashing.name(), hashing.function(), hashing.seed(), true);
    }

    private void warnOfVariant() {
        if (header.variant() > Tdb2Header.KNOWN_VARIANT) {
            faults.add(new Fault(bytes.name(), FORMAT_VARIANT, "a format variant up to " + Tdb2Header.KNOWN_VARIANT,
                    "variant " + header.variant(), "the file may be read, but only later code may write to it"));
        }
    }

    private long fileEnd() {
        long end = header.fileEnd();
        if (end > bytes.size()) {
            bytes.storage().refresh(); // a writer may just have made the file larger
        }
        if (end >= Tdb2Header.LENGTH && end <= bytes.size()) {
            return end;
        }
        faults.add(new Fault(bytes.name(), FILE_END, "a file end from %d to %d".formatted(Tdb2Header.LENGTH,
                bytes.size()), Long.toUnsignedString(end), "the size of the file is taken instead; run check"));
        return bytes.size();
    }

    private List<Landmark> landmarks(boolean plain) {
        List<Landmark> landmarks = new ArrayList<>();
        landmarks.add(new Landmark(Landmark.Kind.HEADER, 0, Tdb2Header.LENGTH, "file"));
        if (!plain) {
            slots().ifPresent(landmarks::add);
            for (int slot = 0; slot < 2; slot++) {
                area(slot).ifPresent(landmarks::add);
            }
        }
        return landmarks;
    }

    /** The record that holds both pointer pages; the header names the pages, not the record. */
    private Optional<Landmark> slots() {
        long low = Math.min(header.recoverySlot(0), header.recoverySlot(1));
        long high = Math.max(header.recoverySlot(0), header.recoverySlot(1));
        if (header.recoverySlot(0) == 0 && !isUsed(header.recoverySlot(1))) {
            return Optional.empty(); // none yet; the second alone is named when their maker was killed
        }
        Optional<RecordHeader> record = recordAround(low, high + RecoveryPointer.PAGE);
        if (record.isPresent()) {
            return record.map(r -> new Landmark(Landmark.Kind.RECOVERY_SLOTS, r.offset(), r.length(),
                    "header words recovery_slot0 and recovery_slot1"));
        }
        faults.add(new Fault(bytes.name(), SLOT0, "two pages in a record for recovery pointers",
                "pages at offsets %s and %s".formatted(Long.toUnsignedString(low), Long.toUnsignedString(high)),
                "recovery may not find its pointers; run check"));
        return Optional.empty();
    }

    /** The record that begins less than a page before the pointers and holds them. */
    private Optional<RecordHeader> recordAround(long low, long end) {
        long last = low - RECORD_HEADER;
        long first = Math.max(Tdb2Header.LENGTH, last + 8 - RecoveryPointer.PAGE);
        if (low % 8 != 0 || last < first || end < low || end > bytes.size()) {
            return Optional.empty();
        }
        long[] words = new long[(int) ((last - first) / 8 + 1)];
        bytes.words(first, words);
        for (int i = words.length - 1; i >= 0; i--) {
            if (NativeBlocks.mayBe(words[i], NativeBlocks.SLOTS_HASH)) {
                Optional<RecordHeader> record = keyless(first + 8L * i, NativeBlocks.SLOTS_HASH);
                if (record.isPresent() && record.get().end() >= end) {
                    return record;
                }
            }
        }
        return Optional.empty();
    }

    private boolean isUsed(long page) {
        return page != 0 && (!bytes.contains(page, RecoveryPointer.LENGTH) || RecoveryPointer.tagged(bytes, page));
    }

    private Optional<Landmark> area(int slot) {
        long at = header.area(slot);
        if (at == 0) {
            return Optional.empty();
        }
        Optional<RecordHeader> record = keyless(at, NativeBlocks.BUNDLE_HASH);
        if (record.isEmpty()) {
            faults.add(new Fault(bytes.name(), AREA0 + 8L * slot, "a record for recovery bundles at offset " + at,
                    "something else", "run check"));
        }
        return record.map(r -> new Landmark(Landmark.Kind.BUNDLE, at, r.length(), "header word area" + slot));
    }

    private Optional<RecordHeader> keyless(long at, int hash) {
        return NativeBlocks.READER.at(bytes, at) instanceof Block.Used(RecordHeader record)
                && record.keyLength() == 0 && record.hash() == hash ? Optional.of(record) : Optional.empty();
    }
}
