package tdb2.engine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tdb2.engine.Entry;
import tdb2.engine.Fetch;
import tdb2.engine.OpenOptions;
import tdb2.engine.RecordCursor;
import tdb2.engine.Specimens;
import tdb2.engine.Specimens.Specimen;
import tdb2.engine.Tdb;
import tdb2.engine.error.CancelledException;
import tdb2.engine.error.Fault;
import tdb2.engine.event.Progress;
import tdb2.engine.inspect.Position;
import tdb2.engine.query.Filter;
import tdb2.engine.query.Match;
import tdb2.engine.query.Where;

/** A search finds what is there, no more and no less, and comes to an end in every file. */
class GrepTest {

    private static final List<Specimen> SOUND = Specimens.all().filter(Specimen::sound).toList();

    @TempDir
    private Path folder;

    /** What a search told. */
    private static final class Told implements Listener {
        private final List<Hit> hits = new ArrayList<>();
        private final List<Fault> faults = new ArrayList<>();

        @Override
        public void hit(Hit hit) {
            hits.add(hit);
        }

        @Override
        public void fault(Fault fault) {
            faults.add(fault);
        }

        List<String> names() {
            return hits.stream().map(hit -> hit.file().getFileName() + (hit.match().inValue() ? ":VALUE" : ":KEY"))
                    .toList();
        }
    }

