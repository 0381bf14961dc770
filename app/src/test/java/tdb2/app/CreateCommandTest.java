package tdb2.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code create}: what it makes, and that nothing that was there is ever lost. */
class CreateCommandTest {

    private static final byte[] OTHER = "somebody's only copy".getBytes(UTF_8);

    @TempDir
    private Path folder;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void theNewFileIsWhatWasAskedFor() {
        Path file = folder.resolve("new.tdb");
        var made = Ran.tdb2("create", "--json", "--byte-order", "BE", "--seed", "0xFFFFFFFFFFFFFFFE", file)
                .ended(ExitCode.OK).json();
        var info = Ran.tdb2("info", "--json", file).ended(ExitCode.OK).json();
        assertThat(info.get("dialect").asText()).isEqualTo("tdb2");
        assertThat(info.get("byteOrder").asText()).isEqualTo("BE").isEqualTo(made.get("byteOrder").asText());
        assertThat(info.get("seed").asText()).isEqualTo("18446744073709551614").isEqualTo(made.get("seed").asText());
        assertThat(info.get("records").asInt()).isZero();
        assertThat(info.get("fileSize").asLong()).isEqualTo(made.get("fileSize").asLong());
    }

    @ParameterizedTest
    @ValueSource(strings = { "0", "1" })
    void bothVariantsTakeRecords(String variant) {
        Path file = folder.resolve("new.tdb");
        Ran.tdb2("create", "--variant", variant, file).ended(ExitCode.OK);
        Ran.tdb2("put", file, "key", "value").ended(ExitCode.OK);
        assertThat(Ran.tdb2("get", file, "key").ended(ExitCode.OK).text()).isEqualTo("value");
    }

    @Test
    void whatIsThereIsLeftAlone() throws IOException {
        Path file = Files.write(folder.resolve("there.tdb"), OTHER);
        assertThat(Ran.tdb2("create", file).ended(ExitCode.REFUSED).err()).contains("something of that name");
        assertThat(Files.readAllBytes(file)).isEqualTo(OTHER);
        assertThat(names()).containsExactly("there.tdb");
    }

    @Test
    void forceMovesWhatIsThereToANameThatIsFree() throws IOException {
        Path file = Files.write(folder.resolve("f"), OTHER);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(folder.resolve("f.old"), "older");
        var made = Ran.tdb2("create", "--force", "--json", file).ended(ExitCode.OK).json();
        assertThat(made.get("movedTo").asText()).endsWith("f.old.2");
        assertThat(Files.readAllBytes(folder.resolve("f.old.2"))).isEqualTo(OTHER);
        assertThat(folder.resolve("f.old")).hasContent("older");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        Ran.tdb2("info", file).ended(ExitCode.OK);
        assertThat(names()).containsExactly("f", "f.old", "f.old.2");
    }

    @Test
    void forceWhereNothingIsMakesTheFile() throws IOException {
        Ran.tdb2("create", "--force", folder.resolve("f")).ended(ExitCode.OK);
        assertThat(names()).containsExactly("f");
    }

    @Test
    void forceMovesFilesAlone() throws IOException {
        Path directory = Files.createDirectory(folder.resolve("d"));
        Ran.tdb2("create", "--force", directory).ended(ExitCode.REFUSED);
        assertThat(directory).isDirectory();
        assertThat(names()).containsExactly("d");
    }

    @Test
    void aFileForSambasLibraryHasAsManyChainsAsAreAskedFor() {
        Path file = folder.resolve("f");
        var made = Ran.tdb2("create", "--dialect", "tdb1", "--hash-size", "10007", "--byte-order", "BE", "--json", file)
                .ended(ExitCode.OK).json();
        assertThat(made.get("dialect").asText()).isEqualTo("tdb1");
        assertThat(made.get("byteOrder").asText()).isEqualTo("BE");
        assertThat(file).hasSize(172 + 4 * 10_007);
        Ran.tdb2("put", file, "key", "value").ended(ExitCode.OK);
        assertThat(Ran.tdb2("get", file, "key").text()).isEqualTo("value");
        Ran.tdb2("check", file).ended(ExitCode.OK);
    }

    @Test
    void aHashSizeBelongsToDialectsWithTablesOfFixedSize() throws IOException {
        Path file = folder.resolve("f");
        assertThat(Ran.tdb2("create", "--hash-size", "1000", file).ended(ExitCode.USAGE).err())
                .contains("grows by itself");
        Ran.tdb2("create", "--hash-size", "1000", "--dialect", "tdb2-tables", file).ended(ExitCode.USAGE);
        Ran.tdb2("create", "--hash-size", "0", "--dialect", "tdb1", file).ended(ExitCode.REFUSED);
        Ran.tdb2("create", "--seed", "1", "--dialect", "tdb1", file).ended(ExitCode.USAGE);
        Ran.tdb2("create", "--hash-size", "many", "--dialect", "tdb1", file).ended(ExitCode.USAGE);
        assertThat(names()).isEmpty();
    }

    @Test
    void wrongWordsAreWrongUsage() throws IOException {
        Path file = folder.resolve("f");
        Ran.tdb2("create", "--dialect", "bdb", file).ended(ExitCode.USAGE);
        Ran.tdb2("create", "--variant", "2", file).ended(ExitCode.USAGE);
        Ran.tdb2("create", "--byte-order", "PDP", file).ended(ExitCode.USAGE);
        Ran.tdb2("create", "--seed", "many", file).ended(ExitCode.USAGE);
        Ran.tdb2("create", file, "another").ended(ExitCode.USAGE);
        assertThat(names()).isEmpty();
    }

    @Test
    void aFolderThatIsNotThereIsAnError() {
        Ran.tdb2("create", folder.resolve("no/such/f")).ended(ExitCode.UNREADABLE);
    }
}
