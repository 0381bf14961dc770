package tdb2.engine.torture;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import tdb2.engine.Content;
import tdb2.engine.Fetch;
import tdb2.engine.OpenOptions;
import tdb2.engine.StoreMode;
import tdb2.engine.Tdb;
import tdb2.engine.error.TdbException;
import tdb2.engine.torture.WorkLog.Said;

/**
 * One of the processes of a torture: works on the file until its input ends, and says in its log what it does. Some
 * records are its place's own: of those it knows at every moment what they must be. Others it shares with all.
 */
final class Worker {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int OWN = 40;
    private static final int NUMBERS = 8;
    private static final int SHARED = 40;
    private static final int LONGEST_APPENDED_TO = 20_000;
    private static final int LONGEST_PIECE = 200;

    private final Tdb tdb;
    private final WorkLog log;
    private final int place;
    private final SplittableRandom random;
    /** Whether a kill may leave a part of two values. */
    private final boolean tearing;
    private final Map<String, String> own = new HashMap<>();
    private volatile boolean stop;

    private Worker(Tdb tdb, WorkLog log, int place, SplittableRandom random) {
        this.tdb = tdb;
        this.log = log;
        this.place = place;
        this.random = random;
        this.tearing = Contents.tears(tdb);
    }

    /** The process: file, folder of logs, place, generation, seed. Says one byte when it begins to work. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[1]);
        int place = Integer.parseInt(arguments[2]);
        int generation = Integer.parseInt(arguments[3]);
        SplittableRandom random = new SplittableRandom(Long.parseLong(arguments[4]));
        try (WorkLog log = new WorkLog(WorkLog.path(folder, place, generation))) {
            try (Tdb tdb = Tdb.open(Path.of(arguments[0]), OpenOptions.WRITE.withLockTimeout(PATIENCE))) {
                Worker worker = new Worker(tdb, log, place, random);
                worker.lookAtOwn(before(folder, place, generation));
                log.ready();
                PrintStream out = new PrintStream(System.out, true, UTF_8);
                out.println();
                worker.work();
            } catch (TdbException e) {
                log.wrong("it ended: " + e.getMessage());
            }
        }
    }

    /** What those who had the place before did: since one of them had looked at all its records. */
    private static Expectations before(Path folder, int place, int generation) throws IOException {
        Expectations expected = new Expectations();
        long died = System.nanoTime();
        boolean enough = false;
        for (int earlier = generation - 1; earlier >= 0 && !enough; earlier--) {
            List<Deed> deeds = new ArrayList<>();
            Said said = WorkLog.read(WorkLog.path(folder, place, earlier), deeds::add);
            for (Deed deed : deeds) {
                expected.add(deed.endedBy(died));
            }
            died = said.began();
            enough = said.ready();
        }
        return expected;
    }

