package tdb2.engine.restore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tdb2.engine.CreateOptions;
import tdb2.engine.Fetch;
import tdb2.engine.OpenOptions;
import tdb2.engine.Specimens;
import tdb2.engine.Specimens.Specimen;
import tdb2.engine.Tdb;
import tdb2.engine.disk.SimulatedDisk;
import tdb2.engine.dump.Digest;
import tdb2.engine.dump.DumpFormat;
import tdb2.engine.dump.DumpWriter;
import tdb2.engine.dump.Records;
import tdb2.engine.error.CancelledException;
import tdb2.engine.error.DamagedException;
import tdb2.engine.error.RefusedException;
import tdb2.engine.error.StorageException;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;
import tdb2.engine.posix.FailingCalls.Way;
import tdb2.engine.posix.FailingCalls;
import tdb2.engine.posix.FileAttributes;
import tdb2.engine.query.Query;

/** What was dumped comes back as it was, or nothing does. */
@Timeout(300)
class RestoreTest {

    @TempDir
    Path folder;
    private Path file;

    @BeforeEach
    void place() {
        file = folder.resolve("new.tdb");
    }

    private static byte[] dump(Tdb tdb, DumpFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DumpWriter writer = format.writer(out);
        writer.begin();
        Records.pass(tdb, Query.ALL, Fetch.RECORDS, Progress.NONE, writer::record);
        writer.end();
        return out.toByteArray();
    }

    private static Restore of(byte[] dump, Progress progress) throws IOException {
        return new Restore(Dump.of("the dump", new ByteArrayInputStream(dump)), dump.length, progress);
    }

    private Restore.Result restore(byte[] dump) throws IOException {
        return of(dump, Progress.NONE).toNew(file, CreateOptions.DEFAULT, FileAttributes.ours(0600));
    }

    private Restore.Result restore(String dump) throws IOException {
        return restore(dump.getBytes(UTF_8));
    }

    static Stream<Specimen> sound() {
        return Specimens.all().filter(Specimen::sound);
    }

