package tdb2.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tdb2.engine.Specimens;

/** {@code collect} and {@code summary}, and the other commands on what was collected. */
class CollectCommandTest {

    @TempDir
    private Path folder;

    private Path archive() {
        return folder.resolve("x.zip");
    }

    private Ran collect(String specimen, String... options) {
        Object[] words = new Object[4 + options.length];
        words[0] = "collect";
        words[1] = Specimens.named(specimen).path();
        words[2] = "--output";
        words[3] = archive();
        System.arraycopy(options, 0, words, 4, options.length);
        return Ran.tdb2(words);
    }

    private static JsonNode json(ZipFile zip, String entry) throws IOException {
        return new ObjectMapper().readTree(zip.getInputStream(zip.getEntry(entry)).readAllBytes());
    }

    @Test
    void theArchiveHasEveryReport() throws IOException {
        collect("tdb1/dead.tdb").ended(ExitCode.OK);
        try (ZipFile zip = new ZipFile(archive().toFile())) {
            assertThat(Collections.list(zip.entries())).extracting(ZipEntry::getName).contains("collected.properties",
                    "info.json", "summary.json", "layout.json", "check.json", "locks.json", "recovery.json",
                    "copy.tdb");
            assertThat(json(zip, "info.json").get("records").asInt()).isEqualTo(516);
            assertThat(json(zip, "summary.json").get("keys").get("count").asInt()).isEqualTo(516);
            assertThat(json(zip, "layout.json").get(0).get("kind").asText()).isEqualTo("header");
            assertThat(json(zip, "check.json").get("findings")).isEmpty();
            assertThat(json(zip, "recovery.json").get("status").asText()).isEqualTo("none");
        }
    }

    @Test
    void damageIsAmongTheFindings() throws IOException {
        collect("tdb1/corrupt-chain-loop.tdb").ended(ExitCode.OK);
        try (ZipFile zip = new ZipFile(archive().toFile())) {
            assertThat(json(zip, "check.json").get("findings")).isNotEmpty();
        }
    }

    @Test
    void readingCommandsTakeTheArchiveInPlaceOfAFile() {
        collect("tdb1/three.tdb").ended(ExitCode.OK);
        Ran info = Ran.tdb2("info", "--json", archive()).ended(ExitCode.OK);
        assertThat(info.json().get("records").asInt()).isEqualTo(3);
        assertThat(info.err()).contains("what was collected of", "three.tdb");
        assertThat(Ran.tdb2("get", archive(), "hello").ended(ExitCode.OK).text()).isEqualTo("XXXXX");
    }

    @Test
    void valuesStayOnlyAfterAnExplicitWord() {
        assertThat(collect("tdb1/three.tdb", "--values").ended(ExitCode.USAGE).err()).contains("--values");
        assertThat(collect("tdb1/three.tdb", "--values=keep").ended(ExitCode.OK).text()).contains("values are in it");
        assertThat(Ran.tdb2("get", archive(), "hello").ended(ExitCode.OK).text()).isEqualTo("world");
    }

    @Test
    void keysCanBeReplacedToo() {
        collect("tdb1/three.tdb", "--redact-keys").ended(ExitCode.OK);
        assertThat(Ran.tdb2("keys", archive()).ended(ExitCode.OK).text()).doesNotContain("hello");
    }

    @Test
    void keysThatARecoveryTouchesAreToldUnlessKeysAreReplaced() throws IOException {
        collect("ntdb/crash-first-half-written.tdb").ended(ExitCode.OK);
        try (ZipFile zip = new ZipFile(archive().toFile())) {
            assertThat(json(zip, "recovery.json").findValuesAsText("key")).contains("000001");
        }
        Files.delete(archive());
        collect("ntdb/crash-first-half-written.tdb", "--redact-keys").ended(ExitCode.OK);
        try (ZipFile zip = new ZipFile(archive().toFile())) {
            assertThat(json(zip, "recovery.json").findValues("keyHex")).isEmpty();
        }
    }

    @Test
    void aFileThatExistsIsNotReplaced() throws IOException {
        Files.writeString(archive(), "mine");
        assertThat(collect("tdb1/three.tdb").ended(ExitCode.REFUSED).err()).contains("exists");
        assertThat(archive()).hasContent("mine");
    }

    @Test
    void summaryTellsHowSizesAreSpread() {
        Path file = Specimens.named("tdb1/dead.tdb").path();
        assertThat(Ran.tdb2("summary", file).ended(ExitCode.OK).text()).contains("516", "free records",
                "uncoalesced: 1 runs", "records at depth 1 to 9", "of the file").doesNotContain("##");
        assertThat(Ran.tdb2("summary", "--histograms", file).ended(ExitCode.OK).text()).contains("Values (bytes)",
                "####", "Chains by records in them");
        JsonNode json = Ran.tdb2("summary", "--json", file).ended(ExitCode.OK).json();
        long sum = 0;
        for (JsonNode kind : json.get("kinds")) {
            sum += kind.get("sum").asLong();
        }
        assertThat(sum).as("kinds account for every byte").isEqualTo(json.get("fileSize").asLong());
        long values = 0;
        for (JsonNode count : json.get("values").get("powers")) {
            values += count.asLong();
        }
        assertThat(values).isEqualTo(json.get("values").get("count").asLong());
    }

    @Test
    void theDemonstrationIsNoFile() {
        Ran.tdb2("gui", "--demo", archive()).ended(ExitCode.USAGE);
    }
}
