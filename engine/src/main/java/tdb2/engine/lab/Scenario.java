package tdb2.engine.lab;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import tdb2.engine.CreateOptions;
import tdb2.engine.Tdb;
import tdb2.engine.dialect.Hashing;
import tdb2.engine.hash.HashChoice;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What a structure walk shows: a small native file, and operations on it. The same each time. */
public enum Scenario {
    /** A group of the hash tree fills, and explodes into a sub-table. */
    EXPLOSION(new HashChoice.Automatic()) {
        @Override
        Plan plan() {
            List<String> keys = keys(hash -> hash >>> 57 == GROUP).limit(10).toList();
            return Plan.of(stores(keys.subList(0, 6)), stores(keys.subList(6, 10)));
        }
    },
    /** The eighth small table below one makes all nine one large table. */
    FUSION(new HashChoice.Automatic()) {
        @Override
        Plan plan() {
            List<String> keys = new ArrayList<>();
            try (Tdb trial = open()) {
                var names = keys(hash -> hash >>> 54 == GROUP << 3).iterator();
                while (trial.statistics().orElseThrow().fusions() == 0) {
                    keys.add(names.next());
                    Act.store(keys.getLast(), SMALL).on(trial);
                }
            }
            int last = keys.size() - 1;
            return Plan.of(stores(keys.subList(0, last)), stores(keys.subList(last, keys.size())));
        }
    },
    /** Deleted neighbours become one free record, and a new record is cut from it. */
    COALESCING(new HashChoice.Automatic()) {
        @Override
        Plan plan() {
            List<String> keys = IntStream.rangeClosed(1, 12).mapToObj(i -> "tenant " + i).toList();
            Stream<Act> deletes = keys.subList(2, 8).stream().map(Act::delete);
            return Plan.of(keys.stream().map(key -> Act.store(key, "x".repeat(200))).toList(),
                    Stream.concat(deletes, Stream.of(Act.store("large", "y".repeat(800)),
                            Act.store("small", "z".repeat(40)))).toList());
        }
    },
    /** The file is full and grows: the last zone to its end, then a zone is added. */
    GROWTH(new HashChoice.Automatic()) {
        @Override
        Plan plan() {
            return Plan.of(IntStream.rangeClosed(1, 30).mapToObj(i -> Act.store("page " + i, "p".repeat(2000)))
                    .toList(),
                    IntStream.rangeClosed(31, 33).mapToObj(i -> Act.store("page " + i, "p".repeat(2000))).toList());
        }
    },
    /** All keys have the same hash: the ninth goes down to the last bit and begins a chain. */
    CHAIN(HashChoice.constant(0x0123_4567_89AB_CDEFL)) {
        @Override
        Plan plan() {
            List<String> keys = IntStream.rangeClosed(1, 18).mapToObj(i -> "same " + i).toList();
            return Plan.of(stores(keys.subList(0, 8)), stores(keys.subList(8, 18)));
        }
    },
    /** An empty file: all is up to the learner. */
    EMPTY(new HashChoice.Automatic()) {
        @Override
        Plan plan() {
            return Plan.of(List.of(), List.of());
        }
    };

    /** The top-level group that keys are chosen for. */
    private static final long GROUP = 42;
    private static final String SMALL = "value";
    private static final int MOST_KEYS = 1_000_000;

    private final HashChoice hash;

    Scenario(HashChoice hash) {
        this.hash = hash;
    }

    /**
     * What is done.
     *
     * @param before what makes the file that is seen first
     * @param acts what is seen step by step
     */
    record Plan(List<Act> before, List<Act> acts) {

        static Plan of(List<Act> before, List<Act> acts) {
            return new Plan(List.copyOf(before), List.copyOf(acts));
        }
    }

    abstract Plan plan();

    /** The hash function of its file. */
    HashChoice hash() {
        return hash;
    }

    CreateOptions options() {
        return CreateOptions.DEFAULT.withOrder(ByteOrder.LITTLE_ENDIAN).withSeed(7).withHash(hash);
    }

    Tdb open() {
        return Tdb.inMemory(name(), options());
    }

    /** Keys whose hash is as wanted, in the order of the number that they end with; of a million that are tried. */
    Stream<String> keys(LongPredicate wanted) {
        Hashing hashing;
        try (Tdb tdb = open()) {
            hashing = tdb.view().assembly().hashing();
        }
        return IntStream.rangeClosed(1, MOST_KEYS).mapToObj(i -> "k" + i)
                .filter(key -> wanted.test(hashing.function().hash(key.getBytes(UTF_8), hashing.seed())));
    }

    private static List<Act> stores(List<String> keys) {
        return keys.stream().map(key -> Act.store(key, SMALL)).toList();
    }
}
