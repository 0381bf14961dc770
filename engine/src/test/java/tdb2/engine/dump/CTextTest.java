package tdb2.engine.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Bytes as text with the escapes of C, and back. */
class CTextTest {

    @Property
    void anyBytesComeBack(@ForAll byte[] bytes) {
        assertThat(CText.bytes(CText.of(bytes))).isEqualTo(bytes);
    }

    @Property
    void anyTextComesBack(@ForAll String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(CText.bytes(CText.of(bytes))).isEqualTo(bytes);
    }

    @Property
    void writtenIsNoControlCharacterAndNothingThatIsNoText(@ForAll byte[] bytes) {
        assertThat(CText.of(bytes)).matches("[^\\p{Cntrl}]*");
    }

    @Example
    void textStaysReadable() {
        assertThat(CText.of("Grüße, 世界 🗝 \"x\" \\ \n".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("Grüße, 世界 🗝 \"x\" \\\\ \\n");
    }

    @Example
    void charactersThatAreCutOrLongerThanNeededAreEscaped() {
        assertThat(CText.of(new byte[] { (byte) 0xC3, 'a', (byte) 0xC0, (byte) 0x80, (byte) 0xE4, (byte) 0xB8 }))
                .isEqualTo("\\xc3a\\xc0\\x80\\xe4\\xb8");
    }

    @Example
    void theEscapesOfCAreUnderstood() {
        assertThat(CText.bytes("\\0\\12\\x9\\n\\t\\\\\\\"\\@")).containsExactly(0, 10, 9, '\n', '\t', '\\', '"', '@');
        assertThat(CText.bytes("\\0end")).containsExactly(0, 'e', 'n', 'd');
        assertThat(CText.bytes("\\377\\xFf")).containsExactly(0xFF, 0xFF);
    }

    @Example
    void whatIsNoEscapeIsRefused() {
        for (String wrong : new String[] { "\\", "\\q", "\\xg", "\\x", "\\400", "\\9" }) {
            assertThatThrownBy(() -> CText.bytes(wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
