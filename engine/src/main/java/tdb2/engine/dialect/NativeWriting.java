package tdb2.engine.dialect;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.event.StructureListener;
import tdb2.engine.format.Landmark;
import tdb2.engine.format.NativeBlocks;
import tdb2.engine.format.RecoveryPointer;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.format.WritableBytes;
import tdb2.engine.format.ZoneHeader;
import tdb2.engine.hash.HashChoice;
import tdb2.engine.index.HashTree;
import tdb2.engine.index.TreeShape;
import tdb2.engine.index.TreeWriter;
import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.Waiting;
import tdb2.engine.space.ZoneAllocator;
import tdb2.engine.storage.WritableStorage;
import tdb2.engine.transaction.Committer;

/** Puts native TDB2 together for writing, variants 0 and 1 (spec tdb2-native). */
final class NativeWriting implements DialectWriting {

    private static final int FREE_TABLE = 88;
    private static final int RECOVERY_WORD = 96;
    private static final int FEATURES = 104;
    private static final int CAPABILITIES = 128;
    private static final long LOWER_HALF = 0xFFFF_FFFFL;
    private static final int LOOKS = 10;

    @Override
    public WritableAssembly open(Opened file) {
        Assembly reading = file.reading();
        Optional<Committer> transactions = transactions(file);
        admit(reading, file.storage(), file.surroundings().bootId(), transactions, file.waiting());
        return assemble(file.reading(), file.storage(), file.backend(), transactions, true, file.listener());
    }

    @Override
    public WritableAssembly overlay(Assembly reading, WritableStorage overlay, LockBackend backend) {
        return assemble(reading, overlay, backend, Optional.empty(), false, StructureListener.NONE);
    }

    /**
     * {@inheritDoc} Variant 0 has none.
     *
     * @throws RefusedException when the header says that the recovery pointers stand where they do not
     */
    @Override
    public Optional<Committer> transactions(Opened file) {
        Assembly reading = file.reading();
        if (!(reading.header() instanceof Tdb2Header header) || header.variant() == 0) {
            return Optional.empty();
        }
        requireSlots(file.storage());
        return Optional.of(NativeTransactions.committer(new WritableBytes(file.storage(), header.order()),
                file.ordered(reading), reading.locks(), file.settings()));
    }

    /** Recoveries and commits write there, whatever it is. */
    private static void requireSlots(WritableStorage storage) {
        Tdb2Header header = settled(storage, now -> hasNoSlots(now) || hasSlots(storage, now));
        if (!hasNoSlots(header) && !hasSlots(storage, header)) {
            throw refused(storage, Tdb2Header.RECOVERY_SLOT0, "two pages in a record for recovery pointers",
                    "pages at offsets %s and %s".formatted(Long.toUnsignedString(header.recoverySlot(0)),
                            Long.toUnsignedString(header.recoverySlot(1))),
                    "the header is damaged; nothing was changed, repair makes a sound copy of the file");
        }
    }

    /** None were made yet, or a power cut or a kill left one word of two. */
    private static boolean hasNoSlots(Tdb2Header header) {
        return header.recoverySlot(0) == 0 || header.recoverySlot(1) == 0;
    }

    private static boolean hasSlots(WritableStorage storage, Tdb2Header header) {
        long first = header.recoverySlot(0);
        long second = header.recoverySlot(1);
        return first % RecoveryPointer.PAGE == 0 && second % RecoveryPointer.PAGE == 0 && first != second
                && kept(storage, header).stream().anyMatch(mark -> mark.kind() == Landmark.Kind.RECOVERY_SLOTS);
    }

    /** The header once it is as it should be; another process may be changing the file: looks again before it is blamed. */
    private static Tdb2Header settled(WritableStorage storage, Predicate<Tdb2Header> sound) {
        Tdb2Header header = Tdb2Header.read(storage);
        for (int look = 1; look < LOOKS && !sound.test(header); look++) {
            Thread.yield();
            storage.refresh();
            header = Tdb2Header.read(storage);
        }
        return header;
    }

    /** The writing parts; whether the file may be written to was asked before. */
    private static WritableAssembly assemble(Assembly reading, WritableStorage storage, LockBackend backend,
            Optional<Committer> transactions, boolean batched, StructureListener listener) {
        Tdb2Header header = (Tdb2Header) reading.header();
        boolean plain = header.variant() == 0;
        WritableBytes bytes = new WritableBytes(storage, header.order());
        Counters counters = new Counters(listener);
        ZoneAllocator space = new ZoneAllocator(bytes, new NativeZoneWords(bytes, plain), backend, reading.locks(),
                counters.space(), batched && !plain);
        HashTree tree = new HashTree(reading.bytes(), NativeBlocks.READER,
                plain ? TreeShape.NATIVE_PLAIN : TreeShape.NATIVE);
        Hashing hashing = reading.hashing();
        TreeWriter index = new TreeWriter(tree, bytes, space,
                key -> hashing.function().hash(key, hashing.seed()), counters.index());
        Batch batch = batched ? new NativeBatch(bytes, transactions) : Batch.NONE;
        return new WritableAssembly(reading, bytes, index, space, batch, ValueRoom.FIXED,
                new GuardedSequence(bytes, Tdb2Header.SEQNUM, backend, reading.locks().expansion()),
                new NativeRelayout(transactions),
                () -> kept(storage, Tdb2Header.read(storage)), counters, transactions);
    }

