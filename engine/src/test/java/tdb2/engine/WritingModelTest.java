package tdb2.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import tdb2.engine.check.Check;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;
import tdb2.engine.hash.HashChoice;
import tdb2.engine.hash.HashFunction;
import tdb2.independent.Reading;

/** Whatever is done in whatever order, a file holds what a map would hold, and is sound. */
class WritingModelTest {

    /** What is done: 0 store, 1 insert, 2 modify, 3 append, 4 delete. */
    record Step(int kind, int key, int length, byte fill) {

        byte[] value() {
            byte[] value = new byte[length];
            Arrays.fill(value, fill);
            return value;
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Integer> kind = Arbitraries.frequency(Tuple.of(8, 0), Tuple.of(3, 1),
                Tuple.of(3, 2), Tuple.of(4, 3), Tuple.of(5, 4));
        Arbitrary<Integer> length = Arbitraries.frequencyOf(Tuple.of(12, Arbitraries.integers()
                .between(0, 40)), Tuple.of(6, Arbitraries.integers().between(0, 2000)),
                Tuple.of(1, Arbitraries.integers().between(0, 150_000)));
        return Combinators.combine(kind, Arbitraries.integers().between(0, 120), length, Arbitraries.bytes())
                .as(Step::new).list().ofMinSize(20).ofMaxSize(250);
    }

    @Provide
    Arbitrary<CreateOptions> files() {
        Arbitrary<HashChoice> hash = Arbitraries.of(new HashChoice.Automatic(),
                new HashChoice.Own("few hashes", (key, _) -> (key.length % 40) * 0x0101_0101_0101_0101L));
        Arbitrary<HashChoice> constant = Arbitraries.of(HashChoice.constant(-1), HashChoice.constant(0));
        Arbitrary<ByteOrder> order = Arbitraries.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN);
        Arbitrary<CreateOptions> chains = Combinators.combine(Arbitraries.of(1, 7, 131), order,
                Arbitraries.of(new HashChoice.Default(), new HashChoice.Jenkins(), HashChoice.constant(0)))
                .as((size, bytes, choice) -> CreateOptions.DEFAULT.withDialect(Dialect.TDB1).withHashSize(size)
                        .withOrder(bytes).withHash(choice));
        Arbitrary<CreateOptions> zones = Combinators
                .combine(Arbitraries.of(0, 1), order, hash, constant, Arbitraries.integers().between(0, 3))
                .as((variant, bytes, some, same, which) -> CreateOptions.DEFAULT.withVariant(variant).withOrder(bytes)
                        .withHash(variant == 0 ? new HashChoice.Automatic() : which == 0 ? same : some));
        Arbitrary<CreateOptions> tables = Combinators
                .combine(Arbitraries.of(Dialect.TDB2_TABLES, Dialect.NTDB), order, hash, constant,
                        Arbitraries.integers().between(0, 3))
                .as((dialect, bytes, some, same, which) -> CreateOptions.DEFAULT.withDialect(dialect).withOrder(bytes)
                        .withHashSize(32).withHash(which == 0 ? same : some));
        return Arbitraries.oneOf(zones, chains, tables);
    }

    /** Keys of many lengths, the empty one too. */
    private static byte[] key(int number) {
        byte[] key = new byte[number % 61];
        Arrays.fill(key, (byte) number);
        return key;
    }

    @Property(tries = 120, shrinking = ShrinkingMode.BOUNDED)
    void aFileHoldsWhatAMapHolds(@ForAll("files") CreateOptions options, @ForAll("steps") List<Step> steps) {
        Map<String, byte[]> model = new HashMap<>();
        try (Tdb tdb = Tdb.inMemory("model", options)) {
            for (Step step : steps) {
                perform(tdb, model, step);
            }
            assertThat(tdb.traverse(Fetch.KEYS, _ -> true)).isEqualTo(model.size());
            for (int number = 0; number <= 120; number++) {
                byte[] key = key(number);
                assertThat(tdb.fetch(key).orElse(null)).isEqualTo(model.get(Arrays.toString(key)));
            }
            judge(tdb, options, model.size());
            tdb.wipe();
            assertThat(tdb.firstKey()).isEmpty();
            judge(tdb, options, 0);
        }
    }

    /** The engine's own check finds nothing, nor does the one that shares no code with it. */
    private static void judge(Tdb tdb, CreateOptions options, int records) {
        assertThat(Check.of(tdb, Progress.NONE)).isEmpty();
        if (options.dialect() == Dialect.TDB2_TABLES || options.dialect() == Dialect.NTDB) {
            long mask = options.dialect() == Dialect.NTDB ? 0xFFFF_FFFFL : -1;
            Reading reading = Reading.of(tdb.bytes(0, (int) tdb.size()),
                    options.open().hash() instanceof HashChoice.Own(String _, HashFunction own)
                            ? key -> own.hash(key, 0) & mask
                            : null);
            assertThat(reading.problems()).isEmpty();
            assertThat(reading.records()).hasSize(records);
        }
    }

    private static void perform(Tdb tdb, Map<String, byte[]> model, Step step) {
        byte[] key = key(step.key());
        String name = Arrays.toString(key);
        boolean there = model.containsKey(name);
        switch (step.kind()) {
            case 0 -> {
                tdb.store(key, step.value());
                model.put(name, step.value());
            }
            case 1 -> {
                assertThat(tdb.store(key, Content.of(step.value()), StoreMode.INSERT)).isEqualTo(!there);
                model.putIfAbsent(name, step.value());
            }
            case 2 -> {
                assertThat(tdb.store(key, Content.of(step.value()), StoreMode.MODIFY)).isEqualTo(there);
                model.computeIfPresent(name, (_, _) -> step.value());
            }
            case 3 -> {
                tdb.append(key, Content.of(step.value()));
                byte[] old = model.getOrDefault(name, new byte[0]);
                byte[] whole = Arrays.copyOf(old, old.length + step.length());
                System.arraycopy(step.value(), 0, whole, old.length, step.length());
                model.put(name, whole);
            }
            default -> assertThat(tdb.delete(key)).isEqualTo(model.remove(name) != null);
        }
    }
}
