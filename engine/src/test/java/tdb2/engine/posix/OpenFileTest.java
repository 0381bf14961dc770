package tdb2.engine.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tdb2.engine.error.StorageException;

@Timeout(120)
class OpenFileTest {

    private static final byte[] CONTENT = "what is in it".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path directory;
    private Path path;

    @BeforeEach
    void aFile() throws IOException {
        assumeThat(Posix.available()).isTrue();
        path = Files.write(directory.resolve("a.tdb"), CONTENT);
    }

    @Test
    void tellsWhatTheFileSystemSays() throws IOException {
        Instant modified = Instant.parse("2001-02-03T04:05:06.123456789Z");
        Files.setLastModifiedTime(path, FileTime.from(modified));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));
        try (OpenFile file = OpenFile.open(path)) {
            Map<String, Object> expected = Files.readAttributes(path, "unix:ino,dev");
            FileFacts facts = file.facts();
            assertThat(facts.size()).isEqualTo(CONTENT.length);
            assertThat(facts.modified()).isEqualTo(Files.getLastModifiedTime(path).toInstant());
            assertThat(facts.permissions()).isEqualTo(0640);
            assertThat(facts.isRegular()).isTrue();
            assertThat(facts.identity().inode()).isEqualTo(expected.get("ino"));
            assertThat(facts.identity()).isEqualTo(file.identity());
            assertThat((long) facts.identity().deviceMajor()).isEqualTo((long) expected.get("dev") >>> 8 & 0xfff);
        }
    }

    @Test
    void leavesTheTimesAlone() throws IOException {
        FileTime old = FileTime.from(Instant.parse("2001-02-03T04:05:06Z"));
        Files.setAttribute(path, "lastAccessTime", old);
        Map<String, Object> before = Files.readAttributes(path, "unix:lastAccessTime,lastModifiedTime,ctime");
        try (OpenFile file = OpenFile.open(path)) {
            file.read(0, new byte[5]);
        }
        assertThat(Files.readAttributes(path, "unix:lastAccessTime,lastModifiedTime,ctime")).isEqualTo(before);
    }

    @Test
    void readsFewerBytesOnlyAtTheEnd() {
        try (OpenFile file = OpenFile.open(path)) {
            byte[] into = new byte[20];
            assertThat(file.read(5, into)).isEqualTo(CONTENT.length - 5);
            assertThat(new String(into, 0, CONTENT.length - 5, StandardCharsets.US_ASCII)).isEqualTo("is in it");
            assertThat(file.read(100, into)).isZero();
        }
    }

    @Test
    void namesOutsideTheCharacterSetAreFound() throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", "printf x > \"$(printf 'caf\\351 %%41')\"")
                .directory(directory.toFile()).start();
        assertThat(shell.waitFor()).isZero();
        try (var entries = Files.newDirectoryStream(directory, entry -> !entry.equals(path))) {
            for (Path odd : entries) {
                OpenFile.open(odd).close();
            }
        }
    }

    @Test
    void refusesWhatIsNoRegularFile() throws IOException, InterruptedException {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        Path link = Files.createSymbolicLink(directory.resolve("link"), directory);
        assertRefused(pipe, "a named pipe (FIFO)");
        assertRefused(directory, "a directory");
        assertRefused(link, "a directory");
        assertRefused(Path.of("/dev/null"), "a character device");
    }

    @Test
    void saysWhyAFileCannotBeOpened() throws IOException {
        assertRefused(directory.resolve("none.tdb"), "no such file (ENOENT)");
        assertRefused(path.resolve("below"), "no such file (ENOENT)");
        Path loop = directory.resolve("loop");
        assertRefused(Files.createSymbolicLink(loop, loop), "ELOOP");
        assertRefused(directory.resolve("x".repeat(300)), "ENAMETOOLONG");
    }

    @Test
    void saysThatPermissionIsMissing() throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(path)).as("root reads everything").isFalse();
        assertRefused(path, "permission denied (EACCES)");
    }

    @Test
    void aClosedFileAnswersNothing() {
        OpenFile file = OpenFile.open(path);
        file.close();
        file.close();
        assertThatThrownBy(file::facts).isInstanceOf(StorageException.class).hasMessageContaining("closed");
        assertThatThrownBy(() -> file.read(0, new byte[1])).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> file.tryLock(0, 1, false)).isInstanceOf(StorageException.class);
    }

    @Test
    void aReadOnlyFileTakesNoWriteLock() {
        try (OpenFile file = OpenFile.open(path)) {
            assertThatThrownBy(() -> file.tryLock(0, 1, true)).isInstanceOf(StorageException.class)
                    .hasMessageContaining("EBADF").hasMessageContaining("open the file for writing");
        }
    }

    private static void assertRefused(Path path, String found) {
        assertThatThrownBy(() -> OpenFile.open(path)).isInstanceOf(StorageException.class)
                .hasMessageContaining(path.toString()).hasMessageContaining(found);
    }
}