    private void lookAtOwn(Expectations expected) throws IOException {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < OWN; i++) {
            names.add(ownName(i));
        }
        for (int i = 0; i < NUMBERS; i++) {
            names.add(numberName(i));
        }
        for (String name : names) {
            String sum = Contents.sum(tdb.fetch(Contents.key(name)));
            if (!expected.allows(name, sum, tearing)) {
                log.wrong("after a kill %s is %s, not one of %s".formatted(name, sum, expected.of(name)));
            }
            log.seen(name, sum);
            own.put(name, sum);
        }
    }

    private String ownName(int number) {
        return "o%d.%d".formatted(place, number);
    }

    private String numberName(int number) {
        return "n%d.%d".formatted(place, number);
    }

    private void work() throws IOException {
        Thread listener = new Thread(this::awaitEnd, "awaits the end");
        listener.setDaemon(true);
        listener.start();
        while (!stop) {
            int dice = random.nextInt(1000);
            String mine = ownName(random.nextInt(OWN));
            String shared = "s." + random.nextInt(SHARED);
            if (dice < 300) {
                storeOwn(mine);
            } else if (dice < 450) {
                append(mine);
            } else if (dice < 570) {
                deleteOwn(mine);
            } else if (dice < 700) {
                fetchOwn(mine);
            } else if (dice < 800) {
                store(shared, Contents.value(random), StoreMode.REPLACE);
            } else if (dice < 850) {
                delete(shared);
            } else if (dice < 945) {
                fetchShared(shared);
            } else if (dice < 995) {
                storeNumber(numberName(random.nextInt(NUMBERS)));
            } else {
                traverse();
            }
        }
    }

    /** The end of the input is the sign to stop; it ends when whoever started this dies, too. */
    private void awaitEnd() {
        try {
            while (System.in.read() >= 0) {
                // nobody says anything
            }
        } catch (IOException _) {
            // that is an end, too
        }
        stop = true;
    }

    private boolean store(String name, byte[] value, StoreMode mode) throws IOException {
        log.intend("store", name, Contents.sum(Optional.of(value)));
        boolean stored = tdb.store(Contents.key(name), Content.of(value), mode);
        log.ended(stored);
        return stored;
    }

    private void storeOwn(String name) throws IOException {
        boolean there = !own.get(name).equals(Contents.ABSENT);
        StoreMode mode = StoreMode.values()[random.nextInt(StoreMode.values().length)];
        byte[] value = Contents.value(random);
        boolean stored = store(name, value, mode);
        boolean allowed = mode == StoreMode.REPLACE || there == (mode == StoreMode.MODIFY);
        if (stored != allowed) {
            log.wrong("%s of %s answered %b".formatted(mode, name, stored));
        }
        if (stored) {
            own.put(name, Contents.sum(Optional.of(value)));
        }
    }

    /** A value of one word, most of whose changes are made in place. */
    private void storeNumber(String name) throws IOException {
        byte[] value = ByteBuffer.allocate(Long.BYTES).putLong(random.nextLong()).array();
        store(name, value, StoreMode.REPLACE);
        own.put(name, Contents.sum(Optional.of(value)));
    }

    private void append(String name) throws IOException {
        byte[] before = tdb.fetch(Contents.key(name)).orElse(new byte[0]);
        if (before.length > LONGEST_APPENDED_TO) {
            deleteOwn(name);
            return;
        }
        byte[] piece = Contents.piece(random, random.nextInt(LONGEST_PIECE));
        String sum = Contents.sum(Optional.of(Contents.joined(before, piece)));
        log.intend("append", name, sum);
        tdb.append(Contents.key(name), Content.of(piece));
        log.ended(true);
        own.put(name, sum);
    }

    private boolean delete(String name) throws IOException {
        log.intend("delete", name, Contents.ABSENT);
        boolean there = tdb.delete(Contents.key(name));
        log.ended(true);
        return there;
    }

    private void deleteOwn(String name) throws IOException {
        boolean there = !own.get(name).equals(Contents.ABSENT);
        if (delete(name) != there) {
            log.wrong("delete of %s answered %b".formatted(name, !there));
        }
        own.put(name, Contents.ABSENT);
    }

    private Optional<byte[]> fetch(String name) throws IOException {
        log.intend("fetch", name, Deed.UNKNOWN);
        Optional<byte[]> value = tdb.fetch(Contents.key(name));
        log.ended(true);
        return value;
    }

    private void fetchOwn(String name) throws IOException {
        String sum = Contents.sum(fetch(name));
        if (!sum.equals(own.get(name))) {
            log.wrong("%s is %s, not %s".formatted(name, sum, own.get(name)));
        }
    }

    private void fetchShared(String name) throws IOException {
        Optional<byte[]> value = fetch(name);
        if (value.isPresent() && !tearing && !Contents.whole(value.get())) {
            log.wrong("the value of %s is not whole: %s".formatted(name, Contents.sum(value)));
        }
    }

    private void traverse() throws IOException {
        log.intend("traverse", "all", Deed.UNKNOWN);
        List<String> foreign = new ArrayList<>();
        tdb.traverse(Fetch.KEYS, entry -> {
            String name = Contents.name(entry.key());
            if (!name.matches("[on]\\d+\\.\\d+|s\\.\\d+")) {
                foreign.add(name);
            }
            return !stop;
        });
        log.ended(true);
        if (!foreign.isEmpty()) {
            log.wrong("a traversal met keys that nobody stored: " + foreign);
        }
    }
}
