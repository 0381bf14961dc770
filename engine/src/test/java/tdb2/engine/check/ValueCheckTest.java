package tdb2.engine.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.check.Diagnosis.Verdict;
import tdb2.engine.check.Finding.Code;
import tdb2.engine.event.Progress;

/** What a check says of values that disagree in a file whose structure is sound. */
class ValueCheckTest {

    private static Diagnosis diagnose(String name, boolean values) throws IOException {
        try (InputStream in = ValueCheckTest.class.getResourceAsStream("/decode/" + name);
                Tdb tdb = Tdb.of(name, in.readAllBytes(), OpenOptions.DEFAULT)) {
            return Check.diagnose(tdb, values, Progress.NONE);
        }
    }

    @Test
    void aDirectoryWhoseIndexDisagreesIsNotCalledSoundOnceItsValuesAreCompared() throws IOException {
        Diagnosis compared = diagnose("broken-index.tdb", true);
        assertThat(compared.verdict()).isEqualTo(Verdict.UNCERTAIN);
        List<Finding> values = compared.findings().stream().filter(found -> found.code() == Code.VALUES).toList();
        assertThat(values).hasSize(6).allSatisfy(found -> assertThat(found.offset()).isPositive());
        assertThat(values).extracting(Finding::message).contains("expected an entry in the index of UID = u9, "
                + "found cn=Two,dc=example is not listed there");
        assertThat(diagnose("broken-index.tdb", false).verdict()).isEqualTo(Verdict.SOUND);
    }

    @Test
    void aDirectoryWhoseIndexAgreesIsSound() throws IOException {
        Diagnosis compared = diagnose("guid.tdb", true);
        assertThat(compared.verdict()).isEqualTo(Verdict.SOUND);
        assertThat(compared.findings()).isEmpty();
    }
}
