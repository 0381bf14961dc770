package tdb2.ui.decode;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tdb2.engine.Entry;
import tdb2.engine.Value;
import tdb2.engine.decode.Extent;
import tdb2.engine.decode.Rendering;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.RecordHeader.Role;
import tdb2.engine.inspect.Position;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.ByteText;
import tdb2.ui.widgets.HexDump;

/**
 * Keys and values as texts; what is secret is masked. Event thread only.
 *
 * @param decodings says what is secret
 */
public record ValueText(Decodings decodings) {
    private static final Texts TEXTS = Texts.of(ValueText.class);
    private static final int LINE = 120;
    private static final int PAGE = 1 << 16;

    /** A key in one line. */
    public static String key(byte[] key) {
        return ByteText.escaped(key, 0, Math.min(LINE, key.length)) + (key.length > LINE ? "\u2026" : "");
    }

    /** The beginning of a value in one line, or that there is none. */
    public String line(byte[] key, Optional<byte[]> value) {
        return value.map(bytes -> {
            if (!hidden(key, bytes).isEmpty()) {
                return decodings.line(key, bytes, bytes.length);
            }
            byte[] first = Arrays.copyOf(bytes, Math.min(LINE, bytes.length));
            return ByteText.readable(first) + (bytes.length > LINE ? "\u2026" : "");
        }).orElse(TEXTS.get("value.none"));
    }

    /** The first 64 KiB of a value, to be read; or that there is none. */
    public String page(byte[] key, Optional<byte[]> value) {
        return value.map(bytes -> {
            List<Extent> secrets = hidden(key, bytes);
            byte[] page = Arrays.copyOf(bytes, Math.min(PAGE, bytes.length));
            boolean text = ByteText.mostlyText(page);
            for (int i = 0; text && i < page.length; i++) {
                page[i] = isIn(secrets, i) ? (byte) '*' : page[i];
            }
            String shown = text ? ByteText.lines(page) : HexDump.of(page, 0, i -> isIn(secrets, i));
            return bytes.length > PAGE ? shown + "\n" + TEXTS.get("value.more", Formats.size(bytes.length)) : shown;
        }).orElse(TEXTS.get("value.none"));
    }

    private List<Extent> hidden(byte[] key, byte[] value) {
        var header = new RecordHeader(0, 0, Role.DATA, key.length, value.length, 0, 0, 0);
        var tree = decodings.decode(new Entry(header, 0, Position.START, key, Value.of(value))).tree();
        return tree.hasSecret() ? Rendering.secrets(tree) : List.of();
    }

    private static boolean isIn(List<Extent> extents, long index) {
        return extents.stream().anyMatch(extent -> extent.offset() <= index && index < extent.end());
    }
}
