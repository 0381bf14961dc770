package tdb2.engine.salvage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tdb2.engine.CreateOptions;
import tdb2.engine.Fetch;
import tdb2.engine.OpenOptions;
import tdb2.engine.Specimens;
import tdb2.engine.Specimens.Specimen;
import tdb2.engine.Tdb;
import tdb2.engine.dialect.Assembly;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;
import tdb2.engine.query.Filter;
import tdb2.engine.salvage.Salvage.Saved;
import tdb2.engine.storage.HeapStorage;

/** What is saved of damaged files, and that nothing is made up of sound ones. */
class SalvageTest {

    @TestFactory
    Stream<DynamicTest> everyRecordThatIsIntactIsSaved() {
        return Specimens.all().filter(s -> s.kind().equals("corrupt"))
                .map(s -> DynamicTest.dynamicTest(s.toString(), () -> {
                    Set<String> saved = new HashSet<>();
                    Saved result = save(s, saved);
                    assertThat(saved).containsAll(Files.readAllLines(intactKeys(s)));
                    assertThat(result.records()).isEqualTo(saved.size())
                            .isLessThanOrEqualTo(s.expect().get("records").asLong());
                }));
    }

    @TestFactory
    Stream<DynamicTest> aSoundFileGivesItsRecordsAndNoMore() {
        return Specimens.all().filter(Specimen::sound).map(s -> DynamicTest.dynamicTest(s.toString(), () -> {
            Saved result = save(s, new HashSet<>());
            assertThat(result.reached()).isEqualTo(s.expect().get("records").asLong());
            assertThat(result.scanned()).isZero();
        }));
    }

    /** What a scan asks of every header it finds holds for those of all the writers there are. */
    @TestFactory
    Stream<DynamicTest> everyRecordOfASoundFileHasTheFormThatWritersGiveIt() {
        return Specimens.all().filter(Specimen::sound).map(s -> DynamicTest.dynamicTest(s.toString(), () -> {
            try (Tdb tdb = Tdb.open(s.path(), OpenOptions.DEFAULT)) {
                Assembly assembly = tdb.view().assembly();
                tdb.traverse(Fetch.KEYS, entry -> {
                    assertThat(assembly.blocks().isAsWritten(assembly.bytes(), entry.header()))
                            .as("%s", entry.header()).isTrue();
                    return true;
                });
            }
        }));
    }

    /** For TDB2 of 2012 its many small sub-tables are records with an empty key. */
    @Test
    void aNativeFileWithManySubTablesIsKnownWithoutItsHeader() {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            try (Tdb tdb = Tdb.inMemory("many", CreateOptions.DEFAULT.withOrder(order).withSeed(11))) {
                for (int i = 0; i < 20_000; i++) {
                    tdb.store("key %d".formatted(i).getBytes(UTF_8), new byte[i % 30]);
                }
                byte[] content = tdb.bytes(0, (int) tdb.refresh().size());
                Arrays.fill(content, 0, 4096, (byte) 0);
                assertThat(Inference.of(new HeapStorage("many", content), Progress.NONE)).hasValueSatisfying(
                        form -> assertThat(form.dialect() + " " + form.order()).isEqualTo(Dialect.TDB2 + " " + order));
            }
        }
    }

    private static Saved save(Specimen specimen, Set<String> keys) throws IOException {
        return Salvage.run(specimen.path(), OpenOptions.DEFAULT, Filter.ALL, Progress.NONE,
                entry -> assertThat(keys.add(HexFormat.of().formatHex(entry.key()))).isTrue());
    }

    private static Path intactKeys(Specimen specimen) {
        return specimen.path().resolveSibling(specimen.expect().get("intactKeysFile").asText());
    }
}
