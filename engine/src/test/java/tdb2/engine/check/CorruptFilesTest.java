package tdb2.engine.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tdb2.engine.OpenOptions;
import tdb2.engine.Specimens;
import tdb2.engine.Specimens.Specimen;
import tdb2.engine.Tdb;
import tdb2.engine.check.Diagnosis.Verdict;
import tdb2.engine.check.Finding.Severity;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;
import tdb2.engine.inspect.Region;
import tdb2.engine.inspect.RegionMap;
import tdb2.engine.repair.Repair;

/** No damaged file of the C libraries passes for a sound one, but where the damage lies in bytes that nothing protects. */
class CorruptFilesTest {

    private static final int HEADER = 32;
    private static final int HASH_SIZE = 36;
    /** From here on the header of TDB1 is reserved. */
    private static final int TDB1_RESERVED = 72;
    private static final String BASE = "corrupt-base";
    /** Makes a file of another hash function, as far as anybody can tell. */
    private static final String OTHER_HASH = "corrupt-seed-changed";

    private static String plainName(Specimen specimen) {
        return specimen.path().getFileName().toString().replace(".tdb", "").replaceAll("-be$", "");
    }

    /** The verdict and how many findings are errors; a file that does not even open is told as damaged too. */
    private static boolean hasError(Specimen specimen) {
        try (Tdb tdb = Tdb.of(specimen.toString(), specimen.content(), OpenOptions.DEFAULT)) {
            return Check.diagnose(tdb, Progress.NONE).findings().stream()
                    .anyMatch(finding -> finding.severity() == Severity.ERROR);
        } catch (TdbException _) {
            return true;
        }
    }

    private static boolean opens(Specimen specimen) {
        try (Tdb _ = Tdb.of(specimen.toString(), specimen.content(), OpenOptions.DEFAULT)) {
            return true;
        } catch (TdbException _) {
            return false;
        }
    }

    private static Stream<Specimen> corrupt() {
        return Specimens.all().filter(specimen -> specimen.kind().equals("corrupt")
                && !plainName(specimen).equals(BASE));
    }

    @Test
    void everyCorruptFileHasAnErrorUnlessNothingProtectsWhatIsDamaged() {
        List<Specimen> passed = corrupt().filter(specimen -> !plainName(specimen).equals(OTHER_HASH)
                && !hasError(specimen)).toList();
        assertThat(passed).allSatisfy(specimen -> assertThat(changes(specimen)).as(specimen.toString()).isNotEmpty()
                .allSatisfy(region -> assertThat(region).isEqualTo("unprotected")));
    }

    @Test
    void moreChainsThanAnyFileHasAreDamageAndNothingIsThrown() {
        for (String name : List.of("tdb1/hash1.tdb", "tdb1/corrupt-base-be.tdb")) {
            byte[] content = Specimens.named(name).content();
            Arrays.fill(content, HASH_SIZE, HASH_SIZE + 4, (byte) 0xF0);
            try (Tdb tdb = Tdb.of(name, content, OpenOptions.DEFAULT)) {
                assertThat(Check.diagnose(tdb, Progress.NONE).verdict()).isEqualTo(Verdict.DAMAGED);
            }
        }
    }

    @Test
    void aFileThatBecameOneOfAnotherHashFunctionIsNeverCalledSound() {
        corrupt().filter(specimen -> plainName(specimen).equals(OTHER_HASH)).forEach(specimen -> {
            try (Tdb tdb = Tdb.of(specimen.toString(), specimen.content(), OpenOptions.DEFAULT)) {
                assertThat(Check.diagnose(tdb, Progress.NONE).verdict()).as(specimen.toString())
                        .isNotIn(Verdict.SOUND, Verdict.LEAKING);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> asManyRecordsAreFoundOnlyByAScanAsRepairSaves() {
        return corrupt().filter(CorruptFilesTest::opens)
                .map(specimen -> DynamicTest.dynamicTest(specimen.toString(), () -> {
                    OpenOptions options = OpenOptions.DEFAULT.withHash(specimen.hash());
                    try (Tdb tdb = Tdb.open(specimen.path(), options);
                            Repair repair = Repair.of(specimen.path(), options, Progress.NONE)) {
                        Diagnosis diagnosis = Check.diagnose(tdb, Progress.NONE);
                        assertThat(diagnosis.recordsUnreachable()).isEqualTo(repair.plan().salvaged());
                        assertThat(diagnosis.recordsIntact()).isLessThanOrEqualTo(repair.plan().reachable());
                    }
                }));
    }

    /** For each byte that differs from the sound file what it is: "unprotected", or the region. */
    private static List<String> changes(Specimen damaged) {
        String base = damaged.toString().replace(plainName(damaged), BASE);
        byte[] sound = Specimens.named(base).content();
        byte[] content = damaged.content();
        List<String> changes = new ArrayList<>();
        try (Tdb tdb = Tdb.of(base, sound, OpenOptions.DEFAULT)) {
            RegionMap map = tdb.regions(Progress.NONE);
            for (int at = 0; at < sound.length; at++) {
                if (sound[at] != content[at]) {
                    changes.add(what(tdb.view().dialect(), map.at(at), at));
                }
            }
        }
        return changes;
    }

    /** Values, padding, reserved words and the inside of free records have no checksum in any dialect. */
    private static String what(Dialect dialect, Region region, long at) {
        boolean unprotected = switch (region) {
            case Region.Record record -> at >= record.header().valueOffset();
            case Region.Free free -> at >= free.offset() + HEADER;
            case Region.Dead _ -> true;
            case Region.Header _ -> dialect == Dialect.TDB1 && at >= TDB1_RESERVED;
            default -> false;
        };
        return unprotected ? "unprotected" : region + " at " + at;
    }
}
