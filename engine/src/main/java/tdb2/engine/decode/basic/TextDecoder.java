package tdb2.engine.decode.basic;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tdb2.engine.decode.Decoded;
import tdb2.engine.decode.Decoder;
import tdb2.engine.decode.Fit;
import tdb2.engine.decode.Subject;
import tdb2.engine.dump.CText;

/** UTF-8 text; a NUL at its end is left out. Has no state: safe for several threads. */
public final class TextDecoder implements Decoder {

    @Override
    public String name() {
        return "text";
    }

    @Override
    public String title() {
        return "Text (UTF-8)";
    }

    @Override
    public Fit fit(Subject subject) {
        return CText.plain(body(subject.value())).isPresent() ? Fit.SHAPE : Fit.NONE;
    }

    @Override
    public Decoded decode(Subject subject) {
        byte[] body = body(subject.value());
        return new Decoded.Text(new String(body, StandardCharsets.UTF_8));
    }

    private static byte[] body(byte[] value) {
        boolean ended = value.length > 1 && value[value.length - 1] == 0;
        return ended ? Arrays.copyOf(value, value.length - 1) : value;
    }
}
