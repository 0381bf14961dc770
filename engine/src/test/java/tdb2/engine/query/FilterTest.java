package tdb2.engine.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tdb2.engine.Entry;
import tdb2.engine.Fetch;
import tdb2.engine.error.CancelledException;
import tdb2.engine.error.RefusedException;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Block;
import tdb2.engine.format.BlockReader;
import tdb2.engine.format.Field;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.RecordHeader.Role;
import tdb2.engine.storage.Bytes;
import tdb2.engine.storage.HeapStorage;

/** What filters let through, and how they are stopped. */
class FilterTest {

    private static final int HEADER = 8;

    /** A record of memory, read as a search reads it. */
    private static Entry entry(byte[] key, byte[] value, Filter filter) {
        byte[] file = new byte[HEADER + key.length + value.length];
        System.arraycopy(key, 0, file, HEADER, key.length);
        System.arraycopy(value, 0, file, HEADER + key.length, value.length);
        var header = new RecordHeader(0, HEADER, Role.DATA, key.length, value.length, 0, 0, 0);
        BlockReader blocks = new BlockReader() {
            @Override
            public int alignment() {
                return 4;
            }

            @Override
            public Block at(Bytes bytes, long offset) {
                return new Block.Used(header);
            }

            @Override
            public java.util.List<Field> fields(Bytes bytes, long offset) {
                return java.util.List.of();
            }
        };
        var bytes = new Bytes(new HeapStorage("memory", file), ByteOrder.LITTLE_ENDIAN);
        return Entry.read(bytes, blocks, header, filter.fetch(Fetch.KEYS));
    }

    private static boolean takes(Filter filter, String key, String value) {
        return filter.takes(entry(key.getBytes(UTF_8), value.getBytes(UTF_8), filter), Progress.NONE);
    }

    private static Filter text(String text, Where where, boolean matchCase) {
        return Filter.contains(text.getBytes(UTF_8), where, matchCase);
    }

    @Test
    void textIsFoundAnywhereInKeyOrValue() {
        assertThat(takes(text("base", Where.KEYS, false), "DN=@BASEINFO\0", "x")).isTrue();
        assertThat(takes(text("base", Where.KEYS, true), "DN=@BASEINFO\0", "x")).isFalse();
        assertThat(takes(text("x", Where.KEYS, false), "DN=@BASEINFO\0", "x")).isFalse();
        assertThat(takes(text("x", Where.VALUES, false), "DN=@BASEINFO\0", "x")).isTrue();
        assertThat(takes(text("x", Where.BOTH, false), "xy", "z")).isTrue();
        assertThat(takes(text("GRöße", Where.KEYS, false), "die Größe", "")).isTrue();
        assertThat(takes(text("@[", Where.KEYS, false), "`{", "")).as("signs have no case").isFalse();
        assertThat(takes(text("", Where.KEYS, false), "", "")).isTrue();
    }

    @Test
    void aPrefixStandsAtTheBeginning() {
        assertThat(takes(Filter.prefix("SEC".getBytes(UTF_8), Where.KEYS, true), "SECRETS/", "")).isTrue();
        assertThat(takes(Filter.prefix("RETS".getBytes(UTF_8), Where.KEYS, true), "SECRETS/", "")).isFalse();
        assertThat(takes(Filter.prefix("longer".getBytes(UTF_8), Where.BOTH, true), "long", "long")).isFalse();
    }

    @Test
    void hexTakesSpacesColonsAndUnknownDigits() {
        assertThat(takes(Filter.hex("68 6C6c:6f", Where.KEYS), "hllo", "")).isTrue();
        assertThat(takes(Filter.hex("6?6f", Where.KEYS), "hello", "")).isTrue();
        assertThat(takes(Filter.hex("0x??00", Where.KEYS), "a\0", "")).isTrue();
        assertThat(takes(Filter.hex("7?6f", Where.KEYS), "hello", "")).isFalse();
    }

    @Test
    void badHexSaysWhere() {
        assertThat(catchThrowableOfType(BadFilterException.class, () -> Filter.hex("68 6g", Where.KEYS)).position())
                .isEqualTo(4);
        assertThat(catchThrowableOfType(BadFilterException.class, () -> Filter.hex("686", Where.KEYS)).position())
                .isEqualTo(3);
    }

    @Test
    void textIsFoundInEveryPartOfALongValue() {
        for (int at : new int[] { 0, (1 << 16) - 2, 1 << 16, (1 << 20) + (1 << 16) - 6, (3 << 20) - 6 }) {
            byte[] value = new byte[3 << 20];
            Arrays.fill(value, (byte) '.');
            System.arraycopy("needle".getBytes(UTF_8), 0, value, at, 6);
            Filter filter = text("NEEDLE", Where.VALUES, false);
            assertThat(filter.takes(entry(new byte[1], value, filter), Progress.NONE)).as("at %d", at).isTrue();
            Filter other = text("needles", Where.VALUES, false);
            assertThat(other.takes(entry(new byte[1], value, other), Progress.NONE)).isFalse();
        }
    }

    @Test
    void anExpressionSeesUtf8AndBytes() {
        assertThat(takes(Filter.expression("^S-1(-\\d+)+$", Where.KEYS, true), "S-1-5-21", "")).isTrue();
        assertThat(takes(Filter.expression("gr.ße", Where.KEYS, false), "GRÖßE", "")).isTrue();
        assertThat(takes(Filter.expression("\\x00$", Where.KEYS, true), "HKLM\0", "")).isTrue();
        Filter bytes = Filter.expression("^\\xff\\x01ä", Where.KEYS, true);
        byte[] key = { -1, 1, (byte) 0xc3, (byte) 0xa4 };
        assertThat(bytes.takes(entry(key, new byte[0], bytes), Progress.NONE)).isTrue();
    }

    @Test
    void aBadExpressionSaysWhatAndWhere() {
        var why = catchThrowableOfType(BadFilterException.class, () -> Filter.expression("abc[d", Where.KEYS, true));
        assertThat(why.position()).isEqualTo(4);
        assertThat(why).hasMessageContaining("Unclosed character class");
    }

    @Test
    @Timeout(60)
    void anExpressionThatTriesEverythingEndsWhenCancelled() {
        Filter filter = Filter.expression("(a+)+$", Where.KEYS, true);
        var entry = entry(("a".repeat(5000) + "!").getBytes(UTF_8), new byte[0], filter);
        var asked = new AtomicInteger();
        assertThatThrownBy(() -> filter.takes(entry, (_, _) -> asked.incrementAndGet() == 100))
                .isInstanceOf(CancelledException.class);
        assertThat(asked).hasValue(100);
    }

    @Test
    void anExpressionTooDeepForARecordIsSaidToBe() {
        Filter filter = Filter.expression("^(a|b)*$", Where.VALUES, true);
        byte[] value = new byte[1 << 16];
        Arrays.fill(value, (byte) 'a');
        var entry = entry(new byte[1], value, filter);
        assertThatThrownBy(() -> filter.takes(entry, Progress.NONE)).isInstanceOf(RefusedException.class)
                .hasMessageContaining("(?:ab)*+");
    }

    @Test
    void twoFiltersLetThroughWhatBothDo() {
        Filter both = text("a", Where.KEYS, true).and(text("b", Where.VALUES, true));
        assertThat(takes(both, "a", "b")).isTrue();
        assertThat(takes(both, "a", "a")).isFalse();
        assertThat(takes(Filter.ALL.and(both), "b", "b")).isFalse();
    }
}
