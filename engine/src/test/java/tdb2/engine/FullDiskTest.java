package tdb2.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tdb2.engine.check.Check;
import tdb2.engine.check.Finding;
import tdb2.engine.error.StorageException;
import tdb2.engine.event.Progress;

/** A disk that is really full: a small file system of its own, which only root may mount; others pass over these tests. */
class FullDiskTest {

    private static final int DISK = 1 << 20;

    @TempDir
    private Path folder;
    private Path disk;

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=" + DISK, "tmpfs", disk.toString()),
                "mounting a small file system is not allowed here");
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        run("umount", disk.toString());
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(
                    ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException e) {
            return false; // there is no such program
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** Stores until the disk is full, and checks that the error says so; answers what was acknowledged. */
    private static Map<String, byte[]> fill(Tdb tdb) {
        Map<String, byte[]> records = new HashMap<>();
        assertThatThrownBy(() -> {
            for (int i = 0; i < DISK; i++) {
                byte[] value = bytes("%0200d".formatted(i));
                tdb.store(bytes("key " + i), value);
                records.put("key " + i, value);
            }
        }).isInstanceOf(StorageException.class).hasMessageContaining("ENOSPC")
                .hasMessageContaining(tdb.name());
        assertThat(records).hasSizeGreaterThan(1000);
        return records;
    }

    private static void require(Tdb tdb, Map<String, byte[]> records) {
        records.forEach((key, value) -> assertThat(tdb.fetch(bytes(key))).as(key).hasValue(value));
        assertThat(tdb.traverse(Fetch.KEYS, _ -> true)).isEqualTo(records.size());
        assertThat(Check.of(tdb, Progress.NONE)).allMatch(finding -> finding.severity() != Finding.Severity.ERROR);
    }

    @ParameterizedTest
    @CsvSource({ "1, true", "1, false", "0, true" })
    void aStoreThatFindsNoRoomIsATypedErrorAndChangesNothing(int variant, boolean mapped) throws IOException {
        Path file = disk.resolve("full.tdb");
        OpenOptions options = mapped ? OpenOptions.WRITE : OpenOptions.WRITE.withoutMap();
        Map<String, byte[]> records;
        try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT.withVariant(variant).opened(options))) {
            records = fill(tdb);
            require(tdb, records);
            assertThatThrownBy(() -> tdb.store(bytes("large"), new byte[DISK / 4]))
                    .isInstanceOf(StorageException.class);
            require(tdb, records);
        }
        try (Tdb tdb = Tdb.open(file, options)) {
            require(tdb, records);
            for (int i = 0; i < 10; i++) {
                tdb.delete(bytes("key " + i));
                records.remove("key " + i);
            }
            tdb.store(bytes("in the room of others"), bytes("%0200d".formatted(7)));
            records.put("in the room of others", bytes("%0200d".formatted(7)));
            require(tdb, records);
        }
    }

    @Test
    void aFullDiskThatIsGivenRoomAgainIsWrittenOn() throws IOException {
        Path ballast = Files.write(disk.resolve("ballast"), new byte[DISK / 2]);
        try (Tdb tdb = Tdb.create(disk.resolve("small.tdb"), CreateOptions.DEFAULT)) {
            Map<String, byte[]> records = fill(tdb);
            Files.delete(ballast);
            byte[] value = new byte[DISK / 4];
            tdb.store(bytes("large"), value);
            records.put("large", value);
            require(tdb, records);
        }
    }

    @Test
    void aTransactionThatFindsNoRoomLeavesWhatWasThere() {
        try (Tdb tdb = Tdb.create(disk.resolve("committed.tdb"), CreateOptions.DEFAULT)) {
            Map<String, byte[]> records = fill(tdb);
            assertThatThrownBy(() -> {
                try (Transaction transaction = tdb.begin()) {
                    transaction.store(bytes("key 1"), new byte[DISK / 8]);
                    transaction.commit();
                }
            }).isInstanceOf(StorageException.class).hasMessageContaining("ENOSPC");
            require(tdb, records);
        }
    }
}
