package tdb2.engine.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tdb2.engine.OpenOptions;
import tdb2.engine.Specimens;
import tdb2.engine.Specimens.Specimen;
import tdb2.engine.Tdb;
import tdb2.engine.check.Diagnosis.Verdict;
import tdb2.engine.check.Finding.Code;
import tdb2.engine.check.Finding.Severity;
import tdb2.engine.event.Progress;

/** What a check says of every file made by the C libraries, compared with what they say themselves. */
class CheckFixturesTest {

    /** The undo area of the C library was too short to save the header of one record. */
    private static final String ONE_RECORD_OVERWRITTEN = "crash-asis-first-all-written-magic-still-set";
    /** Damage that turns the file into one of another hash function: nobody can tell. */
    private static final String OTHER_HASH = "seed-changed";
    /** Made by a helper of the C library's tests that wrote wrong filter bits into entries. */
    private static final Set<String> WRONG_FILTERS = Set.of("cap-ignorable", "cap-nocheck", "cap-nowrite", "ftables5");

    private static Diagnosis diagnose(Specimen specimen, OpenOptions options) {
        try (Tdb tdb = Tdb.of(specimen.toString(), specimen.content(), options)) {
            return Check.diagnose(tdb, Progress.NONE);
        }
    }

    private static List<Finding> errors(Diagnosis diagnosis) {
        return diagnosis.findings().stream().filter(finding -> finding.severity() == Severity.ERROR).toList();
    }

    @TestFactory
    Stream<DynamicTest> aHealthyFileIsSoundWhenItsHashFunctionIsNamed() {
        return each(specimen -> specimen.sound() && !wrongFilters(specimen), specimen -> {
            Diagnosis diagnosis = diagnose(specimen, OpenOptions.DEFAULT.withHash(specimen.hash()));
            boolean forbidden = specimen.toString().contains("cap-all") || specimen.toString().contains("cap-noopen");
            assertThat(diagnosis.verdict()).as("%s", diagnosis.findings())
                    .isEqualTo(forbidden ? Verdict.UNCERTAIN : Verdict.SOUND);
            assertThat(diagnosis.recordsIntact()).isEqualTo(specimen.expect().get("records").asLong());
            assertThat(diagnosis.recordsSuspect() + diagnosis.recordsUnreachable()).isZero();
        });
    }

    @TestFactory
    Stream<DynamicTest> aFileOfAnUnknownHashFunctionIsNeverCalledSound() {
        return each(specimen -> specimen.sound() && specimen.expect().has("constantHash"), specimen -> {
            Diagnosis diagnosis = diagnose(specimen, OpenOptions.DEFAULT);
            assertThat(diagnosis.verdict()).isEqualTo(Verdict.UNCERTAIN);
            assertThat(errors(diagnosis)).isEmpty();
        });
    }

    @TestFactory
    Stream<DynamicTest> wrongFilterBitsAreAWarningOfRecordsThatAreThere() {
        return each(specimen -> specimen.sound() && wrongFilters(specimen), specimen -> {
            Diagnosis diagnosis = diagnose(specimen, OpenOptions.DEFAULT);
            assertThat(diagnosis.verdict()).isEqualTo(Verdict.UNCERTAIN);
            assertThat(diagnosis.findings()).extracting(Finding::code).containsOnly(Code.NOT_BY_KEY);
            assertThat(diagnosis.recordsIntact()).isEqualTo(specimen.expect().get("records").asLong());
        });
    }

    @TestFactory
    Stream<DynamicTest> afterACrashTheStateThatRecoveryGivesIsJudged() {
        return each(specimen -> specimen.kind().equals("crash"), specimen -> {
            Diagnosis diagnosis = diagnose(specimen, OpenOptions.DEFAULT);
            assertThat(diagnosis.findings().stream().anyMatch(finding -> finding.code() == Code.RECOVERY_PENDING))
                    .isEqualTo(specimen.expect().get("recoveryPending").asBoolean());
            if (specimen.toString().contains(ONE_RECORD_OVERWRITTEN)) {
                assertThat(diagnosis.verdict()).isEqualTo(Verdict.DAMAGED);
            } else {
                assertThat(errors(diagnosis)).isEmpty();
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> whatTheCLibraryCallsCorruptIsDamaged() {
        return each(specimen -> specimen.expect().path("cLibrary").path("check").asText().equals("corrupt")
                && !specimen.toString().contains(OTHER_HASH), specimen -> {
                    Diagnosis diagnosis = diagnose(specimen, OpenOptions.DEFAULT);
                    assertThat(diagnosis.verdict()).isEqualTo(Verdict.DAMAGED);
                    assertThat(errors(diagnosis)).isNotEmpty();
                });
    }

    @TestFactory
    Stream<DynamicTest> whatOnlyTheBytesOfAValueWouldTellIsNotMadeUp() {
        return each(specimen -> specimen.kind().equals("corrupt")
                && specimen.expect().path("cLibrary").path("check").asText().equals("ok"),
                specimen -> assertThat(errors(diagnose(specimen, OpenOptions.DEFAULT))).isEmpty());
    }

    private static boolean wrongFilters(Specimen specimen) {
        return specimen.toString().startsWith("tdb2/")
                && WRONG_FILTERS.stream().anyMatch(specimen.toString()::contains);
    }

    private static Stream<DynamicTest> each(Predicate<Specimen> which, Consumer<Specimen> test) {
        return Specimens.all().filter(which).map(s -> DynamicTest.dynamicTest(s.toString(), () -> test.accept(s)));
    }
}