    private static Tally search(Sought sought, Told told, Path... roots) throws IOException {
        return Grep.run(sought, Scope.of(List.of(roots)), OpenOptions.DEFAULT, Progress.NONE, told);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Sought text(String text) {
        return Sought.of(Filter.contains(bytes(text), Where.BOTH, true));
    }

    @Property(tries = 150)
    void itFindsWhatANaiveScanFinds(@ForAll @IntRange(max = 10_000) int which, @ForAll int seed) throws IOException {
        Specimen specimen = SOUND.get(which % SOUND.size());
        Random random = new Random(seed);
        try (Tdb tdb = specimen.open()) {
            List<Entry> all = entries(tdb);
            byte[] wanted = part(all, random);
            boolean anyCase = random.nextBoolean();
            Told told = new Told();
            Tally tally = search(Sought.of(Filter.contains(wanted, Where.BOTH, !anyCase)), told, specimen.path());
            List<String> expected = new ArrayList<>();
            for (Entry entry : all) {
                naive(expected, entry, false, entry.key(), wanted, anyCase);
                naive(expected, entry, true, entry.value().bytes(), wanted, anyCase);
            }
            assertThat(told.hits.stream()
                    .map(hit -> hit.record().offset() + " " + hit.match()))
                    .containsExactlyElementsOf(expected);
            assertThat(tally.records()).isEqualTo(all.size());
            assertThat(told.hits).allSatisfy(hit -> assertThat(hit.excerpt()).hasSizeGreaterThanOrEqualTo(0)
                    .satisfies(excerpt -> assertThat(new String(excerpt, StandardCharsets.ISO_8859_1).substring(
                            (int) (hit.match().at() - hit.excerptAt())).toLowerCase(java.util.Locale.ROOT)).startsWith(
                                    new String(wanted, StandardCharsets.ISO_8859_1)
                                            .toLowerCase(java.util.Locale.ROOT)
                                            .substring(0, Math.min(wanted.length, 100)))));
        }
    }

    private static List<Entry> entries(Tdb tdb) {
        RecordCursor cursor = tdb.cursor(Position.START, Fetch.RECORDS);
        List<Entry> all = new ArrayList<>();
        while (cursor.next()) {
            all.add(cursor.entry());
        }
        return all;
    }

    /** Some bytes of some record, or any bytes. */
    private static byte[] part(List<Entry> all, Random random) {
        if (all.isEmpty() || random.nextInt(10) == 0) {
            return new byte[] { (byte) random.nextInt(256) };
        }
        Entry entry = all.get(random.nextInt(all.size()));
        byte[] from = random.nextBoolean() ? entry.key() : entry.value().bytes();
        if (from.length == 0) {
            return new byte[] { 0 };
        }
        int at = random.nextInt(from.length);
        return Arrays.copyOfRange(from, at, Math.min(from.length, at + 1 + random.nextInt(12)));
    }

    private static void naive(List<String> found, Entry entry, boolean inValue, byte[] bytes, byte[] wanted,
            boolean anyCase) {
        String text = latin(bytes, anyCase);
        int at = text.indexOf(latin(wanted, anyCase));
        if (at >= 0) {
            found.add(entry.header().offset() + " " + new Match(inValue, at, wanted.length));
        }
    }

    private static String latin(byte[] bytes, boolean anyCase) {
        byte[] folded = bytes.clone();
        for (int i = 0; anyCase && i < folded.length; i++) {
            folded[i] = folded[i] >= 'A' && folded[i] <= 'Z' ? (byte) (folded[i] + 32) : folded[i];
        }
        return new String(folded, StandardCharsets.ISO_8859_1);
    }

    @Test
    void aMatchAcrossThePagesOfALargeValueIsFound() throws IOException {
        Specimen huge = Specimens.named("tdb1/huge.tdb");
        try (Tdb tdb = huge.open()) {
            Entry large = entries(tdb).stream().filter(e -> e.value().length() == 1 << 20).findFirst().orElseThrow();
            byte[] value = large.value().bytes();
            byte[] wanted = Arrays.copyOfRange(value, (3 << 16) - 5, (3 << 16) + 7);
            int first = latin(value, false).indexOf(latin(wanted, false));
            Told told = new Told();
            search(Sought.of(Filter.contains(wanted, Where.VALUES, true)), told, huge.path());
            assertThat(told.hits).anySatisfy(hit -> {
                assertThat(hit.record()).isEqualTo(large.header());
                assertThat(hit.match()).isEqualTo(new Match(true, first, wanted.length));
            });
        }
    }

    @Test
    void aRegularExpressionHasTheWholeValueBeforeIt() throws IOException {
        Path three = Specimens.named("tdb1/three.tdb").path();
        Told told = new Told();
        search(Sought.of(Filter.expression("^w.r(l|x)d$", Where.BOTH, true)), told, three);
        assertThat(told.hits).singleElement().satisfies(hit -> {
            assertThat(hit.key()).isEqualTo(bytes("hello"));
            assertThat(hit.match()).isEqualTo(new Match(true, 0, 5));
            assertThat(hit.offset()).isEqualTo(hit.record().valueOffset());
        });
    }

    @Test
    void aPrefixIsFoundAtTheStartOnly() throws IOException {
        Path three = Specimens.named("tdb1/three.tdb").path();
        Told told = new Told();
        search(Sought.of(Filter.prefix(bytes("HEL"), Where.BOTH, false)), told, three);
        assertThat(told.hits).singleElement().extracting(Hit::match)
                .isEqualTo(new Match(false, 0, 3));
        Told none = new Told();
        search(Sought.of(Filter.prefix(bytes("ell"), Where.BOTH, false)), none, three);
        assertThat(none.hits).isEmpty();
    }

    @Test
    void deadRecordsAndThoseNothingLeadsToCountWhenAskedFor() throws IOException {
        Path dead = Specimens.named("tdb1/dead.tdb").path();
        Sought any = Sought.of(Filter.ALL);
        Told living = new Told();
        search(any, living, dead);
        Told all = new Told();
        search(any.withDead(true), all, dead);
        assertThat(living.hits).hasSize(516).allMatch(hit -> hit.state() == Hit.State.LIVE);
        assertThat(all.hits).hasSize(547).filteredOn(hit -> hit.state() == Hit.State.DEAD).hasSize(31);
        Told unreached = new Told();
        search(any.withUnreached(true), unreached, lost());
        assertThat(unreached.hits).filteredOn(hit -> hit.state() == Hit.State.UNREACHED).singleElement()
                .satisfies(hit -> assertThat(hit.key()).isEqualTo(bytes("hello")));
    }

    /** A file whose pointer to the chain of "hello" was zeroed. */
    private Path lost() throws IOException {
        byte[] content = Specimens.named("tdb1/three.tdb").content();
        ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).putInt(172 + 4 * 65, 0);
        return Files.write(folder.resolve("lost.tdb"), content);
    }

    @Test
    void aFileWithoutItsHeaderIsSearchedWhenWhatNothingLeadsToCounts() throws IOException {
        byte[] content = Specimens.named("tdb1/three.tdb").content();
        Arrays.fill(content, 0, 40, (byte) 0);
        Path file = Files.write(folder.resolve("beheaded"), content);
        Told told = new Told();
        assertThat(search(text("world"), told, file).unreadable()).isEqualTo(1);
        assertThat(told.faults).hasSize(1);
        Told salvaged = new Told();
        assertThat(search(text("world").withUnreached(true), salvaged, file).unreadable()).isZero();
        assertThat(salvaged.hits).isNotEmpty().allMatch(hit -> hit.state() == Hit.State.UNREACHED);
    }

