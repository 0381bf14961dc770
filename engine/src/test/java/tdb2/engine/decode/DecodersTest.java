package tdb2.engine.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tdb2.engine.decode.basic.HexDecoder;
import tdb2.engine.format.Dialect;

/** The choice of a decoder, and what happens when one breaks down. */
class DecodersTest {

    private static final Decoders ALL = Decoders.installed();

    /** Throws whatever it is asked. */
    private static final class Broken implements Decoder {

        @Override
        public String name() {
            return "broken";
        }

        @Override
        public String title() {
            return "Broken";
        }

        @Override
        public Fit fit(Subject subject) {
            throw new IllegalStateException("fit");
        }

        @Override
        public Decoded decode(Subject subject) {
            throw new ArrayIndexOutOfBoundsException("decode");
        }
    }

    @Test
    void namesAreUniqueAndStable() {
        assertThat(ALL.all()).extracting(Decoder::name).doesNotHaveDuplicates().allMatch(n -> n.matches("[a-z0-9-]+"));
        assertThat(ALL.all()).extracting(Decoder::title).doesNotHaveDuplicates().noneMatch(String::isBlank);
        assertThat(ALL.named("ldb")).isPresent();
        assertThat(ALL.named("no such")).isEmpty();
    }

    @Test
    void everyValueHasADecoderAndHexIsTheLastResort() {
        Subject noise = Values.hex("any", "key", "00 ff 80 01 02 03 9c");
        assertThat(ALL.best(noise).name()).isEqualTo(HexDecoder.NAME);
        assertThat(Rendering.line(Values.best(noise), Disclosure.MASKED)).isEqualTo("00ff800102039c");
        assertThat(ALL.best(Values.hex("any", "key", "68 65 6c 6c 6f")).name()).isEqualTo("text");
        assertThat(ALL.best(Values.hex("any", "key", "61 00 62 00")).name()).isEqualTo("strings");
        assertThat(ALL.best(Values.hex("any", "key", "1e 00 00 00")).name()).isEqualTo("integers");
    }

    @Test
    void aDecoderThatBreaksDownIsNotChosenAndItsValueShowsWhy() {
        Subject subject = Values.hex("any", "key", "41");
        Decoders some = new Decoders(List.of(new Broken(), new HexDecoder()));
        assertThat(some.best(subject).name()).isEqualTo(HexDecoder.NAME);
        assertThat(Decoders.decode(new Broken(), subject).failure()).hasValueSatisfying(
                failure -> assertThat(failure.message()).contains("broken", "decode"));
    }

    @Test
    void aFileIsKnownByItsNameWhereverItLiesAndWhateverStandsInFront() {
        for (String name : List.of("secrets.tdb", "/var/lib/samba/private/secrets.tdb", "samba-secrets.tdb",
                "SECRETS.TDB", "secrets.tdb.bak", "old_secrets.tdb2", "secrets.tdb.0", "secrets.ntdb")) {
            assertThat(Values.file(name).is("secrets")).as(name).isTrue();
        }
        assertThat(Values.file("mysecrets.tdb").is("secrets")).isFalse();
        assertThat(Values.file("secrets").is("secrets")).isTrue();
        assertThat(Values.file("locking.tdb.2").node()).isTrue();
        assertThat(Values.file("locking.tdb").node()).isFalse();
    }

    @Test
    void landmarksThatAreThereTellTheKindOfFile() {
        FileFacts facts = FileFacts.named("x", Dialect.TDB1, Set.of("DN=@BASEINFO\0"));
        Subject unpacked = new Subject(facts, "DN=CN=X\0".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                new byte[] { 1, 2, 3 }, 3);
        assertThat(ALL.best(unpacked).name()).isEqualTo("ldb");
        assertThat(Values.best(unpacked).failure()).isPresent();
    }
}
