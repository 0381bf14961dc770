package tdb2.engine.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tdb2.engine.Fetch;
import tdb2.engine.OpenOptions;
import tdb2.engine.Specimens;
import tdb2.engine.Specimens.Specimen;
import tdb2.engine.Tdb;
import tdb2.engine.check.Diagnosis;
import tdb2.engine.check.Diagnosis.Verdict;
import tdb2.engine.dump.Digest;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;
import tdb2.engine.repair.Plan.Kind;
import tdb2.engine.testing.SambaTools;

/** Repair of every file of the C libraries: those they call corrupt, and those that are sound. */
class RepairFixturesTest {

    /** A copy of a file, and the digest of its keys and values, which the sidecars tell as well. */
    private record Copy(Plan plan, Map<String, String> records, String digest, Verdict verdict) {}

    private static Copy repair(Specimen specimen) throws IOException {
        Map<String, String> records = new HashMap<>();
        OpenOptions options = OpenOptions.DEFAULT.withHash(specimen.hash());
        try (Repair repair = Repair.of(specimen.path(), options, Progress.NONE);
                Tdb copy = Tdb.inMemory("copy", repair.copyOptions())) {
            repair.fill(copy, Progress.NONE);
            Diagnosis diagnosis = repair.verify(copy, Progress.NONE);
            copy.traverse(Fetch.RECORDS, entry -> {
                records.put(hex(entry.key()), hex(entry.value().bytes()));
                return true;
            });
            String digest = Digest.of(copy, Progress.NONE).sha256();
            return new Copy(repair.plan(), records, digest, diagnosis.verdict());
        }
    }

    @Test
    void whereTheHashTellsNothingThePlanSaysHowSureEachRecordIs() throws IOException {
        Plan plan = repair(Specimens.named("tdb1/consthash.tdb")).plan();
        assertThat(plan.reachable()).isPositive();
        assertThat(plan.steps()).filteredOn(step -> step.kind() == Kind.KEYS).singleElement()
                .satisfies(step -> assertThat(step.reason())
                        .contains("a damaged key is not seen", "where it begins and ends",
                                "of %d also that the index leads to them, of %d not".formatted(plan.reachable(),
                                        plan.salvaged())));
    }

    @TestFactory
    Stream<DynamicTest> everyIntactRecordOfADamagedFileIsInItsCopy() {
        return each(Specimens.all().filter(s -> s.kind().equals("corrupt")), specimen -> {
            Copy copy = repair(specimen);
            Set<String> intact = new TreeSet<>(Files.readAllLines(
                    specimen.path().resolveSibling(specimen.expect().get("intactKeysFile").asText())));
            assertThat(copy.records().keySet()).as("%s", copy.plan()).containsAll(intact);
            assertThat(copy.verdict()).isEqualTo(Verdict.SOUND);
            Path base = specimen.path().resolveSibling(specimen.expect().get("base").asText());
            if (Files.exists(base)) {
                onlyValuesThatNothingProtectsAreWrong(specimen, base, copy, intact);
            }
        });
    }

    /** One process of Samba's tool for each file. */
    @TestFactory
    Stream<DynamicTest> whatIsMadeOfADamagedTdb1FileIsInOrderForSambaToo(@TempDir Path folder) {
        SambaTools.require("tdbtool");
        return each(Specimens.all().filter(s -> s.kind().equals("corrupt") && dialect(s) == Dialect.TDB1), specimen -> {
            Path copy = folder.resolve(specimen.path().getFileName());
            RepairedCopy made = RepairedCopy.make(specimen.path(), copy,
                    OpenOptions.DEFAULT.withHash(specimen.hash()), true, Progress.NONE);
            assertThat(SambaTools.check(copy)).contains("integrity is OK",
                    "has %d records".formatted(made.plan().recovered()));
        });
    }

    /**
     * A wrong value in the copy is as long as the right one: its bytes alone are damaged, and nothing protects those. Those
     * of a record that is intact are the right ones.
     */
    private static void onlyValuesThatNothingProtectsAreWrong(Specimen specimen, Path base, Copy copy,
            Set<String> intact) {
        Map<String, String> truth = new HashMap<>();
        try (Tdb healthy = Tdb.open(base)) {
            healthy.traverse(Fetch.RECORDS, entry -> {
                truth.put(hex(entry.key()), hex(entry.value().bytes()));
                return true;
            });
        }
        assertThat(truth.keySet()).containsAll(copy.records().keySet());
        List<String> wrong =
                copy.records().keySet().stream().filter(key -> !truth.get(key).equals(copy.records().get(key)))
                        .toList();
        assertThat(wrong).as(specimen.toString()).doesNotContainAnyElementsOf(intact)
                .allMatch(key -> truth.get(key).length() == copy.records().get(key).length());
    }

    @TestFactory
    Stream<DynamicTest> theCopyOfASoundFileHasItsRecordsAndNothingIsSetAside() {
        return each(Specimens.all().filter(Specimen::sound), specimen -> {
            Copy copy = repair(specimen);
            assertThat(copy.plan().reachable()).isEqualTo(specimen.expect().get("records").asLong());
            assertThat(copy.plan().salvaged() + copy.plan().suspect() + copy.plan().duplicatesDropped())
                    .as("%s", copy.plan())
                    .isZero();
            assertThat(copy.plan().lostBytes()).isZero();
            assertThat(copy.plan().isWhole()).isTrue();
            assertThat(copy.plan().dialect()).isEqualTo(dialect(specimen));
            assertThat(copy.digest()).isEqualTo(specimen.expect().get("keysHash").asText());
        });
    }

    @TestFactory
    Stream<DynamicTest> afterACrashTheCopyHasWhatRecoveryWouldGive() {
        return each(Specimens.all().filter(s -> s.kind().equals("crash") && !s.toString().contains("crash-asis")),
                specimen -> {
                    Copy copy = repair(specimen);
                    assertThat(copy.plan().recovered()).as("%s", copy.plan())
                            .isEqualTo(specimen.expect().get("records").asLong());
                    assertThat(copy.digest()).isEqualTo(specimen.expect().get("keysHash").asText());
                });
    }

    private static Dialect dialect(Specimen specimen) {
        return switch (specimen.toString().substring(0, 4)) {
            case "tdb2" -> Dialect.TDB2_TABLES;
            case "ntdb" -> Dialect.NTDB;
            case "zone" -> Dialect.TDB2;
            default -> Dialect.TDB1;
        };
    }

    private interface Check {
        void of(Specimen specimen) throws IOException, InterruptedException;
    }

    private static Stream<DynamicTest> each(Stream<Specimen> specimens, Check check) {
        return specimens.map(s -> DynamicTest.dynamicTest(s.toString(), () -> check.of(s)));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
