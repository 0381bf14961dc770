package tdb2.engine.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.LongSupplier;

import tdb2.engine.Fetch;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.Transaction;
import tdb2.engine.disk.Journal;
import tdb2.engine.disk.SimulatedDisk;
import tdb2.engine.disk.Subject;
import tdb2.engine.disk.Unsynced.Range;
import tdb2.engine.error.DamagedException;
import tdb2.engine.error.Fault;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;
import tdb2.engine.format.RecoveryPointer;
import tdb2.engine.format.Tdb2Header;

/**
 * A small bank of two accounts on a simulated disk, with the real engine: one transaction that has been committed, and
 * one that is to be looked at. The same steps each time.
 *
 * @param scheme how transactions reach the disk
 * @param deed what the second one does
 */
public record Experiment(Scheme scheme, Deed deed) implements Subject {

    private static final int OTHERS = 3;

    @Override
    public String name() {
        return scheme + " " + deed;
    }

    @Override
    public byte[] start() {
        SimulatedDisk disk = new SimulatedDisk(name(), scheme.options().content());
        try (Tdb tdb = open(disk)) {
            tdb.store(Deed.bytes("alice"), Deed.bytes("balance 10"));
            tdb.store(Deed.bytes("bob"), Deed.bytes("balance 20"));
            for (int i = 0; i < OTHERS; i++) {
                tdb.store(Deed.bytes("c" + i), Deed.bytes("0".repeat(i + 1)));
            }
            commit(tdb, Deed.bytes("opened"), Deed.bytes("today"));
        }
        return disk.content();
    }

    private static void commit(Tdb tdb, byte[] key, byte[] value) {
        try (Transaction transaction = tdb.begin()) {
            transaction.store(key, value);
            transaction.commit();
        }
    }

    private Tdb open(SimulatedDisk disk) {
        LongSupplier chance = new SplittableRandom(disk.steps() + 11 + disk.hash())::nextLong;
        return Tdb.of(disk, OpenOptions.WRITE.withCommits(standard -> standard.repeatable(scheme.protocol(), chance)
                .withDelays(Duration.ZERO, Duration.ZERO)));
    }

    @Override
    public void run(SimulatedDisk disk, Journal journal) {
        run(disk, journal, () -> {});
    }

    /** The same, telling when the transaction that is looked at begins. */
    void run(SimulatedDisk disk, Journal journal, Runnable begins) {
        Tdb tdb = open(disk);
        journal.attempting(after(false));
        commit(tdb, Deed.bytes("opened"), Deed.bytes("again"));
        journal.acknowledged();
        begins.run();
        try (Transaction transaction = tdb.begin()) {
            deed.in(transaction);
            journal.attempting(after(true));
            transaction.commit();
            journal.acknowledged();
        }
    }

    /** What is in the file before the transaction that is looked at, or after it; worked out in memory. */
    String after(boolean second) {
        try (Tdb tdb = Tdb.of(name(), start(), OpenOptions.WRITE)) {
            commit(tdb, Deed.bytes("opened"), Deed.bytes("again"));
            if (second) {
                try (Transaction transaction = tdb.begin()) {
                    deed.in(transaction);
                    transaction.commit();
                }
            }
            return text(tdb);
        }
    }

    @Override
    public void reopen(SimulatedDisk disk) {
        open(disk);
    }

    @Override
    public void takeOver(SimulatedDisk disk) {
        try (Tdb survivor = open(disk)) {
            survivor.exists(Deed.bytes("alice"));
        }
    }

    @Override
    public void goOn(SimulatedDisk disk, Journal journal) {
        try (Tdb tdb = open(disk)) {
            TreeMap<String, String> records = read(tdb);
            records.put("later", "one more");
            journal.attempting(records.toString());
            commit(tdb, Deed.bytes("later"), Deed.bytes("one more"));
            journal.acknowledged();
        }
    }

    @Override
    public String content(SimulatedDisk disk) {
        try (Tdb tdb = Tdb.of(disk.name(), disk.content(), OpenOptions.DEFAULT)) {
            List<Fault> faults = tdb.regions(Progress.NONE).faults();
            if (!faults.isEmpty()) {
                throw new DamagedException(faults.getFirst());
            }
            return text(tdb);
        }
    }

    private static String text(Tdb tdb) {
        return read(tdb).toString();
    }

    private static TreeMap<String, String> read(Tdb tdb) {
        TreeMap<String, String> records = new TreeMap<>();
        tdb.traverse(Fetch.RECORDS, entry -> {
            records.put(new String(entry.key(), UTF_8), new String(entry.value().bytes(), UTF_8));
            return true;
        });
        return records;
    }

    /** Pages of recovery pointers: hardware may lose a page while it writes to it. */
    @Override
    public List<Range> fragile() {
        if (scheme.dialect() != Dialect.TDB2) {
            return List.of();
        }
        SimulatedDisk disk = new SimulatedDisk(name(), start());
        return List.of(page(disk, Tdb2Header.RECOVERY_SLOT0), page(disk, Tdb2Header.RECOVERY_SLOT0 + Long.BYTES));
    }

    private static Range page(SimulatedDisk disk, long word) {
        long page = disk.u64(word, ByteOrder.LITTLE_ENDIAN);
        return new Range(page, page + RecoveryPointer.PAGE);
    }
}
