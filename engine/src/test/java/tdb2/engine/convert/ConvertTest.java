package tdb2.engine.convert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tdb2.engine.Content;
import tdb2.engine.CreateOptions;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.check.Check;
import tdb2.engine.dump.Digest;
import tdb2.engine.error.CancelledException;
import tdb2.engine.error.RefusedException;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;
import tdb2.independent.Reading;

/** A file becomes one of any other dialect, variant and byte order, with the same records and the same rights. */
class ConvertTest {

    private static final int RECORDS = 300;

    @TempDir
    Path folder;

    private static List<CreateOptions> kinds() {
        List<CreateOptions> kinds = new ArrayList<>();
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            CreateOptions options = CreateOptions.DEFAULT.withOrder(order);
            kinds.add(options);
            kinds.add(options.withVariant(0));
            kinds.add(options.withDialect(Dialect.TDB1).withHashSize(31));
            kinds.add(options.withDialect(Dialect.TDB2_TABLES));
            kinds.add(options.withDialect(Dialect.NTDB).withHashSize(64));
        }
        return kinds;
    }

    private static String name(CreateOptions options) {
        return "%s-%d-%s".formatted(options.dialect().id(), options.variant(), options.order());
    }

    @TestFactory
    Stream<DynamicTest> everyKindBecomesEveryOther() {
        return kinds().stream().flatMap(from -> kinds().stream().map(to -> DynamicTest.dynamicTest(
                name(from) + " to " + name(to), () -> convert(from, to))));
    }

    private Path make(String name, CreateOptions options) {
        Path file = folder.resolve(name);
        try (Tdb tdb = Tdb.create(file, options)) {
            for (int i = 0; i < RECORDS; i++) {
                tdb.store(("key " + i).getBytes(UTF_8), ("value " + i).repeat(i % 40).getBytes(UTF_8));
            }
            tdb.store(new byte[0], new byte[70_000]);
        }
        return file;
    }

    private void convert(CreateOptions from, CreateOptions to) throws IOException {
        Path source = make(name(from) + "-" + name(to), from);
        Path target = folder.resolve(name(from) + "-" + name(to) + ".new");
        try (Tdb tdb = Tdb.open(source)) {
            Convert.Result result = Convert.of(tdb, source, target, to, Progress.NONE);
            assertThat(result.records()).isEqualTo(RECORDS + 1);
            assertThat(result.sha256()).isEqualTo(Digest.of(tdb, Progress.NONE).sha256());
        }
        try (Tdb made = Tdb.open(target)) {
            assertThat(made.view().dialect()).isEqualTo(to.dialect());
            assertThat(made.view().header().order()).isEqualTo(to.order());
            assertThat(Check.of(made, Progress.NONE)).isEmpty();
            assertThat(made.fetch("key 39".getBytes(UTF_8))).hasValue("value 39".repeat(39).getBytes(UTF_8));
        }
        if (to.dialect() == Dialect.TDB2_TABLES || to.dialect() == Dialect.NTDB) {
            assertThat(Reading.of(Files.readAllBytes(target)).problems()).isEmpty();
        }
    }

    @Test
    void theNewFileHasTheRightsOfTheOldOne() throws IOException {
        Path source = make("source", CreateOptions.DEFAULT);
        Files.setPosixFilePermissions(source, PosixFilePermissions.fromString("rw-r-----"));
        try (Tdb tdb = Tdb.open(source)) {
            Convert.of(tdb, source, folder.resolve("target"), CreateOptions.DEFAULT.withDialect(Dialect.NTDB),
                    Progress.NONE);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("target"))))
                .isEqualTo("rw-r-----");
    }

    @Test
    void nothingIsOverwrittenAndACancelledConversionLeavesNothing() throws IOException {
        Path source = make("source", CreateOptions.DEFAULT);
        Path target = Files.writeString(folder.resolve("target"), "mine");
        try (Tdb tdb = Tdb.open(source)) {
            assertThatThrownBy(() -> Convert.of(tdb, source, target, CreateOptions.DEFAULT, Progress.NONE))
                    .isInstanceOf(RefusedException.class);
            assertThat(target).hasContent("mine");
            assertThatThrownBy(() -> Convert.of(tdb, source, folder.resolve("other"), CreateOptions.DEFAULT,
                    (done, _) -> done > 1000)).isInstanceOf(CancelledException.class);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("source", "target");
        }
    }

    @Test
    void aFileThatIsWrittenToWhileItIsCopiedBecomesNothing() throws IOException {
        Path source = make("busy.tdb", CreateOptions.DEFAULT);
        Path target = folder.resolve("busy.new");
        try (Tdb tdb = Tdb.open(source); Tdb writer = Tdb.open(source, OpenOptions.WRITE)) {
            assertThatThrownBy(() -> Convert.of(tdb, source, target, CreateOptions.DEFAULT, (_, _) -> {
                writer.store("key 7".getBytes(UTF_8), "another value".getBytes(UTF_8));
                writer.append("key 8".getBytes(UTF_8), Content.of("!".getBytes(UTF_8)));
                return false;
            })).isInstanceOf(RefusedException.class).hasMessageContaining("one that was changed");
        }
        assertThat(target).doesNotExist();
        assertThat(folder.toFile().list()).containsExactly("busy.tdb");
    }
}