    private static List<Landmark> kept(WritableStorage storage, Tdb2Header header) {
        return Tdb2Assembly.assemble(storage, header, new HashChoice.Automatic(), Surroundings.NONE)
                .landmarks().stream().filter(mark -> mark.kind() != Landmark.Kind.HEADER).toList();
    }

    /**
     * Looks whether a file may be written to, and takes note in its header that it will be. The open lock is held for
     * writing.
     *
     * @throws RefusedException when it may not: says why, and what to do
     */
    private static void admit(Assembly reading, WritableStorage storage, long bootId,
            Optional<Committer> transactions, Waiting waiting) {
        Tdb2Header header = (Tdb2Header) reading.header();
        if (header.variant() > Tdb2Header.KNOWN_VARIANT) {
            throw refused(storage, Tdb2Header.FORMAT_VARIANT, "a format variant up to " + Tdb2Header.KNOWN_VARIANT,
                    "variant " + header.variant(), "open it for reading, or with a later version of this program");
        }
        if (!reading.hashing().matches()) {
            throw refused(storage, 72, "the hash function \"" + reading.hashing().name() + "\"",
                    "a file made with another one", "name the right one; nothing was changed");
        }
        requireZero(storage, header, FREE_TABLE, "no free table");
        requireZero(storage, header, RECOVERY_WORD, "no undo area");
        requireZero(storage, header, FEATURES, "no features");
        requireZero(storage, header, FEATURES + 8, "no features");
        requireZero(storage, header, CAPABILITIES, "no capabilities, for none is known");
        if (header.variant() == 0) {
            return;
        }
        if (header.word(Tdb2Header.POISON) != 0) {
            throw refused(storage, Tdb2Header.POISON, "a file whose last sync succeeded",
                    "a sync that failed: nobody knows what is on the disk",
                    "look at the disk, then recover the file; nothing was changed");
        }
        transactions.ifPresent(committer -> committer.recoverer().opened(bootId, waiting));
        storage.refresh();
        requireEnd(storage);
        note(new WritableBytes(storage, header.order()), header);
    }

    private static void requireZero(WritableStorage storage, Tdb2Header header, int word, String expected) {
        if (header.word(word) != 0) {
            throw refused(storage, word, expected, "the word 0x" + Long.toHexString(header.word(word)),
                    "open it for reading; nothing was changed");
        }
    }

    private static void requireEnd(WritableStorage storage) {
        Tdb2Header header = settled(storage, now -> endsAt(storage, now, leastEnd(storage, now)));
        long least = leastEnd(storage, header);
        if (!endsAt(storage, header, least)) {
            throw refused(storage, Tdb2Header.FILE_END, "an end of zones from %d to %d".formatted(least,
                    storage.size()), Long.toUnsignedString(header.fileEnd()),
                    "the file was cut or damaged; repair makes a sound copy of the file");
        }
    }

    private static boolean endsAt(WritableStorage storage, Tdb2Header header, long least) {
        return header.fileEnd() >= least && header.fileEnd() <= storage.size() && header.fileEnd() % 8 == 0;
    }

    /** What recovery stands on lies before the end: else that is damaged, and records behind it would be written over. */
    private static long leastEnd(WritableStorage storage, Tdb2Header header) {
        return kept(storage, header).stream().mapToLong(mark -> mark.offset() + mark.length()).reduce(leastEnd(),
                Math::max);
    }

    /** Where the zones of the smallest file end. */
    static long leastEnd() {
        return Tdb2Header.LENGTH + new ZoneHeader(Tdb2Header.LENGTH, ZoneHeader.MIN_BITS).length();
    }

    private static void note(WritableBytes bytes, Tdb2Header header) {
        if (header.writtenVariant() > Tdb2Header.KNOWN_VARIANT) {
            bytes.put(Tdb2Header.FORMAT_VARIANT,
                    (header.word(Tdb2Header.FORMAT_VARIANT) & ~LOWER_HALF) | Tdb2Header.KNOWN_VARIANT);
        }
    }

    private static RefusedException refused(WritableStorage storage, long offset, String expected, String found,
            String advice) {
        return new RefusedException(new Fault(storage.name(), offset, expected, found, advice));
    }
}
