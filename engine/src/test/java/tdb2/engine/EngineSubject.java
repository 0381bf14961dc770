package tdb2.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import tdb2.engine.disk.DiskWatcher;
import tdb2.engine.disk.Journal;
import tdb2.engine.disk.KilledException;
import tdb2.engine.disk.SimulatedDisk;
import tdb2.engine.disk.Subject;
import tdb2.engine.disk.Unsynced.Range;
import tdb2.engine.error.Fault;
import tdb2.engine.format.Dialect;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.inspect.RegionMap;
import tdb2.engine.transaction.Durability;
import tdb2.engine.transaction.Protocol;

/** The real engine on a simulated disk: one scenario of transactions, the same steps each time. */
final class EngineSubject implements Subject {

    /** What a scenario does. */
    interface Scenario {
        void run(Session session);

        /** Whether its file has seen no transaction before: then its first one makes the pages of the pointers. */
        default boolean isFirst() {
            return false;
        }
    }

    /** One open file in a scenario, with a model of what it must contain. */
    static final class Session {

        private final EngineSubject subject;
        private final SimulatedDisk disk;
        private Tdb tdb;
        private final Journal journal;
        private TreeMap<String, String> model;

        Session(EngineSubject subject, SimulatedDisk disk, Journal journal) {
            this.subject = subject;
            this.disk = disk;
            this.tdb = subject.open(disk);
            this.journal = journal;
            this.model = read(tdb);
        }

        Tdb tdb() {
            return tdb;
        }

        /** Another handle of the same file. */
        Tdb another() {
            return subject.open(disk);
        }

        Journal journal() {
            return journal;
        }

        /** Stores (value of a length, 0 deletes) and commits. */
        void commit(Object... keysAndLengths) {
            int number = commit(Durability.SYNC, keysAndLengths);
            journal.acknowledged(number);
        }

        int soft(Object... keysAndLengths) {
            return commit(Durability.SOFT, keysAndLengths);
        }

        /** Commits of three threads: the second and the third while the disk works for the first. */
        void together(List<Object> first, List<Object> second, List<Object> third) {
            int[] number = new int[2];
            GroupCommit group = new GroupCommit(List.of(() -> commit(Durability.SYNC, second.toArray()),
                    () -> number[1] = commit(Durability.SYNC, third.toArray())));
            group.run(disk, () -> number[0] = commit(Durability.SYNC, first.toArray()),
                    () -> journal.acknowledged(number[0]));
            if (group.others() != 2 || !read(tdb).equals(model)) {
                throw new IllegalStateException("not all of a group is there");
            }
            journal.acknowledged(number[1]);
        }

        private int commit(Durability durability, Object... keysAndLengths) {
            try (Transaction transaction = tdb.begin()) {
                change(transaction, keysAndLengths);
                int number = journal.attempting(text(model));
                transaction.commit(durability);
                return number;
            }
        }

        void change(Transaction transaction, Object... keysAndLengths) {
            for (int i = 0; i < keysAndLengths.length; i += 2) {
                String key = (String) keysAndLengths[i];
                int length = (Integer) keysAndLengths[i + 1];
                if (length == 0) {
                    transaction.delete(key.getBytes(UTF_8));
                    model.remove(key);
                } else {
                    String value = value(key, length);
                    transaction.store(key.getBytes(UTF_8), value.getBytes(UTF_8));
                    model.put(key, value);
                }
            }
        }

        void cancelled(Object... keysAndLengths) {
            TreeMap<String, String> before = new TreeMap<>(model);
            try (Transaction transaction = tdb.begin()) {
                change(transaction, keysAndLengths);
                transaction.prepare();
                transaction.cancel();
            }
            model = before;
        }

        void wipe() {
            try (Transaction transaction = tdb.begin()) {
                transaction.wipe();
                model.clear();
                int number = journal.attempting(text(model));
                transaction.commit();
                journal.acknowledged(number);
            }
        }

        void repack() {
            tdb.repack();
        }

        /**
         * Repacks in a process that is killed when the shorter file has been applied and not settled yet. Another one of the
         * same boot, which has the file open, goes on.
         */
        void repackAndDie() {
            Tdb survivor = another();
            long end = word(Tdb2Header.FILE_END);
            boolean[] dying = new boolean[1];
            disk.watch(new DiskWatcher() {
                @Override
                public void stored(long offset, byte[] before, byte[] after) {
                    if (offset == Tdb2Header.TX && word(Tdb2Header.TX) == 0 && word(Tdb2Header.FILE_END) < end) {
                        dying[0] = true;
                        disk.killAt(disk.steps());
                    }
                }
            });
            try {
                tdb.repack();
            } catch (KilledException e) {
                if (!dying[0]) {
                    throw e;
                }
            } finally {
                disk.watch(DiskWatcher.NONE); // whoever takes over is not watched
            }
            disk.revive();
            tdb = survivor;
        }

