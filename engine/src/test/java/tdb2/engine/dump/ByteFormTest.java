package tdb2.engine.dump;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Keys and values as other programs take them. */
class ByteFormTest {

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    @Test
    void textStandsAsItIs() {
        assertThat(ByteForm.TEXT.of(bytes("a\tb\n"))).isEqualTo("a\tb\n");
        assertThat(ByteForm.TEXT.of(bytes("a\0"))).isEqualTo("a\\x00");
        assertThat(ByteForm.ESCAPED.of(bytes("a\tb\n"))).isEqualTo("a\\tb\\n");
    }

    @Test
    void literalsOfProgramsAreSafe() {
        assertThat(ByteForm.HEX.of(bytes("a\u00ff"))).isEqualTo("61ff");
        assertThat(ByteForm.C_STRING.of(bytes("\"\\\0" + "7\u00ff??/"))).isEqualTo("\"\\\"\\\\\\0007\\377\\?\\?/\"");
        assertThat(ByteForm.PYTHON.of(bytes("it's\0\n\\\u00ff"))).isEqualTo("b'it\\'s\\x00\\n\\\\\\xff'");
        assertThat(ByteForm.JSON.of(bytes("a\"b\\\0\n"))).isEqualTo("\"a\\\"b\\\\\\u0000\\u000a\"");
        assertThat(ByteForm.JSON.of(bytes("\u00ff\0"))).isEqualTo("{\"hex\":\"ff00\"}");
    }

    @Test
    void commandsMeanTheKeyAndNothingElse() {
        Path file = Path.of("/var/lib/it's here.tdb");
        assertThat(ShellCommand.get(file, bytes("plain"))).isEqualTo("tdb2 get '/var/lib/it'\\''s here.tdb' plain");
        assertThat(ShellCommand.get(Path.of("/a.tdb"), bytes("HKLM\\x\0")))
                .isEqualTo("tdb2 get /a.tdb 'HKLM\\\\x\\x00'");
        assertThat(ShellCommand.get(Path.of("/a.tdb"), bytes("-"))).isEqualTo("tdb2 get /a.tdb '\\x2d'");
        assertThat(ShellCommand.get(Path.of("/a.tdb"), bytes("@file"))).isEqualTo("tdb2 get /a.tdb '\\x40file'");
        assertThat(ShellCommand.get(Path.of("/a.tdb"), bytes(""))).isEqualTo("tdb2 get /a.tdb ''");
    }
}
