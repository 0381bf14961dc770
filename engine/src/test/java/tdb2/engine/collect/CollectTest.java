package tdb2.engine.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tdb2.engine.Entry;
import tdb2.engine.Fetch;
import tdb2.engine.OpenOptions;
import tdb2.engine.RecordCursor;
import tdb2.engine.Specimens;
import tdb2.engine.Tdb;
import tdb2.engine.error.NotATdbException;
import tdb2.engine.error.RefusedException;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.engine.inspect.Position;
import tdb2.engine.observe.LockObserver;
import tdb2.engine.posix.FileIdentity;
import tdb2.engine.testing.Neighbour;
import tdb2.engine.transaction.RecoveryState;

/** What an archive holds, what it does not, and what becomes of one that is not what it says. */
@Timeout(120)
class CollectTest {

    /** A value of so many bytes does not stand in a file by chance. */
    private static final int TELLING = 12;

    @TempDir
    private Path folder;

    private Path source(String specimen) throws IOException {
        return Files.write(folder.resolve("source.tdb"), Specimens.named(specimen).content());
    }

    private Path collect(Path source, boolean values, boolean keys) throws IOException {
        Path archive = folder.resolve("collected.zip");
        new Collect(source, OpenOptions.DEFAULT, values, keys)
                .with("hello.txt", (tdb, out) -> out.write(tdb.name().getBytes(StandardCharsets.UTF_8)))
                .to(archive, Progress.NONE);
        return archive;
    }

    private static List<Entry> records(Path file) {
        try (Tdb tdb = Tdb.open(file)) {
            return records(tdb);
        }
    }

