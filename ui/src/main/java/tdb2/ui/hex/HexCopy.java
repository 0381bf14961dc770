package tdb2.ui.hex;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.function.LongFunction;
import tdb2.ui.widgets.ByteText;
import tdb2.ui.widgets.HexDump;

/** Forms in which selected bytes are copied. */
enum HexCopy {
    HEX, TEXT, DUMP;

    /** The bytes of a range when all of them are at hand. */
    static Optional<byte[]> collect(long from, long to, LongFunction<Optional<HexBlock>> blocks) {
        var bytes = new ByteArrayOutputStream();
        for (long at = from; at < to;) {
            var block = blocks.apply(at / HexBlock.SIZE);
            if (block.isEmpty() || !block.get().holds(at)) {
                return Optional.empty();
            }
            int start = (int) (at - block.get().offset());
            int count = (int) Math.min(to - at, block.get().bytes().length - start);
            bytes.write(block.get().bytes(), start, count);
            at += count;
        }
        return Optional.of(bytes.toByteArray());
    }

    /** The bytes in this form. */
    String text(byte[] bytes, long offset) {
        return switch (this) {
            case HEX -> ByteText.plainHex(bytes);
            case TEXT -> ByteText.escaped(bytes);
            case DUMP -> HexDump.of(bytes, offset);
        };
    }
}
