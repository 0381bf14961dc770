package tdb2.app;

import java.io.IOException;
import java.io.OutputStream;

/** What a command found, to be told to people or to programs. */
interface Report {

    /** For people. */
    void text(Output out) throws IOException;

    /** One JSON document; its names are stable. */
    void json(OutputStream out) throws IOException;

    /** The one or the other. */
    default void print(boolean json, Output out) throws IOException {
        if (json) {
            json(out);
        } else {
            text(out);
        }
    }
}
