package tdb2.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tdb2.engine.Specimens;

/** {@code tdb2 grep}: what it prints and how it ends. */
class GrepCommandTest {

    private static final Path THREE = Specimens.named("tdb1/three.tdb").path();

    @TempDir
    private Path folder;

    @Test
    void aHitIsALineWithFileKeyPlaceAndExcerpt() {
        assertThat(Ran.tdb2("grep", "orl", THREE).ended(ExitCode.OK).text())
                .isEqualTo(THREE + ": hello: value+1: world\n");
        assertThat(Ran.tdb2("grep", "-i", "HELLO", "--in", "keys", THREE).ended(ExitCode.OK).text())
                .isEqualTo(THREE + ": hello: key+0: hello\n");
    }

    @Test
    void nothingFoundIsAProblem() {
        assertThat(Ran.tdb2("grep", "absent", THREE).ended(ExitCode.PROBLEMS).out()).isEmpty();
        Ran.tdb2("grep", "HELLO", THREE).ended(ExitCode.PROBLEMS);
        Ran.tdb2("grep", "--prefix", "ello", THREE).ended(ExitCode.PROBLEMS);
        Ran.tdb2("grep", "--in", "values", "hello", THREE).ended(ExitCode.PROBLEMS);
    }

    @Test
    void prefixesExpressionsAndHexAreFound() {
        Ran.tdb2("grep", "--prefix", "hel", THREE).ended(ExitCode.OK);
        Ran.tdb2("grep", "--regex", "^w[a-p]rld$", THREE).ended(ExitCode.OK);
        Ran.tdb2("grep", "--hex", "77 6f 72", THREE).ended(ExitCode.OK);
    }

    @Test
    void foldersAreSearchedByContentAndFilesAreListedOnce() throws IOException {
        Path deep = Files.createDirectories(folder.resolve("a/b"));
        Files.copy(THREE, deep.resolve("data"));
        Files.writeString(folder.resolve("hello.tdb"), "hello, I am a text");
        assertThat(Ran.tdb2("grep", "--files", "o", folder).ended(ExitCode.OK).text())
                .isEqualTo(deep.resolve("data") + "\n");
        assertThat(Ran.tdb2("grep", "--depth", "0", "o", folder).ended(ExitCode.PROBLEMS).err())
                .contains("no database");
    }

    @Test
    void whatCannotBeReadIsToldAndTheRestIsSearched() throws IOException {
        Path broken = Files.write(folder.resolve("broken.tdb"),
                java.util.Arrays.copyOf(Files.readAllBytes(THREE), 100));
        Ran both = Ran.tdb2("grep", "hello", broken, THREE).ended(ExitCode.PROBLEMS);
        assertThat(both.text()).contains("hello: key+0");
        assertThat(both.err()).contains("broken.tdb", "only part");
        Ran.tdb2("grep", "hello", broken).ended(ExitCode.UNREADABLE);
        assertThat(Ran.tdb2("grep", "hello", folder.resolve("missing")).ended(ExitCode.UNREADABLE).err())
                .contains("no such file");
    }

    @Test
    void jsonIsOneDocumentWithAllOfIt() {
        JsonNode json = Ran.tdb2("grep", "--json", "o", THREE).ended(ExitCode.OK).json();
        assertThat(json.get("files").asLong()).isEqualTo(1);
        assertThat(json.get("faults")).isEmpty();
        JsonNode hit = null;
        for (JsonNode each : json.get("hits")) {
            hit = each.get("where").asText().equals("value") && each.path("key").asText().equals("hello") ? each : hit;
        }
        assertThat(hit.get("at").asLong()).isEqualTo(1);
        assertThat(hit.get("recordOffset").asLong()).isEqualTo(8152);
        assertThat(hit.get("offset").asLong()).isEqualTo(8152 + 24 + 5 + 1);
        assertThat(hit.get("excerptHex").asText()).isEqualTo("776f726c64");
        JsonNode capped = Ran.tdb2("grep", "--json", "--max", "1", "o", THREE).ended(ExitCode.OK).json();
        assertThat(capped.get("hits")).hasSize(1);
        assertThat(capped.get("more").asLong()).isEqualTo(json.get("hits").size() - 1L).isPositive();
    }

    @Test
    void wrongUsageIsTold() {
        assertThat(Ran.tdb2("grep", "--regex", "a(", THREE).ended(ExitCode.USAGE).err()).contains("PATTERN");
        Ran.tdb2("grep", "--regex", "--hex", "aa", THREE).ended(ExitCode.USAGE);
        Ran.tdb2("grep", "--hex", "xyz", THREE).ended(ExitCode.USAGE);
        Ran.tdb2("grep", "", THREE).ended(ExitCode.USAGE);
        Ran.tdb2("grep", "hello").ended(ExitCode.USAGE);
    }
}
