package tdb2.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tdb2.engine.Specimens;

/** {@code get --decode} and {@code decoders}. */
class DecodeCommandTest {

    private static final Path THREE = Specimens.named("tdb1/three.tdb").path();

    @Test
    void theListNamesWhatDecodeTakes() {
        String list = Ran.tdb2("decoders").ended(ExitCode.OK).text();
        assertThat(list).contains("ldb", "integers", "hex");
        assertThat(Ran.tdb2("get", THREE, "hello", "--decode=hex").ended(ExitCode.OK).text()).isEqualTo("776f726c64\n");
    }

    @Test
    void withoutANameTheDecoderThatFitsBestIsTakenAndTheNextWordIsNotItsName() {
        assertThat(Ran.tdb2("get", THREE, "hello", "--decode").ended(ExitCode.OK).text()).isEqualTo("world\n");
        assertThat(Ran.tdb2("get", "--decode", THREE, "hello").ended(ExitCode.OK).text()).isEqualTo("world\n");
        assertThat(Ran.tdb2("get", "--decode=integers", THREE, "hello").ended(ExitCode.OK).text())
                .contains("32 bits little-endian: 1819438967");
    }

    @Test
    void anUnknownDecoderIsWrongUsage() {
        assertThat(Ran.tdb2("get", THREE, "hello", "--decode=nothing").ended(ExitCode.USAGE).err())
                .contains("nothing", "decoders");
        Ran.tdb2("get", THREE, "hello", "--reveal").ended(ExitCode.USAGE);
    }

    @Test
    void aValueThatCannotBeDecodedShowsWhyAndItsBytes() {
        assertThat(Ran.tdb2("get", THREE, "hello", "--decode=ldb").ended(ExitCode.OK).text())
                .contains("byte 0: expected a packed ldb object", "bytes from 0: 776f726c64");
    }

    @Test
    void inJsonEachFieldHasItsBytes() {
        JsonNode json = Ran.tdb2("get", "--json", THREE, "hello", "--decode=integers").ended(ExitCode.OK).json();
        assertThat(json.get("decoder").asText()).isEqualTo("integers");
        JsonNode field = json.get("fields").get(1);
        assertThat(field.get("name").asText()).isEqualTo("16 bits little-endian");
        assertThat(field.get("offset").asInt()).isZero();
        assertThat(field.get("length").asInt()).isEqualTo(2);
        assertThat(json.has("valueHex")).isFalse();
    }

    @Test
    void aKeyThatIsNotThereIsAProblemHoweverItWouldBeDecoded() {
        Ran.tdb2("get", THREE, "absent", "--decode").ended(ExitCode.PROBLEMS);
    }
}
