package tdb2.engine.repair;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tdb2.engine.CreateOptions;
import tdb2.engine.Specimens;
import tdb2.engine.Tdb;
import tdb2.engine.Transaction;
import tdb2.engine.check.Diagnosis.Verdict;
import tdb2.engine.damage.Damage;
import tdb2.engine.damage.Damaged;
import tdb2.engine.damage.Healthy;
import tdb2.engine.format.Dialect;
import tdb2.engine.hash.HashChoice;
import tdb2.engine.testing.SambaTools;

/** Repair of generated damages over all dialects, compared with the truth. */
class RepairDamagesTest {

    private static final List<String> LONG = List.of("tdb1/corrupt-base.tdb", "tdb1/corrupt-base-be.tdb",
            "tdb1/jenkins.tdb", "tdb1/txn.tdb", "tdb1/mutex.tdb", "tdb2/corrupt-base.tdb", "tdb2/corrupt-base-be.tdb",
            "tdb2/txn.tdb", "ntdb/corrupt-base.tdb", "ntdb/corrupt-base-be.tdb", "zoned/corrupt-base.tdb",
            "zoned/corrupt-base-be.tdb");

    private static final List<String> SHORT = List.of("tdb1/hash1.tdb", "tdb1/mutex-default-hash.tdb",
            "tdb2/seqnum.tdb", "ntdb/three-be.tdb", "zoned/seed0.tdb");

    @TempDir
    private Path folder;

    /** Looks at a copy too. */
    private interface Witness {
        void see(Tally tally, String about, Tdb copy);
    }

    /** What came of many trials. */
    private static final class Tally {

        private final Map<String, long[]> byDamage = new TreeMap<>();
        private final List<String> wrong = new ArrayList<>();
        private final List<String> unsound = new ArrayList<>();
        private final List<String> missing = new ArrayList<>();
        private long untouched;
        private long saved;
        private long trials;
        private long told;

        void add(String base, Damaged damaged, Trial trial) {
            trials++;
            untouched += trial.untouched();
            saved += trial.saved();
            long[] sum = byDamage.computeIfAbsent(damaged.damage().id(), _ -> new long[4]);
            sum[0]++;
            sum[1] += trial.untouched();
            sum[2] += trial.saved();
            sum[3] += trial.wrong().size();
            if (!trial.wrong().isEmpty()) {
                wrong.add(base + " " + damaged + ": " + trial.wrong());
            }
            if (trial.verdict() != Verdict.SOUND) {
                unsound.add(base + " " + damaged);
            }
            if (!trial.missing().isEmpty()) {
                missing.add("%s %s: %d of %d missing, %s".formatted(base, damaged, trial.missing().size(),
                        trial.untouched(), trial.plan().steps().stream()
                                .map(step -> step.records() + " " + step.reason()).toList()));
            }
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(
                    "%d damages, %d of %d saved, tdbtool asked for %d%n".formatted(trials, saved, untouched, told));
            byDamage.forEach(
                    (id, sum) -> text.append("%-22s %5d %8d missing %5d wrong %d%n".formatted(id, sum[0], sum[1],
                            sum[1] - sum[2], sum[3])));
            missing.stream().limit(60).forEach(line -> text.append(line).append('\n'));
            return text.toString();
        }
    }

