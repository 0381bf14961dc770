package tdb2.ui.widgets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ByteTextTest {

    @Property
    void whatIsWrittenIsReadBack(@ForAll byte[] bytes) {
        assertThat(ByteText.parse(ByteText.escaped(bytes))).hasValue(bytes);
    }

    @Property
    void textIsReadBack(@ForAll String text) {
        byte[] bytes = text.getBytes(UTF_8);
        assertThat(ByteText.parse(ByteText.escaped(bytes))).hasValue(bytes);
    }

    @Test
    void nulIsVisible() {
        assertThat(ByteText.escaped("DN=@BASEINFO\0".getBytes(UTF_8))).isEqualTo("DN=@BASEINFO\\0");
    }

    @Test
    void whatTurnsTheReadingDirectionIsEscaped() {
        assertThat(ByteText.escaped("a\u202eb".getBytes(UTF_8))).isEqualTo("a\\xe2\\x80\\xaeb");
    }

    @Test
    void halfASequenceIsEscaped() {
        assertThat(ByteText.escaped(new byte[] { 'x', (byte) 0xc3 })).isEqualTo("x\\xc3");
    }

    @Test
    void wrongEscapesAreRefused() {
        assertThat(ByteText.parse("\\q")).isEmpty();
        assertThat(ByteText.parse("\\x4")).isEmpty();
        assertThat(ByteText.parse("\\")).isEmpty();
    }

    @Test
    void textOrHexByWhatSaysMore() {
        assertThat(ByteText.readable("größer\0".getBytes(UTF_8))).isEqualTo("größer\\0");
        assertThat(ByteText.readable(new byte[] { 1, 2, (byte) 0xfe })).isEqualTo("01 02 fe");
    }
}
