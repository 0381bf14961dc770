package tdb2.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tdb2.engine.Specimens.Specimen;
import tdb2.engine.check.Check;
import tdb2.engine.check.Finding;
import tdb2.engine.check.Finding.Severity;
import tdb2.engine.error.RefusedException;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.hash.HashChoice;

/** Files of the C code of 2010 are changed and stay what they are: sound files of variant 0. */
class ZonedFixturesWritingTest {

    static Stream<Specimen> files() {
        return Specimens.in("zoned").filter(Specimen::sound);
    }

    private static Tdb open(Specimen specimen) {
        return Tdb.of(specimen.toString(), specimen.content(), OpenOptions.WRITE.withHash(specimen.hash()));
    }

    private static Map<String, byte[]> records(Tdb tdb) {
        Map<String, byte[]> records = new HashMap<>();
        tdb.traverse(Fetch.RECORDS, entry -> {
            records.put(HexFormat.of().formatHex(entry.key()), entry.value().bytes());
            return true;
        });
        return records;
    }

    private static void assertSound(Tdb tdb) {
        assertThat(Check.of(tdb, Progress.NONE).stream().filter(f -> f.severity() == Severity.ERROR)
                .map(Finding::message)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void recordsOfAFileOfTheCCodeAreChanged(Specimen specimen) {
        try (Tdb tdb = open(specimen)) {
            assertSound(tdb);
            Map<String, byte[]> expected = records(tdb);
            assertThat(expected).hasSize(specimen.expect().path("records").asInt());
            int number = 0;
            for (String name : expected.keySet().stream().sorted().limit(600).toList()) {
                byte[] key = HexFormat.of().parseHex(name);
                switch (number++ % 3) {
                    case 0 -> {
                        assertThat(tdb.delete(key)).isTrue();
                        expected.remove(name);
                    }
                    case 1 -> {
                        tdb.store(key, new byte[number]);
                        expected.put(name, new byte[number]);
                    }
                    default -> tdb.append(key, Content.of(new byte[0]));
                }
            }
            boolean full = !specimen.hash().equals(new HashChoice.Automatic());
            for (int i = 0; i < 300 && !full; i++) {
                byte[] key = ("new key " + i).getBytes(UTF_8);
                tdb.store(key, new byte[i]);
                expected.put(HexFormat.of().formatHex(key), new byte[i]);
            }
            Map<String, byte[]> found = records(tdb);
            assertThat(found.keySet()).isEqualTo(expected.keySet());
            found.forEach((key, value) -> assertThat(value).isEqualTo(expected.get(key)));
            assertSound(tdb);
            assertThat(((Tdb2Header) tdb.view().header()).word(Tdb2Header.FORMAT_VARIANT)).isZero();
            assertThat(((Tdb2Header) tdb.view().header()).fileEnd()).isZero();
        }
    }

    @Test
    void anotherHashFunctionIsRefusedAndChangesNothing() {
        Specimen specimen = Specimens.named("zoned/three.tdb");
        assertThatThrownBy(() -> Tdb.of("three", specimen.content(),
                OpenOptions.WRITE.withHash(HashChoice.constant(5)))).isInstanceOf(RefusedException.class)
                .hasMessageContaining("hash");
    }
}
