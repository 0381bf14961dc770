package tdb2.engine.decode.basic;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import tdb2.engine.decode.Decoded;
import tdb2.engine.decode.Decoded.Text;
import tdb2.engine.decode.Decoder;
import tdb2.engine.decode.Extent;
import tdb2.engine.decode.Fit;
import tdb2.engine.decode.Parse;
import tdb2.engine.decode.Subject;

/**
 * The value's first bytes as a point in time, in every form that is long enough: Unix, NTTIME, timeval. Has no state:
 * safe for several threads.
 */
public final class TimesDecoder implements Decoder {

    private static final long MICRO = 1000;

    @Override
    public String name() {
        return "times";
    }

    @Override
    public String title() {
        return "Times (Unix, NTTIME, timeval)";
    }

    @Override
    public Fit fit(Subject subject) {
        return Fit.NONE;
    }

    @Override
    public Decoded decode(Subject subject) {
        return Parse.of(subject, in -> {
            in.need(Integer.BYTES);
            for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
                readings(in, ByteBuffer.wrap(subject.value()).order(order),
                        order == ByteOrder.LITTLE_ENDIAN ? " little-endian" : " big-endian");
            }
            in.skip(in.left());
            return Times.unix(Integer.toUnsignedLong(
                    ByteBuffer.wrap(subject.value()).order(ByteOrder.LITTLE_ENDIAN).getInt()));
        });
    }

    private static void readings(Parse in, ByteBuffer value, String order) {
        int length = value.limit();
        long first = Integer.toUnsignedLong(value.getInt(0));
        note(in, "Unix 32 bits" + order, Times.unix(first), "seconds since 1970", 4);
        if (length >= 8) {
            note(in, "Unix 64 bits" + order, Times.unix(value.getLong(0)), "seconds since 1970", 8);
            note(in, "NTTIME" + order, Times.nt(value.getLong(0)), "100 ns since 1601", 8);
            note(in, "timeval 32 bits" + order,
                    Times.unix(first, Integer.toUnsignedLong(value.getInt(4)) * MICRO), "seconds, microseconds", 8);
        }
        if (length >= 16) {
            long micros = value.getLong(8);
            note(in, "timeval 64 bits" + order,
                    micros < 0 || micros > 999_999
                            ? Times.unix(value.getLong(0), -1)
                            : Times.unix(value.getLong(0), micros * MICRO),
                    "seconds, microseconds", 16);
        }
    }

    private static void note(Parse in, String name, String text, String means, int length) {
        in.note(name, new Text(text), means, Optional.of(new Extent(0, length)));
    }
}
