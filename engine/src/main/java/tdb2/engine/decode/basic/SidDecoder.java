package tdb2.engine.decode.basic;

import tdb2.engine.decode.Decoded;
import tdb2.engine.decode.Decoder;
import tdb2.engine.decode.Fit;
import tdb2.engine.decode.Parse;
import tdb2.engine.decode.Subject;

/** A Windows security identifier. Has no state: safe for several threads. */
public final class SidDecoder implements Decoder {

    @Override
    public String name() {
        return "sid";
    }

    @Override
    public String title() {
        return "Security identifier (SID)";
    }

    @Override
    public Fit fit(Subject subject) {
        byte[] value = subject.value();
        return Sids.begins(value) && value[1] > 0 && Sids.length(value) == subject.valueLength()
                ? Fit.SHAPE
                : Fit.NONE;
    }

    @Override
    public Decoded decode(Subject subject) {
        return Parse.of(subject, in -> sid(in, "SID", ""));
    }

    /** Reads an identifier as a field; answers it as text. */
    public static String sid(Parse in, String name, String means) {
        int subs = in.peek(1);
        if (in.peek(0) != 1 || subs < 0 || subs > Sids.MOST) {
            throw in.unfit("a SID: revision 1, at most 15 sub-authorities",
                    in.left() < 2 ? in.left() + " bytes" : "revision " + in.peek(0) + ", " + subs + " sub-authorities");
        }
        return Sids.text(in.bytes(name, Sids.HEADER + Integer.BYTES * subs, Sids::text, means));
    }
}
