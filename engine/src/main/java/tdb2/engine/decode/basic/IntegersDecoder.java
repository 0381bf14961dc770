package tdb2.engine.decode.basic;

import java.util.Optional;
import tdb2.engine.decode.Decoded;
import tdb2.engine.decode.Decoded.Text;
import tdb2.engine.decode.Decoder;
import tdb2.engine.decode.Extent;
import tdb2.engine.decode.Fit;
import tdb2.engine.decode.Parse;
import tdb2.engine.decode.Subject;

/**
 * Whole numbers of 1, 2, 4 and 8 bytes in both byte orders: a value of such a length as one number, a longer one as a
 * row of them too. Has no state: safe for several threads.
 */
public final class IntegersDecoder implements Decoder {

    private static final int[] WIDTHS = { 1, 2, 4, 8 };
    private static final int ROW = 256;

    @Override
    public String name() {
        return "integers";
    }

    @Override
    public String title() {
        return "Integers, both byte orders";
    }

    @Override
    public Fit fit(Subject subject) {
        long length = subject.valueLength();
        return length == 2 || length == Integer.BYTES || length == Long.BYTES ? Fit.SHAPE : Fit.NONE;
    }

    @Override
    public Decoded decode(Subject subject) {
        return Parse.of(subject, in -> {
            byte[] value = subject.value();
            for (int width : WIDTHS) {
                if (width <= value.length) {
                    field(in, value, 0, width, true);
                    if (width > 1) {
                        field(in, value, 0, width, false);
                    }
                }
            }
            boolean one = value.length <= Long.BYTES && Integer.bitCount(value.length) == 1;
            if (value.length > Long.BYTES) {
                for (int i = 0; i + Integer.BYTES <= value.length && i < ROW * Integer.BYTES; i += Integer.BYTES) {
                    field(in, value, i, Integer.BYTES, true);
                }
            }
            in.skip(in.left());
            return one ? summary(value) : value.length + " bytes";
        });
    }

    private static String summary(byte[] value) {
        String little = Long.toUnsignedString(number(value, 0, value.length, true));
        String big = Long.toUnsignedString(number(value, 0, value.length, false));
        return little.equals(big) ? little : little + " (big-endian: " + big + ")";
    }

    private static void field(Parse in, byte[] value, int from, int width, boolean little) {
        long number = number(value, from, width, little);
        int unused = Long.SIZE - Byte.SIZE * width;
        long signed = (number << unused) >> unused;
        String name = width == 1 ? "8 bits" : 8 * width + " bits " + (little ? "little-endian" : "big-endian");
        in.note(from == 0 ? name : name + " at " + from, new Text(Long.toUnsignedString(number)),
                "0x" + Long.toHexString(number) + (signed < 0 ? ", signed " + signed : ""),
                Optional.of(new Extent(from, width)));
    }

    private static long number(byte[] value, int from, int width, boolean little) {
        long number = 0;
        for (int i = 0; i < width; i++) {
            number = number << 8 | Byte.toUnsignedLong(value[little ? from + width - 1 - i : from + i]);
        }
        return number;
    }
}