    @ParameterizedTest
    @MethodSource("sound")
    void everyDatabaseComesBackFromEveryFormat(Specimen specimen) throws IOException {
        try (Tdb tdb = specimen.open()) {
            Digest.Result wanted = Digest.of(tdb, Progress.NONE);
            for (DumpFormat format : DumpFormat.values()) {
                byte[] dump = dump(tdb, format);
                if (dump.length > 0) {
                    assertThat(Dump.of("dump", new ByteArrayInputStream(dump)).format()).isEqualTo(format);
                }
                assertThat(restore(dump).records()).as("%s", format).isEqualTo(wanted.outcome().records());
                try (Tdb restored = Tdb.open(file)) {
                    assertThat(Digest.of(restored, Progress.NONE).sha256()).as("%s", format)
                            .isEqualTo(wanted.sha256());
                }
                Files.delete(file);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyByteComesBackAndValuesLongerThanAnyBuffer(DumpFormat format) throws IOException {
        byte[] all = new byte[300_000];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) (i * 31 + (i >> 8));
        }
        try (Tdb tdb = Tdb.inMemory("memory", CreateOptions.DEFAULT)) {
            tdb.store(new byte[0], all);
            tdb.store(all, new byte[0]);
            tdb.store(" key, \"quoted\"\\ ü€😀\n".getBytes(UTF_8), ": < \r\n é ".getBytes(UTF_8));
            restore(dump(tdb, format));
            try (Tdb restored = Tdb.open(file)) {
                assertThat(restored.fetch(new byte[0])).contains(all);
                assertThat(Digest.of(restored, Progress.NONE).sha256())
                        .isEqualTo(Digest.of(tdb, Progress.NONE).sha256());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{\\nkey(5) = \"hello\"\\ndata(1) = \"xy\"\\n}\\n | line 3, column 13 | the end of the data after 1 bytes",
            "{\\nkey(5) = \"hell\"\\n | line 2, column 15 | the end of the key after 4",
            "{\\nkey(1) = \"\\\\4g\" | line 2, column 13 | hex digit",
            "{\\nkey(1) = \"a\"\\ndata(1) = \"b\"\\n | line 4, column 1 | the end of the dump",
            "[\\n{\"keyHex\":\"61\",\"valueHex\":\"6\"}] | line 2, column 29 | hex digit",
            "[{\"keyHex\":\"61\"}] | line 1, column 17 | valueHex",
            "{\"key\":\"a\\\\ud800\",\"value\":\"\"} | line 1 | one half",
            "{\"key\":\"a\",\"value\":\"b\"}\\n{\"key\":\"a\",\"value\":\"c\"} | line 2 | second time",
            "key,value\\n\"a\",\"b\\n | line 3, column 1 | in quotes",
            "key,value\\n\"a\"\\n | line 2, column 4 | \",\"",
            "key,value\\n\\q,b\\n | line 2 | no escape",
            "dn: tdbkey=a\\ntdbkey: a\\n\\n | line 4 | tdbvalue",
            "dn: tdbkey=a\\ntdbkey:: !\\n\\n | line 3 | base64",
            "PK | line 1, column 1 | as none of them" })
    void tellsWhereADumpIsWrongAndMakesNothing(String dump, String where, String what) {
        String text = dump.replace("\\\\", "\u0001").replace("\\n", "\n").replace('\u0001', '\\');
        assertThatThrownBy(() -> restore(text)).isInstanceOf(DamagedException.class)
                .hasMessageContaining("the dump, " + where).hasMessageContaining(what);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void goesIntoOtherDialectsToo() throws IOException {
        Specimen dead = Specimens.named("tdb1/dead.tdb");
        try (Tdb tdb = dead.open()) {
            of(dump(tdb, DumpFormat.TDBDUMP), Progress.NONE).toNew(file,
                    CreateOptions.DEFAULT.withDialect(Dialect.TDB1), FileAttributes.ours(0600));
            try (Tdb restored = Tdb.open(file)) {
                assertThat(restored.view().dialect()).isEqualTo(Dialect.TDB1);
                assertThat(Digest.of(restored, Progress.NONE).sha256())
                        .isEqualTo(Digest.of(tdb, Progress.NONE).sha256());
            }
        }
    }

    @Test
    void whatPeopleWriteByHandIsUnderstood() throws IOException {
        restore("""
                { "note": [1, {"a": null}, "]"], "key": "sn\\u00f6 \\ud83d\\ude00", "valueHex": "00Ff" }
                {"value":"", "keyHex":""}""");
        try (Tdb tdb = Tdb.open(file)) {
            assertThat(tdb.fetch("snö 😀".getBytes(UTF_8))).contains(new byte[] { 0, -1 });
            assertThat(tdb.fetch(new byte[0])).contains(new byte[0]);
        }
        Files.delete(file);
        restore("key,value\na,b\n");
        Files.delete(file);
        restore("# by hand\nversion: 1\n\ndn: tdbkey=a\nTDBKEY: a\ntdbvalue: b\n c\n\n");
        try (Tdb tdb = Tdb.open(file)) {
            assertThat(tdb.fetch(new byte[] { 'a' })).contains("bc".getBytes(UTF_8));
        }
    }

    @Test
    void aDumpWithoutAByteIsThatOfAnEmptyDatabase() throws IOException {
        assertThat(restore("").records()).isZero();
        try (Tdb tdb = Tdb.open(file)) {
            assertThat(tdb.firstKey()).isEmpty();
        }
    }

    @Test
    void nothingIsNoArrayOfJson() {
        Dump nothing = Dump.of("the dump", new ByteArrayInputStream(new byte[0]), DumpFormat.JSON);
        assertThatThrownBy(() -> new Restore(nothing, 0, Progress.NONE).toNew(file, CreateOptions.DEFAULT,
                FileAttributes.ours(0600))).isInstanceOf(DamagedException.class).hasMessageContaining("an array");
        assertThat(folder).isEmptyDirectory();
    }

    /** What a pipe gives when the command before it has failed. */
    @ParameterizedTest
    @ValueSource(ints = { 0, 1 })
    void recordsDoNotGiveWayToADumpWithoutAny(int variant) {
        try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT.withVariant(variant))) {
            tdb.store(new byte[] { 'x' }, new byte[] { 1 });
            for (String dump : List.of("", "[]", "key,value\n", "version: 1\n")) {
                assertThatThrownBy(() -> of(dump.getBytes(UTF_8), Progress.NONE).into(tdb, true))
                        .isInstanceOf(RefusedException.class).hasMessageContaining("a dump without any");
            }
            assertThat(tdb.fetch(new byte[] { 'x' })).contains(new byte[] { 1 });
        }
    }

    @Test
    void valuesNestedWithoutEndAreNoStackOverflow() {
        assertThatThrownBy(() -> restore("{\"x\":" + "[".repeat(1_000_000))).isInstanceOf(DamagedException.class)
                .hasMessageContaining("nested");
    }

    @Test
    void neverTakesThePlaceOfAFile() throws IOException {
        Files.writeString(file, "mine");
        assertThatThrownBy(() -> restore("")).isInstanceOf(RefusedException.class);
        assertThat(file).hasContent("mine");
    }

    @Test
    void isReadByThoseWhoReadTheDump() throws IOException {
        Path dump = Files.writeString(folder.resolve("dump"), "");
        Files.setPosixFilePermissions(dump, PosixFilePermissions.fromString("rwxr-----"));
        of(new byte[0], Progress.NONE).toNew(file, CreateOptions.DEFAULT,
                FileAttributes.of(dump).withoutExecution());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-r-----");
    }

    @Test
    void leavesNothingWhenItIsCancelled() {
        assertThatThrownBy(() -> of("key,value\na,b\n".getBytes(UTF_8), (_, _) -> true).toNew(file,
                CreateOptions.DEFAULT, FileAttributes.ours(0600))).isInstanceOf(CancelledException.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void goesIntoAFileThatIsThereWithOneSync() throws IOException {
        SimulatedDisk disk = new SimulatedDisk("disk", CreateOptions.DEFAULT.withSeed(7).content());
        try (Tdb tdb = Tdb.of(disk, OpenOptions.WRITE.withCommits(
                standard -> standard.withDelays(Duration.ZERO, Duration.ZERO)))) {
            of("key,value\na,b\n".getBytes(UTF_8), Progress.NONE).into(tdb, false);
            long syncs = disk.syncs();
            long commits = tdb.committed();
            of("key,value\nb,c\nc,d\nd,e\n".getBytes(UTF_8), Progress.NONE).into(tdb, true);
            assertThat(disk.syncs() - syncs).isEqualTo(1);
            assertThat(tdb.committed() - commits).isEqualTo(1);
        }
    }

    @Test
    void whatFailsInTheMiddleOfAFileWithoutTransactionsIsUndone() {
        try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT.withVariant(0))) {
            tdb.store(new byte[] { 'a' }, new byte[] { 1 });
            tdb.store(new byte[] { 'z' }, new byte[] { 2 });
            byte[] dump = ("key,value\na,b\nc,d\nlarge," + "x".repeat(1 << 20) + "\n").getBytes(UTF_8);
            try (FailingCalls failing = new FailingCalls("fallocate", 1, true, Way.ENOSPC)) {
                assertThatThrownBy(() -> of(dump, Progress.NONE).into(tdb, true)).isInstanceOf(StorageException.class);
                assertThat(failing.failed()).isPositive();
            }
            assertThat(tdb.fetch(new byte[] { 'a' })).contains(new byte[] { 1 });
            assertThat(tdb.fetch(new byte[] { 'z' })).contains(new byte[] { 2 });
            assertThat(tdb.traverse(Fetch.KEYS, _ -> true)).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1 })
    void goesIntoAFileThatIsThereAsAWholeOrNotAtAll(int variant) throws IOException {
        try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT.withVariant(variant))) {
            tdb.store(new byte[] { 'x' }, new byte[] { 1 });
            byte[] good = "key,value\na,b\nx,y\n".getBytes(UTF_8);
            byte[] bad = "key,value\nc,d\nx,z\n\"e".getBytes(UTF_8);
            assertThatThrownBy(() -> of(bad, Progress.NONE).into(tdb, true)).isInstanceOf(DamagedException.class);
            assertThat(tdb.fetch(new byte[] { 'x' })).contains(new byte[] { 1 });
            assertThat(tdb.exists(new byte[] { 'c' })).isFalse();
            assertThat(of(good, Progress.NONE).into(tdb, false).records()).isEqualTo(2);
            assertThat(tdb.fetch(new byte[] { 'x' })).contains(new byte[] { 'y' });
            byte[] twice = "key,value\nc,1\nc,2\n".getBytes(UTF_8);
            assertThatThrownBy(() -> of(twice, Progress.NONE).into(tdb, true)).isInstanceOf(DamagedException.class);
            assertThat(tdb.traverse(Fetch.KEYS, _ -> true)).isEqualTo(2);
            of("key,value\nonly,one\n".getBytes(UTF_8), Progress.NONE).into(tdb, true);
            assertThat(tdb.traverse(Fetch.KEYS, _ -> true)).isEqualTo(1);
        }
        try (Tdb tdb = Tdb.open(file, OpenOptions.DEFAULT)) {
            assertThat(tdb.exists("only".getBytes(UTF_8))).isTrue();
        }
    }
}
