package tdb2.engine.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tdb2.engine.Specimens;
import tdb2.engine.error.CancelledException;
import tdb2.engine.error.StorageException;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;
import tdb2.engine.observe.OpenDatabase.How;
import tdb2.engine.observe.OpenDatabases.Found;
import tdb2.engine.posix.OpenFile;
import tdb2.engine.testing.NeedsCLibrary;

/** Which files of which processes are found, on a picture of a proc file system. */
@Timeout(120)
@NeedsCLibrary // without it the processes of Linux are not looked at
class OpenDatabasesTest {

    @TempDir
    private Path proc;
    @TempDir
    private Path data;

    @BeforeEach
    void needsLinux() {}

    private Path database(String name, String specimen) throws IOException {
        return Files.write(data.resolve(name), Specimens.named(specimen).content());
    }

    private void process(int pid, String command) throws IOException {
        Files.createDirectories(proc.resolve(pid + "/fd"));
        Files.createDirectories(proc.resolve(pid + "/fdinfo"));
        Files.writeString(proc.resolve(pid + "/comm"), command + "\n");
        Files.createSymbolicLink(proc.resolve(pid + "/root"), data);
    }

    private void descriptor(int pid, int number, Path target, String flags) throws IOException {
        Files.createSymbolicLink(proc.resolve(pid + "/fd/" + number), target);
        Files.writeString(proc.resolve(pid + "/fdinfo/" + number), "pos:\t0\nflags:\t" + flags + "\n");
    }

    private Found find() {
        return new OpenDatabases(proc).find(Progress.NONE);
    }

    @Test
    void findsEveryDialectByItsContent() throws IOException {
        process(7, "smbd");
        descriptor(7, 3, database("a", "tdb1/three-be.tdb"), "0100002");
        descriptor(7, 4, database("b.txt", "tdb2/three-be.tdb"), "0100000");
        descriptor(7, 5, database("c", "ntdb/three-be.tdb"), "02");
        descriptor(7, 6, database("d", "zoned/three.tdb"), "02");
        descriptor(7, 8, Files.writeString(data.resolve("e.tdb"), "something else ".repeat(100)), "02");
        descriptor(7, 9, Files.write(data.resolve("f.tdb"), new byte[0]), "02");
        assertThat(find().files()).extracting(OpenDatabase::dialect).containsExactly(Dialect.TDB1,
                Dialect.TDB2_TABLES, Dialect.NTDB, Dialect.TDB2);
        assertThat(find().files().getFirst().users().getFirst().command()).isEqualTo("smbd");
        assertThat(find().files().get(1).users().getFirst().how()).isEqualTo(Set.of(How.READ));
    }

    @Test
    void tellsAFileOnceWithAllItsProcessesAndTheirWays() throws IOException {
        Path file = database("a.tdb", "tdb1/three.tdb");
        Path same = Files.createLink(data.resolve("other name.tdb"), file);
        process(7, "smbd");
        descriptor(7, 3, file, "02");
        process(12, "winbindd");
        descriptor(12, 9, same, "0");
        long inode = OpenFile.look(file).orElseThrow().identity().inode();
        Files.write(proc.resolve("7/maps"), List.of(
                "7f0000000000-7f0000002000 rw-s 00000000 fe:01 " + inode + "    " + file,
                "7f1000000000-7f1000002000 r--p 00000000 fe:01 " + inode + "    " + file,
                "7f2000000000-7f2000002000 rw-p 00000000 00:00 0 ", "odd line"));
        process(20, "only mapped");
        Files.write(proc.resolve("20/maps"),
                List.of("7f0000000000-7f0000002000 rw-s 00000000 fe:01 " + inode + "    /" + same.getFileName()));
        List<OpenDatabase> files = find().files();
        assertThat(files).hasSize(1);
        assertThat(files.getFirst().users()).extracting(OpenDatabase.User::process).containsExactly(7, 12, 20);
        assertThat(files.getFirst().users()).extracting(OpenDatabase.User::how).containsExactly(
                Set.of(How.WRITE, How.MAPPED), Set.of(How.READ), Set.of(How.MAPPED));
    }

    @Test
    void neverOpensWhatIsNoRegularFileOrHasALease() throws Exception {
        Path pipe = data.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
        Path leased = database("leased.tdb", "tdb1/three.tdb");
        long inode = OpenFile.look(leased).orElseThrow().identity().inode();
        Files.writeString(proc.resolve("locks"), "1: LEASE  ACTIVE    READ  7 fe:01:" + inode + " 0 EOF\n");
        process(7, "smbd");
        descriptor(7, 3, pipe, "02");
        descriptor(7, 4, leased, "02");
        descriptor(7, 5, data, "0");
        descriptor(7, 6, Path.of("/dev/zero"), "0");
        descriptor(7, 8, Path.of("socket:[12345]"), "02");
        descriptor(7, 9, data.resolve("gone meanwhile"), "02");
        var search = Thread.ofPlatform().daemon().start(() -> assertThat(find().files()).isEmpty());
        search.join(TimeUnit.SECONDS.toMillis(60));
        assertThat(search.isAlive()).as("hangs in a pipe").isFalse();
        assertThat(find().files()).isEmpty();
    }

    @Test
    void countsWhatItMayNotSee() throws IOException {
        process(7, "smbd");
        Files.delete(proc.resolve("7/fd"));
        assertThat(find().processes()).isEqualTo(1);
        assertThat(find().closedProcesses()).as("a process that has just ended has no files").isZero();
        assumeTrue(!System.getProperty("user.name").equals("root"), "root may see all");
        Files.createDirectory(proc.resolve("7/fd"));
        Files.setPosixFilePermissions(proc.resolve("7/fd"), Set.of());
        Files.writeString(proc.resolve("7/stat"), "7 (smbd) S 1 7 7 0 -1 4194560 0 0 0 0 0\n");
        process(8, "kworker");
        Files.setPosixFilePermissions(proc.resolve("8/fd"), Set.of());
        Files.writeString(proc.resolve("8/stat"), "8 (kworker/0:1 x) I 2 0 0 0 -1 69238880 0 0 0 0 0\n");
        assertThat(find().closedProcesses()).isEqualTo(1);
    }

    @Test
    void endsWhenToldToAndSaysWhenThereIsNothingToLookAt() throws IOException {
        process(7, "smbd");
        assertThatThrownBy(() -> new OpenDatabases(proc).find((_, _) -> true)).isInstanceOf(CancelledException.class);
        assertThatThrownBy(() -> new OpenDatabases(proc.resolve("none")).find(Progress.NONE))
                .isInstanceOf(StorageException.class).hasMessageContaining("list of processes");
    }
}
