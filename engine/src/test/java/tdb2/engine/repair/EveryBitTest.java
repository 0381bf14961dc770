package tdb2.engine.repair;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tdb2.engine.CreateOptions;
import tdb2.engine.OpenOptions;
import tdb2.engine.Specimens;
import tdb2.engine.Specimens.Specimen;
import tdb2.engine.Tdb;
import tdb2.engine.Transaction;
import tdb2.engine.check.Check;
import tdb2.engine.damage.Damage;
import tdb2.engine.damage.Damaged;
import tdb2.engine.damage.Healthy;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;

/** Whatever is wrong with a file: opening, checking and repairing it end; no check fails, the others throw typed errors. */
class EveryBitTest {

    private static final Duration HANG = Duration.ofMinutes(2);

    private static final String TODAY = "native, variant 1, ";
    /** How many bits of a file are another one in every build. */
    private static final int SOME = 400;

    @Test
    void everyBitOfATdb1FileMayBeAnother() {
        bits("tdb1/three.tdb", 1, 91);
    }

    static Stream<String> small() {
        return Stream.concat(
                Stream.of("tdb1/three", "tdb2/three", "zoned/three", "ntdb/three")
                        .flatMap(name -> Stream.of(name + ".tdb", name + "-be.tdb")),
                Stream.of(TODAY + ByteOrder.LITTLE_ENDIAN, TODAY + ByteOrder.BIG_ENDIAN));
    }

    @ParameterizedTest
    @MethodSource("small")
    void someBitsOfAFileOfEachDialectMayBeOthers(String name) {
        bits(name, 8 * image(name).length / SOME | 1, 31);
    }

    @ParameterizedTest
    @MethodSource("small")
    @Tag("long")
    void everyBitOfASmallFileMayBeAnother(String name) {
        bits(name, Integer.getInteger("tdb2.bits", 1), Integer.getInteger("tdb2.repaired", 1));
    }

    private static byte[] image(String name) {
        return name.startsWith(TODAY)
                ? today(name.endsWith("LITTLE_ENDIAN") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN)
                : Specimens.named(name).content();
    }

    /** A file as this engine makes them, with a sub-table, free room and the bundles of a commit. */
    private static byte[] today(ByteOrder order) {
        try (Tdb tdb = Tdb.inMemory("today", CreateOptions.DEFAULT.withOrder(order).withSeed(7))) {
            for (int i = 0; i < 40; i++) {
                tdb.store("key %d".formatted(i).getBytes(UTF_8), new byte[i % 20]);
            }
            tdb.delete("key 20".getBytes(UTF_8));
            try (Transaction transaction = tdb.begin()) {
                transaction.store("one more".getBytes(UTF_8), "in one piece".getBytes(UTF_8));
                transaction.commit();
            }
            return tdb.bytes(0, Math.toIntExact(tdb.refresh().size()));
        }
    }

    /** Each so many-th bit of a file is another one, and it is opened and checked; each so many-th is repaired as well. */
    private static void bits(String name, int step, int repaired) {
        byte[] image = image(name);
        for (int bit = 0; bit < 8 * image.length; bit += step) {
            byte[] damaged = image.clone();
            damaged[bit >>> 3] ^= (byte) (1 << (bit & 7));
            boolean repair = bit / step % repaired == 0;
            String about = "%s with bit %d another".formatted(name, bit);
            ends(() -> use(about, damaged, repair), about);
        }
    }

    /** Whatever hangs is left behind, and the test fails. */
    private static void ends(Executable use, String about) {
        Assertions.assertTimeoutPreemptively(HANG, use, about);
    }

    @Test
    void twoDamagesAtOnceEndToo() {
        twoDamages(List.of("tdb1/hash1.tdb", "tdb2/seqnum.tdb", "zoned/collide8.tdb", "ntdb/three-be.tdb"), 100);
    }

    @Test
    @Tag("long")
    void manyPairsOfDamagesEndToo() {
        twoDamages(List.of("tdb1/txn.tdb", "tdb2/txn.tdb", "zoned/corrupt-base-be.tdb", "ntdb/corrupt-base.tdb"), 5000);
    }

    private static void twoDamages(List<String> names, int rounds) {
        for (String name : names) {
            Specimen base = Specimens.named(name);
            Healthy healthy = Healthy.of(name, base.content(), base.hash());
            Random random = new Random(7);
            for (int round = 0; round < rounds; round++) {
                Damaged first = any(healthy, random);
                Damaged second = any(healthy, random);
                byte[] both = both(base.content(), first.content(), second.content());
                String about = first + " and " + second;
                ends(() -> use(about, both, true), about);
            }
        }
    }

    private static Damaged any(Healthy healthy, Random random) {
        Damage[] all = Damage.values();
        Damage damage = all[random.nextInt(all.length)];
        return damage.appliesTo(healthy) ? healthy.inflict(damage, random.nextLong()) : any(healthy, random);
    }

    /** The first image, with what the second one changes. */
    private static byte[] both(byte[] sound, byte[] first, byte[] second) {
        byte[] both = first.clone();
        for (int i = 0; i < Math.min(sound.length, Math.min(first.length, second.length)); i++) {
            both[i] = second[i] == sound[i] ? first[i] : second[i];
        }
        return both;
    }

    static void use(String name, byte[] image, boolean repaired) {
        open(name, image).ifPresent(opened -> {
            try (Tdb tdb = opened) {
                assertThat(Check.diagnose(tdb, Progress.NONE).findings()).as(name)
                        .allMatch(finding -> !finding.message().isBlank());
            }
        });
        if (repaired) {
            repair(name, image);
        }
    }

    /** A file may be refused. One that is open is checked to the end: whatever is wrong with it is a finding. */
    private static Optional<Tdb> open(String name, byte[] image) {
        try {
            return Optional.of(Tdb.of(name, image, OpenOptions.DEFAULT));
        } catch (TdbException refused) {
            assertThat(refused.fault().expected()).as(name).isNotEmpty();
            return Optional.empty();
        }
    }

    private static void repair(String name, byte[] image) {
        try (Repair repair = Repair.of(name, image, OpenOptions.DEFAULT, Progress.NONE);
                Tdb copy = Tdb.inMemory("copy", repair.copyOptions())) {
            repair.fill(copy, Progress.NONE);
            assertThat(repair.verify(copy, Progress.NONE).recordsIntact()).as(name)
                    .isEqualTo(repair.plan().recovered());
        } catch (TdbException refused) {
            assertThat(refused.fault().expected()).as(name).isNotEmpty();
        }
    }
}
