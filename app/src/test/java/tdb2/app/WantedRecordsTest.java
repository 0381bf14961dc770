package tdb2.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.Test;
import tdb2.engine.Specimens;

/** {@code keys} and {@code dump} take some of the records, in some order. */
class WantedRecordsTest {

    private static final Path THREE = Specimens.named("tdb1/three.tdb").path();
    private static final Path MANY = Specimens.named("tdb1/dead.tdb").path();

    private static String keys(Object... options) {
        Object[] words = new Object[options.length + 2];
        words[0] = "keys";
        System.arraycopy(options, 0, words, 1, options.length);
        words[words.length - 1] = MANY;
        return Ran.tdb2(words).ended(ExitCode.OK).text();
    }

    @Test
    void keysThatMatchAnExpression() {
        assertThat(keys("--match", "^churn-6[23]$").lines()).containsExactlyInAnyOrder("churn-62", "churn-63");
        assertThat(keys("--match", "^CHURN-62$")).isEmpty();
        assertThat(keys("-i", "--match", "^CHURN-62$")).isEqualTo("churn-62\n");
    }

    @Test
    void allOptionsTogetherNarrow() {
        assertThat(keys("--prefix", "churn", "--contains", "-6", "--hex-contains", "3?32", "--match", "2$").lines())
                .isNotEmpty().allMatch(key -> key.startsWith("churn-6") && key.endsWith("2"));
    }

    @Test
    void valuesAreSearchedWhenWanted() {
        assertThat(Ran.tdb2("keys", "--in", "values", "--contains", "WORLD", "-i", THREE).ended(ExitCode.OK).text())
                .isEqualTo("hello\n");
        assertThat(Ran.tdb2("dump", "--in", "both", "--hex-contains", "776f", "--format", "csv", THREE)
                .ended(ExitCode.OK).text()).contains("hello").doesNotContain("empty");
    }

    @Test
    void sortedByKeyAndSize() {
        assertThat(keys("--sort", "key").lines()).isSorted().hasSizeGreaterThan(100);
        assertThat(keys("--sort", "key", "--reverse").lines()).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(keys("--sort", "key-size").lines().map(String::length)).isSorted();
        assertThat(Ran.tdb2("keys", "--json", "--sort", "offset", MANY).ended(ExitCode.OK).json().findValues("offset")
                .stream().map(node -> node.asLong())).isSorted();
    }

    @Test
    void dumpsAreSortedToo() {
        assertThat(Ran.tdb2("dump", "--format", "csv", "--sort", "value-size", "--reverse", THREE).ended(ExitCode.OK)
                .text().lines().skip(1).map(line -> line.split(",")[0])).endsWith("\"hello\"", "\"empty\"");
    }

    @Test
    void whatMakesNoSenseIsWrongUsageAndSaysWhere() {
        var bad = Ran.tdb2("keys", "--match", "a(b", THREE).ended(ExitCode.USAGE);
        assertThat(bad.err()).contains("Unclosed group", "\n  a(b\n     ^");
        Ran.tdb2("keys", "--hex-contains", "6", THREE).ended(ExitCode.USAGE);
        Ran.tdb2("keys", "--sort", "colour", THREE).ended(ExitCode.USAGE);
        Ran.tdb2("dump", "--emergency", "--sort", "key", THREE).ended(ExitCode.USAGE);
        Ran.tdb2("dump", "--key", "hello", "--prefix", "h", THREE).ended(ExitCode.USAGE);
    }

    @Test
    void aKeyAndAFilterNarrowEachOther() {
        assertThat(Ran.tdb2("keys", "--contains", "hell", THREE).ended(ExitCode.OK).text()).isEqualTo("hello\n");
        Ran.tdb2("dump", "--key", "hello", "--contains", "x", THREE).ended(ExitCode.PROBLEMS);
    }
}
