package tdb2.engine.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tdb2.engine.Fetch;
import tdb2.engine.Specimens;
import tdb2.engine.Tdb;
import tdb2.engine.error.CancelledException;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.error.StorageException;
import tdb2.engine.event.Progress;
import tdb2.engine.query.Query;

/** Exports are whole or not there, and private as their source. */
class ExportTest {

    @TempDir
    Path folder;

    private Path database(String mode) throws IOException {
        Path file = Files.copy(Specimens.named("tdb1/three.tdb").path(), folder.resolve("three.tdb"));
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private static Export.Source all(Tdb tdb) {
        return receiver -> Records.pass(tdb, Query.ALL, Fetch.RECORDS, Progress.NONE, receiver).records();
    }

    private List<String> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void isWhatDumpWritesAndReplacesWhatStoodThere() throws IOException {
        Path file = database("rw-r--r--");
        Path target = Files.writeString(folder.resolve("out.csv"), "older");
        try (Tdb tdb = Tdb.open(file)) {
            assertThat(Export.write(file, target, DumpFormat.CSV, all(tdb))).isEqualTo(3);
        }
        assertThat(Files.readAllLines(target)).hasSize(4);
        assertThat(files()).containsExactly("out.csv", "three.tdb");
    }

    @Test
    void isReadByNobodyWhoCannotReadTheDatabase() throws IOException {
        for (String mode : List.of("rw-------", "rwxr-x---", "r--r--r--")) {
            Files.deleteIfExists(folder.resolve("three.tdb"));
            Path file = database(mode);
            Path target = folder.resolve("out.json");
            try (Tdb tdb = Tdb.open(file)) {
                Export.write(file, target, DumpFormat.JSON, receiver -> {
                    try (var files = Files.list(folder)) {
                        Path part = files.filter(path -> path.toString().endsWith(".new")).findFirst().orElseThrow();
                        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(part)))
                                .isEqualTo("rwx------");
                    }
                    return all(tdb).deliver(receiver);
                });
            }
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target))).as(mode)
                    .isEqualTo(mode.replace('x', '-'));
        }
    }

    @Test
    void leavesTheTargetAsItWasWhenItIsCancelledOrFails() throws IOException {
        Path file = database("rw-------");
        Path target = Files.writeString(folder.resolve("out.csv"), "older");
        assertThatThrownBy(() -> Export.write(file, target, DumpFormat.CSV, _ -> {
            throw new CancelledException(new Fault("", Fault.NOWHERE, "", "", ""));
        })).isInstanceOf(CancelledException.class);
        assertThatThrownBy(() -> Export.write(file, target, DumpFormat.CSV, _ -> {
            throw new IOException("No space left on device");
        })).isInstanceOf(StorageException.class).hasMessageContaining("No space left");
        assertThat(target).hasContent("older");
        assertThat(files()).containsExactly("out.csv", "three.tdb");
    }

    @Test
    void neverReplacesTheDatabase() throws IOException {
        Path file = database("rw-------");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        byte[] before = Files.readAllBytes(file);
        for (Path target : List.of(file, link)) {
            assertThatThrownBy(() -> Export.write(file, target, DumpFormat.CSV, _ -> 0))
                    .isInstanceOf(RefusedException.class);
        }
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void aFolderThatIsNotThereIsAnErrorOfStorage() throws IOException {
        Path file = database("rw-------");
        assertThatThrownBy(() -> Export.write(file, folder.resolve("no/where"), DumpFormat.CSV, _ -> 0))
                .isInstanceOf(StorageException.class);
    }
}