    /** What Samba's own check says of a copy. */
    private void ask(Tally tally, String about, Tdb copy) {
        if (copy.view().dialect() == Dialect.TDB1) {
            Path file = folder.resolve("copy.tdb");
            try {
                Files.write(file, copy.bytes(0, Math.toIntExact(copy.size())));
                String said = SambaTools.check(file);
                tally.told++;
                if (!said.contains("integrity is OK")) {
                    tally.unsound.add(about + ": " + said);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A sound file. */
    private record Base(String name, byte[] content, HashChoice hash) {

        /** The files of the C libraries with these names, and native ones as they are made today. */
        static List<Base> of(List<String> names, ByteOrder... orders) {
            return Stream.concat(names.stream().map(Specimens::named).map(file -> new Base(file.toString(),
                    file.content(), file.hash())), Stream.of(orders).map(Base::today)).toList();
        }

        /** Variant 1, with sub-tables, room between records, and the bundles of two commits. */
        private static Base today(ByteOrder order) {
            try (Tdb tdb = Tdb.inMemory("today", CreateOptions.DEFAULT.withOrder(order).withSeed(5))) {
                for (int i = 0; i < 240; i++) {
                    tdb.store(bytes("record %d".formatted(i)), bytes("value %d ".formatted(i).repeat(i % 9 + 1)));
                }
                for (int i = 0; i < 240; i += 12) {
                    tdb.delete(bytes("record %d".formatted(i)));
                }
                for (int commit = 0; commit < 2; commit++) {
                    try (Transaction transaction = tdb.begin()) {
                        transaction.store(bytes("commit %d".formatted(commit)), bytes("in one piece"));
                        transaction.commit();
                    }
                }
                return new Base("native today " + order, tdb.bytes(0, Math.toIntExact(tdb.refresh().size())),
                        new HashChoice.Automatic());
            }
        }

        private static byte[] bytes(String text) {
            return text.getBytes(UTF_8);
        }
    }

    /** @param witness is told which damage it is, and shown the copy */
    private static Tally run(List<Base> bases, int seeds, Witness witness) {
        Tally tally = new Tally();
        for (Base base : bases) {
            String name = base.name();
            Healthy healthy = Healthy.of(name, base.content(), base.hash());
            for (Damage damage : Damage.values()) {
                for (long seed = 0; seed < seeds && damage.appliesTo(healthy); seed++) {
                    Damaged damaged = healthy.inflict(damage, seed);
                    tally.add(name, damaged, Trial.orNothing(name, base.hash(), damaged,
                            copy -> witness.see(tally, name + " " + damaged, copy)));
                }
            }
        }
        return tally;
    }

    private static void holds(Tally tally) {
        assertThat(tally.wrong).as("records with wrong values in the copies").isEmpty();
        assertThat(tally.unsound).as("copies that are not sound").isEmpty();
        assertThat(tally.saved).as(tally.toString()).isGreaterThanOrEqualTo((long) Math.ceil(tally.untouched * 0.999));
    }

    /** Of files this small, a record that is set aside weighs more. */
    @Test
    void ofASampleOfDamagesNoWrongValueIsInACopyAndNearlyAllIsSaved() {
        Tally tally = run(Base.of(SHORT, ByteOrder.LITTLE_ENDIAN), 1, (_, _, _) -> {
            // as in every build: the other tools are not asked
        });
        assertThat(tally.wrong).isEmpty();
        assertThat(tally.unsound).isEmpty();
        assertThat(tally.saved).as(tally.toString()).isGreaterThanOrEqualTo((long) Math.ceil(tally.untouched * 0.995));
    }

    /** A single record that nothing leads to may be what a killed process left, and is set aside. */
    @Test
    void ofANativeFileNothingElseIsSetAside() {
        Tally tally = run(Base.of(List.of(), ByteOrder.LITTLE_ENDIAN), 1, (_, _, _) -> {
            // nobody else is asked
        });
        assertThat(tally.missing).allMatch(line -> line.contains(Damage.SLOT_ZEROED.id()));
    }

    @Test
    @Tag("long")
    void ofTwoThousandDamagesNearlyEveryUntouchedRecordIsSaved() {
        SambaTools.require("tdbtool");
        Tally tally = run(Base.of(LONG, ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN),
                Integer.getInteger("tdb2.seeds", 6), this::ask);
        assertThat(tally.told).as("copies that tdbtool was asked about").isPositive();
        System.out.println(tally); // the figures of engine/docs/repair.md
        holds(tally);
    }
}
