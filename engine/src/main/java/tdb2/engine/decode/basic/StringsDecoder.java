package tdb2.engine.decode.basic;

import tdb2.engine.decode.Decoded;
import tdb2.engine.decode.Decoder;
import tdb2.engine.decode.Fit;
import tdb2.engine.decode.Parse;
import tdb2.engine.decode.Subject;
import tdb2.engine.dump.CText;

/** Several texts in a row, each ended by a NUL. Has no state: safe for several threads. */
public final class StringsDecoder implements Decoder {

    private static final int SUMMARY = 3;

    @Override
    public String name() {
        return "strings";
    }

    @Override
    public String title() {
        return "Texts ended by NUL";
    }

    @Override
    public Fit fit(Subject subject) {
        byte[] value = subject.value();
        if (value.length < 2 || value[value.length - 1] != 0) {
            return Fit.NONE;
        }
        byte[] marked = value.clone();
        for (int i = 0; i < marked.length; i++) {
            if (marked[i] == 0) {
                marked[i] = '\n';
                if (i > 0 && value[i - 1] == 0) {
                    return Fit.NONE;
                }
            }
        }
        return CText.plain(marked).isPresent() ? Fit.SHAPE : Fit.NONE;
    }

    @Override
    public Decoded decode(Subject subject) {
        return Parse.of(subject, in -> {
            StringBuilder summary = new StringBuilder();
            int number = 0;
            while (in.left() > 0) {
                String text = in.cstring(Integer.toString(++number), "");
                if (number <= SUMMARY) {
                    summary.append(number == 1 ? "" : " \u00b7 ").append(text);
                }
            }
            return number > SUMMARY ? summary + " \u00b7 " + (number - SUMMARY) + " more" : summary.toString();
        });
    }
}
