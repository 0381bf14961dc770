package tdb2.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tdb2.engine.Specimens.Specimen;
import tdb2.engine.check.Check;
import tdb2.engine.check.Finding.Severity;
import tdb2.engine.dump.Digest;
import tdb2.engine.error.RefusedException;
import tdb2.engine.event.Progress;
import tdb2.engine.format.TableBlocks;
import tdb2.engine.inspect.Region;
import tdb2.engine.storage.MemoryStorage;
import tdb2.independent.Reading;

/** Files of the C libraries of 2012 and of NTDB are recovered and changed. */
class TablesFixturesWritingTest {

    private static final int USED_HEADER = 16;

    private static Stream<Specimen> specimens() {
        return Stream.of("tdb2", "ntdb").flatMap(Specimens::in);
    }

    private static Tdb open(Specimen specimen) {
        return Tdb.of(new MemoryStorage(specimen.toString(), specimen.content()),
                OpenOptions.WRITE.withHash(specimen.hash()));
    }

    private static byte[] bytes(Tdb tdb) {
        return tdb.bytes(0, (int) tdb.size());
    }

    /** What the library of 2012 itself damages for want of its last bytes is left out: crash-asis. */
    @TestFactory
    Stream<DynamicTest> whatACrashLeftIsUndoneAsTheCLibraryDoes() {
        return specimens().filter(s -> s.kind().equals("crash") && !s.toString().contains("asis"))
                .map(s -> DynamicTest.dynamicTest(s.toString(), () -> {
                    try (Tdb tdb = open(s)) {
                        assertThat(Digest.of(tdb, Progress.NONE).sha256())
                                .isEqualTo(s.expect().path("keysHash").asText());
                        tdb.store("one more".getBytes(UTF_8), new byte[100]);
                        Reading reading = Reading.of(bytes(tdb));
                        assertThat(reading.pending()).isFalse();
                        assertThat(reading.problems()).noneMatch(problem -> !problem.contains("no block")
                                && !problem.contains("entries that do not end"));
                        assertThat(reading.records()).hasSize(s.expect().path("records").asInt() + 1);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> filesOfTheCLibrariesAreChangedAndStaySound() {
        return specimens().filter(Specimen::sound)
                .filter(s -> s.expect().path("constantHash").asText().isEmpty())
                .filter(s -> !isClosedToWriters(s))
                .map(s -> DynamicTest.dynamicTest(s.toString(), () -> changed(s)));
    }

    /** Plain changes and one transaction, which leaves a whole undo area where that of the library of 2012 lacked its end. */
    private static void changed(Specimen specimen) {
        Reading before = Reading.of(specimen.content());
        try (Tdb tdb = open(specimen)) {
            for (int i = 0; i < 40; i++) {
                tdb.store(("more " + i).getBytes(UTF_8), new byte[i * 7]);
            }
            for (int i = 0; i < 40; i += 3) {
                tdb.delete(("more " + i).getBytes(UTF_8));
            }
            isSound(specimen, before, Reading.of(bytes(tdb)), false);
            try (Transaction transaction = tdb.begin()) {
                for (int i = 0; i < 40; i += 3) {
                    transaction.store(("more " + i).getBytes(UTF_8), new byte[i * 40]);
                    transaction.delete(("more " + (i + 1)).getBytes(UTF_8));
                }
                transaction.commit();
            }
            isSound(specimen, before, Reading.of(bytes(tdb)), true);
            assertThat(Check.of(tdb, Progress.NONE)).noneMatch(finding -> finding.severity() == Severity.ERROR
                    && !hasWrongBits(specimen));
        }
    }

    private static void isSound(Specimen specimen, Reading before, Reading reading, boolean committed) {
        assertThat(reading.problems()).noneMatch(problem -> !before.problems().contains(problem)
                && !(hasWrongBits(specimen) && problem.endsWith("other further hash bits")));
        if (committed) {
            assertThat(reading.problems()).noneMatch(problem -> problem.contains("entries"));
        }
        assertThat(reading.records()).hasSize(before.records().size() + (committed ? 27 : 26))
                .containsAllEntriesOf(before.records());
        assertThat(before.records()).hasSize(specimen.expect().path("records").asInt());
        assertThat(reading.freeTables()).isEqualTo(before.freeTables());
        assertThat(reading.capabilities()).isEqualTo(before.capabilities());
        assertThat(reading.featuresUsed()).isZero();
        assertThat(reading.featuresOffered()).isEqualTo(before.featuresOffered());
    }

    /** The test of the C library that made these gave their entries further hash bits of nothing. */
    private static boolean hasWrongBits(Specimen specimen) {
        return specimen.toString().matches("tdb2/(cap-|ftables5-).*");
    }

    private static boolean isClosedToWriters(Specimen specimen) {
        return specimen.toString().matches(".*/cap-(all|noopen|nowrite)\\.tdb|.*/cap-(all|noopen|nowrite)\\.ntdb");
    }

    @TestFactory
    Stream<DynamicTest> filesWhoseCapabilitiesForbidToWriteAreRefusedAndLeftAlone() {
        return specimens().filter(TablesFixturesWritingTest::isClosedToWriters)
                .map(s -> DynamicTest.dynamicTest(s.toString(), () -> {
                    MemoryStorage copy = new MemoryStorage(s.toString(), s.content());
                    assertThatThrownBy(() -> Tdb.of(copy, OpenOptions.WRITE.withHash(s.hash())).close())
                            .isInstanceOf(RefusedException.class).hasMessageContaining("capabilit");
                    assertThat(copy.bytes(0, (int) copy.size())).isEqualTo(s.content());
                }));
    }

    /** The largest free record is asked for again and again: none other would do, and it is now in this table, now in that. */
    @TestFactory
    Stream<DynamicTest> roomIsFoundInWhicheverTableHasItBeforeTheFileGrows() {
        return specimens().filter(s -> s.toString().contains("ftables5-churn")).map(s -> DynamicTest.dynamicTest(
                s.toString(), () -> {
                    Set<Integer> tables = new TreeSet<>();
                    try (Tdb tdb = open(s)) {
                        Region.Free largest = largestFree(tdb);
                        for (int i = 0; largest.length() > 64; i++) {
                            tables.add(TableBlocks.freeTable(tdb.view().assembly().bytes(), largest.offset()));
                            byte[] key = { (byte) (i >> 8), (byte) i };
                            tdb.store(key, new byte[(int) largest.length() - USED_HEADER - key.length]);
                            assertThat(tdb.refresh().size()).isEqualTo(s.content().length);
                            largest = largestFree(tdb);
                        }
                    }
                    assertThat(tables).as("tables that gave room").hasSizeGreaterThan(3);
                }));
    }

    private static Region.Free largestFree(Tdb tdb) {
        Region.Free[] largest = new Region.Free[1];
        tdb.regions(Progress.NONE).forEach(0, Progress.NONE, region -> {
            if (region instanceof Region.Free free && free.listed()
                    && (largest[0] == null || free.length() > largest[0].length())) {
                largest[0] = free;
            }
            return true;
        });
        return largest[0];
    }

    /** A record is put into the file, taken out and put in again while each of the free tables is tried first. */
    @TestFactory
    Stream<DynamicTest> everyFreeTableGivesRoomAndTakesItBack() {
        return specimens().filter(s -> s.toString().contains("ftables5")).map(s -> DynamicTest.dynamicTest(s.toString(),
                () -> {
                    Reading before = Reading.of(s.content());
                    assertThat(before.freeTables()).hasSize(5);
                    byte[] content = s.content();
                    for (int session = 0; session < 20; session++) {
                        try (Tdb tdb = Tdb.of(new MemoryStorage(s.toString(), content), OpenOptions.WRITE)) {
                            for (int i = 0; i < 30; i++) {
                                tdb.store(("more " + i).getBytes(UTF_8), new byte[i * 11 + session * 50]);
                                tdb.delete(("more " + (i + session) % 30).getBytes(UTF_8));
                            }
                            for (int i = 0; i < 30; i++) {
                                tdb.delete(("more " + i).getBytes(UTF_8));
                            }
                            content = bytes(tdb);
                        }
                        Reading reading = Reading.of(content);
                        assertThat(reading.problems()).noneMatch(problem -> !before.problems().contains(problem)
                                && !(hasWrongBits(s) && problem.endsWith("other further hash bits")));
                        assertThat(reading.records()).isEqualTo(before.records());
                        assertThat(reading.freeTables()).isEqualTo(before.freeTables());
                    }
                }));
    }
}
