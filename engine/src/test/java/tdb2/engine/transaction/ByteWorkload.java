package tdb2.engine.transaction;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tdb2.engine.disk.Journal;
import tdb2.engine.disk.SimulatedDisk;
import tdb2.engine.disk.Subject;
import tdb2.engine.disk.Unsynced.Range;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.lock.NoLocks;
import tdb2.engine.lock.SpanLocks;
import tdb2.engine.storage.Storage;
import tdb2.engine.storage.WritableStorage;
import tdb2.engine.storage.WriteSet;

/**
 * The protocol over bare bytes: a header, two pointer pages, two areas and three cells of 16 bytes in sectors of their
 * own. Each transaction writes a subset of the cells; a plain store, where there is one, writes cell 0.
 *
 * <pre>
 *  header | P0 | P1 | area 0 | area 1 | cell 0 | cell 1 | cell 2
 * </pre>
 */
final class ByteWorkload implements Subject {

    static final int CELLS = 3;

    static final int PAGE = 4096;
    static final int SLOTS = 3 * PAGE;
    static final int AREAS = 5 * PAGE;
    private static final int AREA = 1024;
    static final int DATA = AREAS + 2 * AREA;
    private static final int SIZE = DATA + CELLS * SimulatedDisk.SECTOR;
    private static final int CELL = 16;
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    static final BundleSpace SPACE = new BundleSpace() {
        @Override
        public Optional<Room> content(WriteSet changes, int slot) {
            return area(changes, slot);
        }

        @Override
        public Optional<Room> area(WriteSet changes, int slot) {
            return Optional.of(new Room(AREAS + (long) slot * AREA, AREA));
        }

        @Override
        public Room enlarge(WriteSet changes, int slot, long capacity) {
            throw new IllegalStateException("three cells fit");
        }
    };

    private final Protocol protocol;
    private final List<Integer> subsets;
    private final int plainAfter;
    private final boolean sharedPage;

    /**
     * @param subsets for each transaction the cells it writes, as bits
     * @param plainAfter after that many transactions somebody makes a plain store and syncs it; -1 never
     * @param sharedPage whether the disk tears both pointer pages together
     */
    ByteWorkload(Protocol protocol, List<Integer> subsets, int plainAfter, boolean sharedPage) {
        this.protocol = protocol;
        this.subsets = List.copyOf(subsets);
        this.plainAfter = plainAfter;
        this.sharedPage = sharedPage;
    }

    @Override
    public String name() {
        return "cells " + subsets + (plainAfter < 0 ? "" : " and a plain store after " + plainAfter);
    }

    @Override
    public byte[] start() {
        SimulatedDisk disk = new SimulatedDisk("start", new byte[SIZE]);
        disk.putU64(Tdb2Header.RECOVERY_SLOT0, SLOTS, ORDER);
        disk.putU64(Tdb2Header.RECOVERY_SLOT0 + 8, SLOTS + PAGE, ORDER);
        disk.putU64(Tdb2Header.FILE_ID, 4711, ORDER);
        disk.putU64(Tdb2Header.FILE_END, SIZE, ORDER);
        for (int cell = 0; cell < CELLS; cell++) {
            store(disk, cell, "initial");
        }
        return disk.content();
    }

    private static void store(WritableStorage storage, int cell, String text) {
        byte[] bytes = "%-16s".formatted(text + " of " + cell).getBytes(StandardCharsets.US_ASCII);
        storage.write(at(cell), bytes, 0, CELL);
    }

    static int at(int cell) {
        return DATA + cell * SimulatedDisk.SECTOR;
    }

    @Override
    public void run(SimulatedDisk disk, Journal journal) {
        for (int i = 0; i < subsets.size(); i++) {
            if (plainAfter == i) {
                plainStore(disk, journal);
            }
            commit(disk, journal, subsets.get(i), "t" + (i + 1));
        }
        if (plainAfter == subsets.size()) {
            plainStore(disk, journal);
        }
    }

    private void commit(SimulatedDisk disk, Journal journal, int subset, String text) {
        HeaderWords words = new HeaderWords(disk, ORDER);
        WriteSet changes = new WriteSet(disk);
        for (int cell = 0; cell < CELLS; cell++) {
            if ((subset >> cell & 1) == 1) {
                store(changes, cell, text);
            }
        }
        Optional<Commit> commit = Commit.plan(words, protocol, SPACE, changes, text.hashCode());
        if (commit.isPresent()) {
            commit.get().prepare();
            int number = journal.attempting(read(changes));
            commit.get().harden();
            commit.get().apply(Runnable::run);
            journal.acknowledged(number);
        }
    }

    private void plainStore(SimulatedDisk disk, Journal journal) {
        Settling settling = new Settling(new HeaderWords(disk, ORDER),
                TransactionLocks.of(new NoLocks(), SpanLocks.zoned(1), "settling"));
        if (protocol.settles() && settling.isDue()) {
            settling.settle();
        }
        journal.plain(true);
        store(disk, 0, "plain");
        int number = journal.attempting(read(disk));
        disk.sync();
        journal.plain(false);
        journal.acknowledged(number);
    }

    @Override
    public void reopen(SimulatedDisk disk) {
        recover(disk);
    }

    @Override
    public void takeOver(SimulatedDisk disk) {
        if (new HeaderWords(disk, ORDER).tx() != 0) {
            recover(disk);
        }
    }

    private void recover(SimulatedDisk disk) {
        Replay replay = new Replay(new HeaderWords(disk, ORDER), protocol);
        if (replay.isDue(0, false)) {
            replay.run();
        }
    }

    @Override
    public String content(SimulatedDisk disk) {
        return read(disk);
    }

    private static String read(Storage storage) {
        StringBuilder text = new StringBuilder();
        for (int cell = 0; cell < CELLS; cell++) {
            text.append(new String(storage.bytes(at(cell), CELL), StandardCharsets.US_ASCII)).append('|');
        }
        return text.toString();
    }

    @Override
    public void goOn(SimulatedDisk disk, Journal journal) {
        commit(disk, journal, 0b101, "more");
    }

    @Override
    public List<Range> fragile() {
        return sharedPage
                ? List.of(new Range(SLOTS, SLOTS + 2L * PAGE))
                : List.of(new Range(SLOTS, SLOTS + PAGE), new Range(SLOTS + PAGE, SLOTS + 2L * PAGE));
    }
}
