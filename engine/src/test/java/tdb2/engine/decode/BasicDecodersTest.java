package tdb2.engine.decode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tdb2.engine.decode.basic.Times;

/** Decoders for any bytes. */
class BasicDecodersTest {

    private static Decoded by(String decoder, String hex) {
        return Decoders.decode(Decoders.installed().named(decoder).orElseThrow(), Values.hex("f", "k", hex));
    }

    private static String field(Decoded decoded, String name) {
        return decoded.field(name).flatMap(Decoded.Field::plain).orElse("none");
    }

    @Test
    void textIsUtf8WithoutTheNulAtItsEnd() {
        assertThat(by("text", "c3 a4 62 00")).isEqualTo(new Decoded.Text("äb"));
    }

    @Test
    void stringsAreSeparatedByNuls() {
        assertThat(Rendering.line(by("strings", "61 00 62 63 00"), Disclosure.MASKED)).isEqualTo("a · bc");
        assertThat(by("strings", "61 00 62").failure()).isPresent();
    }

    @Test
    void integersInBothOrdersAndAllWidths() {
        Decoded eight = by("integers", "01 00 00 00 00 00 00 80");
        assertThat(field(eight, "8 bits")).isEqualTo("1");
        assertThat(field(eight, "16 bits big-endian")).isEqualTo("256");
        assertThat(field(eight, "32 bits little-endian")).isEqualTo("1");
        assertThat(field(eight, "64 bits little-endian")).isEqualTo("9223372036854775809");
        assertThat(field(eight, "64 bits big-endian")).isEqualTo("72057594037928064");
        assertThat(eight.field("64 bits little-endian").orElseThrow().means()).contains("-9223372036854775807");
        assertThat(Rendering.line(by("integers", "1e 00 00 00"), Disclosure.MASKED))
                .isEqualTo("30 (big-endian: 503316480)");
        assertThat(by("integers", "").failure()).isEmpty();
        assertThat(field(by("integers", "01 00 00 00 02 00 00 00 03 00 00 00"), "32 bits little-endian at 8"))
                .isEqualTo("3");
    }

    @Test
    void timesInEveryForm() {
        // date -u -d @1795317123 says Sun Nov 22 03:12:03 UTC 2026
        assertThat(field(by("times", "83 5d 02 6b"), "Unix 32 bits little-endian"))
                .isEqualTo("2026-11-22 03:12:03 UTC");
        assertThat(field(by("times", "6b 02 5d 83"), "Unix 32 bits big-endian")).isEqualTo("2026-11-22 03:12:03 UTC");
        assertThat(field(by("times", "83 5d 02 6b 00 00 00 00"), "Unix 64 bits little-endian"))
                .isEqualTo("2026-11-22 03:12:03 UTC");
        assertThat(field(by("times", "83 5d 02 6b 20 a1 07 00"), "timeval 32 bits little-endian"))
                .isEqualTo("2026-11-22 03:12:03.5 UTC");
        assertThat(field(by("times", "83 5d 02 6b 00 00 00 00 20 a1 07 00 00 00 00 00"),
                "timeval 64 bits little-endian")).isEqualTo("2026-11-22 03:12:03.5 UTC");
        // the first second of 1970 in 100 ns since 1601, as MS-DTYP gives it
        assertThat(Times.nt(116_444_736_000_000_000L)).isEqualTo("1970-01-01 00:00:00 UTC");
        assertThat(Times.nt(Long.MAX_VALUE)).isEqualTo("never");
        assertThat(Times.nt(0)).isEqualTo("none");
        assertThat(Times.unix(Long.MIN_VALUE)).isEqualTo(Long.toString(Long.MIN_VALUE));
        assertThat(by("times", "01").failure()).isPresent();
    }

    @Test
    void sidsAndGuids() {
        String administrators = "01 02 00 00 00 00 00 05 20 00 00 00 20 02 00 00";
        assertThat(field(by("sid", administrators), "SID")).isEqualTo("S-1-5-32-544");
        assertThat(Decoders.installed().best(Values.hex("f", "k", administrators)).name()).isEqualTo("sid");
        assertThat(by("sid", "02 02 00 00").failure()).isPresent();
        assertThat(by("sid", "01 0f 00 00").failure()).isPresent();
        // MS-DTYP: the first three groups are little-endian
        assertThat(field(by("guid", "2f f2 bb 25 f6 39 a7 4a 8f 67 1f d3 a2 c6 eb de"), "GUID"))
                .isEqualTo("25bbf22f-39f6-4aa7-8f67-1fd3a2c6ebde");
        assertThat(by("guid", "2f").failure()).isPresent();
    }
}
