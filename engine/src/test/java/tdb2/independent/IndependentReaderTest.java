package tdb2.independent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tdb2.engine.Specimens;
import tdb2.engine.Specimens.Specimen;

/** The reader that judges our files is right about those of the C libraries, and finds what was damaged in them. */
class IndependentReaderTest {

    /** Files whose entries have further hash bits that a test of the C library itself got wrong. */
    private static final String WRONG_BITS = "(cap-.*|ftables5-.*)\\.tdb";

    @TestFactory
    Stream<DynamicTest> filesOfTheCLibrariesKeepAllRules() {
        return specimens().filter(Specimen::sound).filter(s -> !isExpectedToFail(s))
                .map(s -> DynamicTest.dynamicTest(s.toString(), () -> {
                    Reading reading = Reading.of(s.content(), hash(s));
                    assertThat(reading.problems()).allMatch(problem -> isTheKnownDefect(s, problem));
                    assertThat(reading.records()).hasSize(s.expect().path("records").asInt());
                    assertThat(digest(reading.records())).isEqualTo(s.expect().path("keysHash").asText());
                    assertThat(reading.pending()).isFalse();
                    assertThat(reading.seqnum()).isEqualTo(s.expect().path("seqnum").asLong());
                }));
    }

    private static boolean isExpectedToFail(Specimen specimen) {
        return specimen.toString().startsWith("tdb2")
                && specimen.path().getFileName().toString().matches(WRONG_BITS);
    }

    /** The library of 2012 leaves out the last 32 bytes of its undo area, and with them lengths of entries. */
    private static boolean isTheKnownDefect(Specimen specimen, String problem) {
        return specimen.toString().startsWith("tdb2") && problem.endsWith("entries that do not end where they should");
    }

    @Test
    void aRecordOfAnotherHashAFreeRecordOnNoListAndALostRecordAreFound() {
        Specimen specimen = Specimens.named("tdb2/three.tdb");
        byte[] sound = specimen.content();
        assertThat(Reading.of(sound).problems()).isEmpty();
        for (int at = 312; at < 8504; at += 8) {
            if (sound[at + 2] != 0) {
                byte[] damaged = sound.clone();
                Arrays.fill(damaged, at, at + 8, (byte) 0);
                assertThat(Reading.of(damaged).problems()).isNotEmpty();
            }
        }
        byte[] unlisted = sound.clone();
        Arrays.fill(unlisted, 8504 + 24, 8976, (byte) 0);
        assertThat(Reading.of(unlisted).problems()).isNotEmpty();
    }

    private static Stream<Specimen> specimens() {
        return Stream.of("tdb2", "ntdb").flatMap(Specimens::in);
    }

    private static ToLongFunction<byte[]> hash(Specimen specimen) {
        String text = specimen.expect().path("constantHash").asText();
        if (text.isEmpty()) {
            return null;
        }
        long base = Long.decode(text.split(" ")[0]);
        boolean byLength = text.contains("key length & 3");
        return key -> base + (byLength ? key.length & 3 : 0);
    }

    private static String digest(Map<String, String> records) throws NoSuchAlgorithmException {
        List<byte[]> encoded = records.entrySet().stream().map(record -> {
            byte[] key = HexFormat.of().parseHex(record.getKey());
            byte[] value = HexFormat.of().parseHex(record.getValue());
            return ByteBuffer.allocate(8 + key.length + value.length).putInt(key.length).put(key).putInt(value.length)
                    .put(value).array();
        }).sorted(Arrays::compareUnsigned).toList();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        encoded.forEach(all::writeBytes);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(all.toByteArray()));
    }
}
