package tdb2.ui.palette;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Names found by a few of their letters. */
class FuzzyTest {

    @ParameterizedTest
    @CsvSource({ "rec, Records Views", "RECORDS, Records Views", "go key, Go to a key Records" })
    void findsLettersInTheirOrderAndWordsInAny(String query, String name) {
        assertThat(Fuzzy.score(query, name)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({ "xyz, Records", "cer, Records", "recordss, Records" })
    void findsNothingWhereALetterIsMissing(String query, String name) {
        assertThat(Fuzzy.score(query, name)).isEmpty();
    }

    @Test
    void theBetterFitComesFirst() {
        var names = List.of("Command Palette", "Maximise View", "Move View Left", "Mode of a movie file left");
        assertThat(names.stream().filter(name -> Fuzzy.score("mvl", name).isPresent())
                .max(Comparator.comparingInt(name -> Fuzzy.score("mvl", name).orElseThrow())))
                .contains("Move View Left");
        assertThat(Fuzzy.score("hex", "Hex").orElseThrow())
                .isGreaterThan(Fuzzy.score("hex", "The next one").orElseThrow());
    }

    @Test
    void nothingAskedFindsAll() {
        assertThat(Fuzzy.score("  ", "Records")).hasValue(0);
    }

    @Property
    void anyLettersOfANameInTheirOrderFindIt(@ForAll @IntRange(min = 1, max = 0x7fff) int mask) {
        String name = "Reset Perspective";
        var query = new StringBuilder();
        for (int i = 0; i < 15; i++) {
            if ((mask >> i & 1) != 0 && name.charAt(i) != ' ') {
                query.append(name.charAt(i));
            }
        }
        assertThat(Fuzzy.score(query.toString(), name)).isPresent();
    }
}
