package tdb2.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tdb2.engine.Specimens;

/** {@code convert} on the command line (spec cli). */
class ConvertCommandTest {

    private static final Path THREE = Specimens.named("ntdb/three-be.tdb").path();

    @TempDir
    private Path folder;

    private long files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.count();
        }
    }

    @Test
    void printsTheDigestOfBothFilesAndLeavesTheFirstAsItIs() throws IOException {
        byte[] before = Files.readAllBytes(THREE);
        Path made = folder.resolve("made.tdb");
        String digest = Ran.tdb2("digest", THREE).ended(ExitCode.OK).text();
        assertThat(Ran.tdb2("convert", THREE, made).ended(ExitCode.OK).text()).isEqualTo(digest);
        assertThat(Ran.tdb2("digest", made).ended(ExitCode.OK).text()).isEqualTo(digest);
        assertThat(Ran.tdb2("info", "--json", made).ended(ExitCode.OK).json().get("dialect").asText())
                .isEqualTo("tdb2");
        assertThat(Files.readAllBytes(THREE)).isEqualTo(before);
        assertThat(files()).as("no draft is left").isEqualTo(1);
    }

    @Test
    void tellsInJsonWhatItMade() {
        Path made = folder.resolve("made.tdb");
        JsonNode json = Ran.tdb2("convert", "--json", "--dialect", "tdb1", "--byte-order", "BE", "--hash-size", "7",
                THREE, made).ended(ExitCode.OK).json();
        assertThat(json.get("file").asText()).isEqualTo(made.toString());
        assertThat(json.get("dialect").asText()).isEqualTo("tdb1");
        assertThat(json.get("records").asInt()).isEqualTo(3);
        assertThat(json.get("sha256").asText()).matches("[0-9a-f]{64}");
        assertThat(json.get("fileSize").asLong()).isEqualTo(made.toFile().length());
        assertThat(Ran.tdb2("info", "--json", made).ended(ExitCode.OK).json().get("byteOrder").asText())
                .isEqualTo("BE");
    }

    @Test
    void neverTakesThePlaceOfAnotherFile() throws IOException {
        Path there = Files.writeString(folder.resolve("there"), "mine");
        assertThat(Ran.tdb2("convert", THREE, there).ended(ExitCode.REFUSED).err()).contains("something of that name");
        assertThat(there).hasContent("mine");
        assertThat(files()).isEqualTo(1);
    }

    @Test
    void aFileOfWhichOnlyAPartCanBeReadIsRefusedAndNothingIsLeft() throws IOException {
        Path loop = Specimens.named("tdb1/corrupt-chain-loop.tdb").path();
        Ran.tdb2("convert", loop, folder.resolve("made.tdb")).ended(ExitCode.REFUSED);
        assertThat(files()).isZero();
    }

    @Test
    void wrongUsageAndWhatIsNoDatabaseMakeNothing() throws IOException {
        Path made = folder.resolve("made.tdb");
        Ran.tdb2("convert", "--dialect", "dbm", THREE, made).ended(ExitCode.USAGE);
        Ran.tdb2("convert", "--dialect", "ntdb", "--hash-size", "0", THREE, made).ended(ExitCode.USAGE);
        Ran.tdb2("convert", THREE).ended(ExitCode.USAGE);
        Ran.tdb2("convert", folder.resolve("missing"), made).ended(ExitCode.UNREADABLE);
        assertThat(files()).isZero();
    }
}
