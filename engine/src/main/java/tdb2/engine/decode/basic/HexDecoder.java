package tdb2.engine.decode.basic;

import tdb2.engine.decode.Decoded;
import tdb2.engine.decode.Decoder;
import tdb2.engine.decode.Fit;
import tdb2.engine.decode.Parse;
import tdb2.engine.decode.Subject;

/** Bytes as hex digits: what is left when nothing else fits. Has no state: safe for several threads. */
public final class HexDecoder implements Decoder {

    /** Its name: the last resort. */
    public static final String NAME = "hex";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "Hex";
    }

    @Override
    public Fit fit(Subject subject) {
        return Fit.SHAPE;
    }

    @Override
    public Decoded decode(Subject subject) {
        return new Decoded.Text(Parse.hex(subject.value()));
    }
}
