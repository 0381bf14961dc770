package tdb2.ui.records;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecordFilterTest {
    private static boolean finds(String typed, String in) {
        return RecordFilter.of(typed, false).contains(in.getBytes(UTF_8));
    }

    @Test
    void findsTextAnywhere() {
        assertThat(finds("base", "DN=@BASEINFO\0")).isTrue();
        assertThat(finds("@BaseInfo\\0", "DN=@BASEINFO\0")).isTrue();
        assertThat(finds("baseinfo2", "DN=@BASEINFO\0")).isFalse();
        assertThat(finds("größe", "die GRÖSSE")).isFalse();
        assertThat(finds("GRöße", "die Größe")).isTrue();
    }

    @Test
    void findsBytes() {
        assertThat(RecordFilter.of("\\x00\\xff", false).contains(new byte[] { 1, 0, -1 })).isTrue();
    }

    @Test
    void takesWhatIsNoEscapeAsItStands() {
        assertThat(finds("C:\\q", "C:\\q")).isTrue();
    }
}
