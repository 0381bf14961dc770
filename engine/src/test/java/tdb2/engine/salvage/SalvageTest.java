package tdb2.engine.salvage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tdb2.engine.OpenOptions;
import tdb2.engine.Specimens;
import tdb2.engine.Specimens.Specimen;
import tdb2.engine.query.Filter;
import tdb2.engine.event.Progress;
import tdb2.engine.salvage.Salvage.Saved;

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

    private static Saved save(Specimen specimen, Set<String> keys) throws IOException {
        return Salvage.run(specimen.path(), OpenOptions.DEFAULT, Filter.ALL, Progress.NONE,
                entry -> assertThat(keys.add(HexFormat.of().formatHex(entry.key()))).isTrue());
    }

    private static Path intactKeys(Specimen specimen) {
        return specimen.path().resolveSibling(specimen.expect().get("intactKeysFile").asText());
    }
}
