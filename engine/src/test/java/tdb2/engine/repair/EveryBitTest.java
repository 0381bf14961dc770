package tdb2.engine.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tdb2.engine.OpenOptions;
import tdb2.engine.Specimens;
import tdb2.engine.Specimens.Specimen;
import tdb2.engine.Tdb;
import tdb2.engine.check.Check;
import tdb2.engine.damage.Damage;
import tdb2.engine.damage.Damaged;
import tdb2.engine.damage.Healthy;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;

/** Whatever is wrong with a file: opening, checking and repairing it end; no check fails, the others throw typed errors. */
class EveryBitTest {

    private static final Duration HANG = Duration.ofMinutes(2);

    @Test
    void everyBitOfATdb1FileMayBeAnother() {
        everyBit(Specimens.named("tdb1/three.tdb"), 91);
    }

    @ParameterizedTest
    @ValueSource(
            strings = { "tdb1/three.tdb", "tdb1/three-be.tdb", "tdb2/three.tdb", "tdb2/three-be.tdb", "zoned/three.tdb",
                    "zoned/three-be.tdb", "ntdb/three-be.tdb" })
    @Tag("long")
    void everyBitOfASmallFileMayBeAnother(String name) {
        everyBit(Specimens.named(name), 1);
    }

    /** Each file is opened and checked; each so many-th is repaired as well. */
    private static void everyBit(Specimen specimen, int repaired) {
        byte[] image = specimen.content();
        for (int bit = 0; bit < 8 * image.length; bit++) {
            image[bit >>> 3] ^= (byte) (1 << (bit & 7));
            byte[] damaged = image;
            boolean repair = bit % repaired == 0;
            String name = "%s with bit %d another".formatted(specimen, bit);
            Assertions.assertTimeout(HANG, () -> use(name, damaged, repair));
            image[bit >>> 3] ^= (byte) (1 << (bit & 7));
        }
        assertThat(image).isEqualTo(specimen.content());
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
                Assertions.assertTimeout(HANG, () -> use(first + " and " + second, both, true));
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
