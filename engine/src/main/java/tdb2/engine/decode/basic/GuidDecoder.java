package tdb2.engine.decode.basic;

import tdb2.engine.decode.Decoded;
import tdb2.engine.decode.Decoder;
import tdb2.engine.decode.Fit;
import tdb2.engine.decode.Parse;
import tdb2.engine.decode.Subject;

/** A globally unique identifier. Has no state: safe for several threads. */
public final class GuidDecoder implements Decoder {

    @Override
    public String name() {
        return "guid";
    }

    @Override
    public String title() {
        return "GUID";
    }

    @Override
    public Fit fit(Subject subject) {
        return Fit.NONE;
    }

    @Override
    public Decoded decode(Subject subject) {
        return Parse.of(subject, in -> guid(in, "GUID", ""));
    }

    /** Reads an identifier as a field; answers it as text. */
    public static String guid(Parse in, String name, String means) {
        return Guids.text(in.bytes(name, Guids.LENGTH, Guids::text, means));
    }
}