        private long word(long offset) {
            return disk.u64(offset, ByteOrder.LITTLE_ENDIAN);
        }

        /** Another handle stores plainly and syncs. */
        void plain(Tdb other, String key, int length) {
            journal.plain(true);
            String value = value(key, length);
            other.store(key.getBytes(UTF_8), value.getBytes(UTF_8));
            model.put(key, value);
            int number = journal.attempting(text(model));
            disk.sync();
            journal.plain(false);
            journal.acknowledged(number);
        }

        private String value(String key, int length) {
            char[] value = new char[length];
            Arrays.fill(value, (char) ('a' + Math.floorMod(key.hashCode() + length + model.size(), 26)));
            return new String(value);
        }
    }

    private final String name;
    private final Scenario scenario;
    private final Protocol protocol;
    private final byte[] start;
    private final List<Range> fragile;

    EngineSubject(String name, Protocol protocol, int records, Scenario scenario) {
        this(name, CreateOptions.DEFAULT.withOrder(ByteOrder.LITTLE_ENDIAN), protocol, records, scenario);
    }

    /** A file of any dialect. */
    EngineSubject(String name, CreateOptions options, Protocol protocol, int records, Scenario scenario) {
        this.name = name;
        this.scenario = scenario;
        this.protocol = protocol;
        SimulatedDisk disk = new SimulatedDisk(name, options.withSeed(7).content());
        byte[] before;
        try (Tdb tdb = open(disk)) {
            for (int i = 0; i < records; i++) {
                tdb.store(("start" + i).getBytes(UTF_8), ("first " + i).repeat(i % 9 + 1).getBytes(UTF_8));
            }
            before = disk.content();
            tdb.begin().cancel();
        }
        this.start = scenario.isFirst() ? before : disk.content();
        this.fragile = options.dialect() == Dialect.TDB2 ? List.of(page(disk, 0), page(disk, 1)) : List.of();
    }

    private static Range page(SimulatedDisk disk, int slot) {
        long page = disk.u64(Tdb2Header.RECOVERY_SLOT0 + 8L * slot, ByteOrder.LITTLE_ENDIAN);
        return new Range(page, page + 4096);
    }

    Tdb open(SimulatedDisk disk) {
        LongSupplier chance = new SplittableRandom(disk.steps() + 11 + disk.hash())::nextLong;
        return Tdb.of(disk, OpenOptions.WRITE.withCommits(standard -> standard.repeatable(protocol, chance)
                .withDelays(Duration.ZERO, Duration.ZERO)));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public byte[] start() {
        return start.clone();
    }

    @Override
    public List<Range> fragile() {
        return fragile;
    }

    @Override
    public void run(SimulatedDisk disk, Journal journal) {
        scenario.run(new Session(this, disk, journal));
    }

    @Override
    public void reopen(SimulatedDisk disk) {
        open(disk);
    }

    @Override
    public void takeOver(SimulatedDisk disk) {
        try (Tdb survivor = open(disk)) {
            survivor.exists("start0".getBytes(UTF_8));
        }
    }

    @Override
    public String content(SimulatedDisk disk) {
        Tdb tdb = Tdb.of(disk.name(), disk.content(), OpenOptions.DEFAULT);
        RegionMap map = tdb.regions((_, _) -> false);
        List<Fault> faults = map.faults();
        if (!faults.isEmpty()) {
            throw new IllegalStateException(faults.getFirst().message());
        }
        return text(read(tdb));
    }

    @Override
    public void goOn(SimulatedDisk disk, Journal journal) {
        Session session = new Session(this, disk, journal);
        session.commit("after", 50, "start1", 200);
    }

    private static TreeMap<String, String> read(Tdb tdb) {
        TreeMap<String, String> content = new TreeMap<>();
        tdb.traverse(Fetch.RECORDS, entry -> {
            content.put(new String(entry.key(), UTF_8), new String(entry.value().bytes(), UTF_8));
            return true;
        });
        return content;
    }

    static String text(Map<String, String> content) {
        return content.size() + " records, " + Integer.toHexString(content.hashCode()) + " "
                + content.keySet().stream().limit(6).toList();
    }
}