    private static List<Entry> records(Tdb tdb) {
        List<Entry> records = new ArrayList<>();
        RecordCursor cursor = tdb.cursor(Position.START, Fetch.RECORDS);
        while (cursor.next()) {
            records.add(cursor.entry());
        }
        assertThat(cursor.faults()).isEmpty();
        return records;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "tdb1/dead.tdb", "tdb1/three-be.tdb", "tdb1/mutex-default-hash.tdb", "tdb2/chain100.tdb",
            "ntdb/three-be.tdb", "zoned/seed0.tdb", "zoned/three-be.tdb", "ntdb/crash-first-half-written.tdb",
            "tdb1/crash-gap3-half-written.tdb", "tdb2/crash-first-half-written.tdb" })
    void theCopyHasAllButTheValues(String specimen) throws IOException {
        Path source = source(specimen);
        byte[] before = Files.readAllBytes(source);
        List<Entry> real = records(source);
        try (Collected collected = Collected.open(collect(source, false, true))) {
            List<Entry> copied = records(collected.copy());
            assertThat(copied).hasSameSizeAs(real);
            for (int i = 0; i < real.size(); i++) {
                assertThat(copied.get(i).header()).isEqualTo(real.get(i).header());
                assertThat(copied.get(i).key()).isEqualTo(real.get(i).key());
                assertThat(text(copied.get(i).value().preview())).matches("(?s)X*|\0*");
            }
            String bytes = text(Files.readAllBytes(collected.copy()));
            for (Entry entry : real) {
                String value = text(entry.value().preview());
                if (value.length() >= TELLING && value.chars().anyMatch(c -> c != 0)) {
                    assertThat(bytes.contains(value)).as("value of " + text(entry.key())).isFalse();
                }
            }
            try (Tdb tdb = Tdb.open(collected.copy())) {
                assertThat(tdb.view().recovery().status()).isNotEqualTo(RecoveryState.Status.PENDING);
                if (tdb.view().refusesLookup().isEmpty() && !real.isEmpty()) {
                    assertThat(tdb.find(real.getFirst().key())).isPresent();
                }
            }
        }
        assertThat(Files.readAllBytes(source)).isEqualTo(before);
    }

    @Test
    void keysAreReplacedOnRequestAndStayDifferent() throws IOException {
        Path source = source("tdb1/dead.tdb");
        List<Entry> real = records(source);
        try (Collected collected = Collected.open(collect(source, false, false))) {
            assertThat(collected.manifest().keys()).isFalse();
            List<Entry> copied = records(collected.copy());
            assertThat(copied).hasSameSizeAs(real);
            Map<String, String> names = new TreeMap<>();
            for (int i = 0; i < real.size(); i++) {
                assertThat(copied.get(i).key()).hasSameSizeAs(real.get(i).key());
                assertThat(text(copied.get(i).key())).isNotEqualTo(text(real.get(i).key())).matches("[0-9a-f]*");
                names.put(text(copied.get(i).key()), text(real.get(i).key()));
            }
            assertThat(names.size()).isGreaterThan(real.size() * 9 / 10);
        }
    }

    @Test
    void valuesStayWhereThatIsAskedFor() throws IOException {
        Path source = source("zoned/seed0.tdb");
        try (Collected collected = Collected.open(collect(source, true, true))) {
            assertThat(collected.copy()).hasSameBinaryContentAs(source);
            assertThat(collected.manifest().values()).isTrue();
        }
    }

    @Test
    void locksOfTheMomentAreRecordedWithTheirProcesses() throws IOException {
        assumeTrue(new LockObserver().isAvailable());
        Path source = source("tdb1/three.tdb");
        Path archive;
        try (Neighbour neighbour = new Neighbour(source)) {
            assertThat(neighbour.lock(8, 1, false)).isTrue();
            archive = collect(source, false, true);
            assertThat(neighbour.lock(200, 4, true)).as("its locks are still its own").isTrue();
            try (Collected collected = Collected.open(archive)) {
                assertThat(collected.locks()).singleElement().satisfies(lock -> {
                    assertThat(lock.pid()).hasValue((int) neighbour.pid());
                    assertThat(lock.command()).isEqualTo("java");
                    assertThat(lock.range().start()).isEqualTo(8);
                });
                assertThat(collected.manifest().source()).isEqualTo(source.toAbsolutePath().toString());
            }
        }
    }

    @Test
    void nobodyMayReadItWhoMayNotReadTheSource() throws IOException {
        Path source = source("tdb1/three.tdb");
        for (String mode : List.of("rw-------", "rw-r-----", "rw-r--r--", "rwxrwxrwx")) {
            Files.setPosixFilePermissions(source, PosixFilePermissions.fromString(mode));
            Path archive = collect(source, false, true);
            assertThat(Files.getPosixFilePermissions(source)).containsAll(Files.getPosixFilePermissions(archive));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archive))).doesNotContain("x");
            Files.delete(archive);
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).as("nothing is left behind").containsExactly(source);
        }
    }

    @Test
    void neverWritesOverAFileThatExists() throws IOException {
        Path source = source("tdb1/three.tdb");
        Files.writeString(folder.resolve("collected.zip"), "mine");
        assertThatThrownBy(() -> collect(source, false, true)).isInstanceOf(RefusedException.class);
        assertThat(folder.resolve("collected.zip")).hasContent("mine");
    }

    @Test
    void whatWasUnpackedIsRemoved() throws IOException {
        Collected collected = Collected.open(collect(source("tdb1/three.tdb"), false, true));
        Path copy = collected.copy();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy.getParent())))
                .isEqualTo("rwx------");
        collected.close();
        assertThat(copy.getParent()).doesNotExist();
    }

    /** An archive as somebody else may have made it. */
    private Path made(long size, Map<String, byte[]> entries) throws IOException {
        Path archive = folder.resolve("made.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            Manifest manifest = new Manifest("/source", "host", Instant.EPOCH, size, new FileIdentity(1, 2, 3), false,
                    true, false);
            put(zip, Manifest.ENTRY, manifest.encoded());
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                put(zip, entry.getKey(), entry.getValue());
            }
        }
        return archive;
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    @Test
    void unpacksNothingButWhatItKnowsAndOnlyIntoItsOwnFolder() throws IOException {
        byte[] three = Specimens.named("tdb1/three.tdb").content();
        Path archive = made(three.length, Map.of("copy.tdb", three, "../outside", three, "proc/../../outside", three,
                "/tmp/outside", three, "proc/1/../../outside", three, "proc/0/comm", three, "other", three));
        try (Collected collected = Collected.open(archive); Stream<Path> files = Files.walk(collected.copy()
                .getParent())) {
            assertThat(files.filter(Files::isRegularFile)).containsExactly(collected.copy());
            assertThat(collected.copy().getParent().resolveSibling("outside")).doesNotExist();
            assertThat(collected.locks()).isEmpty();
        }
    }

    @Test
    void refusesBombsAndLies() throws IOException {
        byte[] large = new byte[4_000_000];
        assertThatThrownBy(() -> Collected.open(made(1000, Map.of("copy.tdb", large))))
                .isInstanceOf(RefusedException.class).hasMessageContaining("more in copy.tdb");
        assertThatThrownBy(() -> Collected.open(made(Long.MAX_VALUE, Map.of("copy.tdb", large))))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> Collected.open(made(-1, Map.of("copy.tdb", large))))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> Collected.open(made(10, Map.of())))
                .isInstanceOf(RefusedException.class).hasMessageContaining("none");
        assertThatThrownBy(() -> Collected.open(made(10, Map.of("proc/locks", new byte[5 << 20]))))
                .isInstanceOf(RefusedException.class).hasMessageContaining("proc/locks");
        Map<String, byte[]> many = new TreeMap<>();
        for (int i = 0; i < 5000; i++) {
            many.put("entry" + i, new byte[0]);
        }
        assertThatThrownBy(() -> Collected.open(made(10, many))).isInstanceOf(NotATdbException.class);
    }

    @Test
    void otherZipFilesAreNoArchives() throws IOException {
        Path zip = folder.resolve("other.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            put(out, "hello.txt", new byte[10]);
        }
        assertThat(Collected.isArchive(zip)).isTrue();
        assertThatThrownBy(() -> Collected.open(zip)).isInstanceOf(NotATdbException.class)
                .hasMessageContaining("collected.properties");
        Path cut = Files.write(folder.resolve("cut.zip"), new byte[] { 'P', 'K', 3, 4, 5, 6 });
        assertThatThrownBy(() -> Collected.open(cut)).isInstanceOf(TdbException.class);
        assertThat(Collected.isArchive(folder)).isFalse();
        assertThat(Collected.isArchive(folder.resolve("none"))).isFalse();
        assertThat(Collected.isArchive(source("tdb1/three.tdb"))).isFalse();
    }
}
