package tdb2.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tdb2.engine.format.Dialect;

/**
 * A commit moves the time of the last change, also where the system does not see stores into a mapping: in a file system
 * that is memory alone.
 */
class TimeOfChangeTest {

    private static final Path MEMORY = Path.of("/dev/shm");

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void aCommitMovesItInMemoryToo(Dialect dialect) throws IOException {
        assumeTrue(Files.isWritable(MEMORY));
        Path folder = Files.createTempDirectory(MEMORY, "tdb2");
        Path file = folder.resolve("time.tdb");
        try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT.withDialect(dialect))) {
            commit(tdb, "1");
            FileTime old = FileTime.from(Instant.parse("2001-02-03T04:05:06Z"));
            Files.setLastModifiedTime(file, old);
            commit(tdb, "2");
            Files.setLastModifiedTime(file, old);
            commit(tdb, "3");
            assertThat(Files.getLastModifiedTime(file)).isGreaterThan(old);
        } finally {
            Files.delete(file);
            Files.delete(folder);
        }
    }

    private static void commit(Tdb tdb, String value) {
        try (Transaction transaction = tdb.begin()) {
            transaction.store("key".getBytes(UTF_8), value.getBytes(UTF_8));
            transaction.commit();
        }
    }
}