    @Test
    void aFolderIsSearchedByContentWithoutGoingInCircles() throws IOException {
        byte[] three = Specimens.named("tdb1/three.tdb").content();
        Path deep = Files.createDirectories(folder.resolve("a/b/c"));
        Files.write(deep.resolve("no-ending"), three);
        Files.write(folder.resolve("a/text.tdb"), bytes("hello, this is no database at all\n"));
        Files.write(folder.resolve("a/empty.tdb"), new byte[0]);
        Files.createSymbolicLink(deep.resolve("up"), folder);
        Files.createSymbolicLink(deep.resolve("dangling"), folder.resolve("nowhere"));
        Files.createSymbolicLink(folder.resolve("twice.tdb"), deep.resolve("no-ending"));
        Files.write(folder.resolve("a/broken.tdb"), Arrays.copyOf(three, 20));
        Told told = new Told();
        Tally tally = search(text("hello"), told, folder, deep);
        assertThat(told.names()).containsExactly("no-ending:KEY");
        assertThat(tally.files()).isEqualTo(2);
        assertThat(tally.unreadable()).isEqualTo(1);
        assertThat(told.faults).singleElement().extracting(Fault::file).asString().endsWith("broken.tdb");
    }

    @Test
    void aFolderIsEnteredAsDeepAsWanted() throws IOException {
        byte[] three = Specimens.named("tdb1/three.tdb").content();
        Files.write(folder.resolve("top.tdb"), three);
        Files.write(Files.createDirectories(folder.resolve("one")).resolve("one.tdb"), three);
        Files.write(Files.createDirectories(folder.resolve("one/two")).resolve("two.tdb"), three);
        for (int depth = 0; depth < 3; depth++) {
            Told told = new Told();
            Grep.run(text("hello"), new Scope(List.of(folder), depth, false), OpenOptions.DEFAULT, Progress.NONE,
                    told);
            assertThat(told.hits).hasSize(depth + 1);
        }
    }

    @Test
    void aMissingFileIsAFaultAndTheOthersAreSearched() throws IOException {
        Told told = new Told();
        Tally tally = search(text("hello"), told, folder.resolve("missing"), Specimens.named("tdb1/three.tdb").path());
        assertThat(told.names()).containsExactly("three.tdb:KEY");
        assertThat(tally.unreadable()).isEqualTo(1);
        assertThat(told.faults).singleElement().extracting(Fault::file).asString().endsWith("missing");
    }

    @Test
    void searchingWritesNothing() throws IOException {
        Path file = Files.write(folder.resolve("copy.tdb"), Specimens.named("tdb1/three.tdb").content());
        var before = Files.getLastModifiedTime(file);
        search(text("hello").withDead(true).withUnreached(true), new Told(), folder);
        assertThat(Files.readAllBytes(file)).isEqualTo(Specimens.named("tdb1/three.tdb").content());
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(before);
    }

    @Test
    @Timeout(60)
    void anExpressionThatTriesForEverEndsWhenItIsCancelled() throws IOException {
        byte[] content = Specimens.named("tdb1/huge.tdb").content();
        Path file = Files.write(folder.resolve("huge.tdb"), content);
        long[] asked = new long[1];
        Sought endless = Sought.of(Filter.expression("(.*.*.*.*)*\u0001\u0002\u0003\u0004zz", Where.BOTH, true));
        assertThatThrownBy(() -> Grep.run(endless, Scope.of(List.of(file)), OpenOptions.DEFAULT,
                (_, _) -> ++asked[0] > 20, new Told())).isInstanceOf(CancelledException.class);
    }

    @Test
    @Timeout(60)
    void recordsThatOverlapEndTheSearchOfTheirFile() throws IOException {
        int records = 20_000;
        int data = 172 + 4;
        ByteBuffer file = ByteBuffer.allocate(data + 28 * records).order(ByteOrder.LITTLE_ENDIAN);
        file.put("TDB file\n".getBytes(StandardCharsets.US_ASCII)).putInt(32, 0x2601196D).putInt(36, 1);
        file.putInt(172, data);
        for (int i = 0; i < records; i++) {
            int at = data + 28 * i;
            int rest = file.capacity() - at - 24;
            file.putInt(at, i + 1 < records ? at + 28 : 0).putInt(at + 4, rest).putInt(at + 12, rest - 4)
                    .putInt(at + 20, 0x26011999);
        }
        Path hostile = Files.write(folder.resolve("hostile.tdb"), file.array());
        Told told = new Told();
        Tally tally = search(text("not there"), told, hostile);
        assertThat(tally.files()).isEqualTo(1);
        assertThat(told.faults).anySatisfy(fault -> assertThat(fault.found()).contains("overlap"));
    }

    @TestFactory
    Stream<DynamicTest> everySpecimenIsSearchedToItsEnd() {
        return Specimens.all().map(specimen -> DynamicTest.dynamicTest(specimen.toString(), () -> {
            Told told = new Told();
            Tally tally = search(text("e").withDead(true).withUnreached(true), told, specimen.path());
            assertThat(tally.files()).isEqualTo(1);
            assertThat(tally.hits()).isEqualTo(told.hits.size());
            assertThat(tally.faults()).isEqualTo(told.faults.size());
        }));
    }
}
