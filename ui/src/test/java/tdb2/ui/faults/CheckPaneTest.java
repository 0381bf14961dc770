package tdb2.ui.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tdb2.engine.check.Diagnosis;
import tdb2.engine.check.Finding.Code;
import tdb2.ui.theme.Texts;

/** What the answer of a check says of the records. */
class CheckPaneTest {

    private static String records(long intact, long suspect, long unreachable, long lost) {
        return CheckPane.records(new Diagnosis(List.of(), intact, suspect, unreachable, lost, 0, 0, false));
    }

    @Test
    void tellsHowManyRecordsAreLostAtLeastWhenAnyAre() {
        assertThat(records(990, 1, 4, 5))
                .isEqualTo("990 records are intact, 1 suspect, 4 found by a scan alone, at least 5 lost.");
        assertThat(records(1, 0, 0, 0)).isEqualTo("1 record is intact, 0 suspect, 0 found by a scan alone.");
    }

    @Test
    void eachRuleHasAName() {
        for (Code code : Code.values()) {
            assertThat(Texts.of(CheckPane.class).get("check.rule." + code)).isNotBlank();
        }
    }
}
