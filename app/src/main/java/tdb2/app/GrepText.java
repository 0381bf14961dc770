package tdb2.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import tdb2.engine.dump.CText;
import tdb2.engine.error.Fault;
import tdb2.engine.search.Hit;
import tdb2.engine.search.Listener;

/** Prints what a search finds, a line for each hit or for each file. */
final class GrepText implements Listener {

    private final Output out;
    private final PrintWriter err;
    private final boolean filesOnly;
    private final long max;
    private Path last = Path.of("");
    private long lines;

    /**
     * @param filesOnly whether the names of files are enough
     * @param max lines printed; the rest is counted
     */
    GrepText(Streams streams, boolean filesOnly, long max) {
        this.out = streams.out();
        this.err = streams.err();
        this.filesOnly = filesOnly;
        this.max = max;
    }

    /** Lines that were not printed. */
    long more() {
        return Math.max(0, lines - max);
    }

    @Override
    public void hit(Hit hit) throws IOException {
        boolean again = hit.file().equals(last);
        last = hit.file();
        if (filesOnly && again) {
            return;
        }
        lines++;
        if (lines <= max) {
            out.println(filesOnly ? hit.file().toString() : line(hit));
        }
    }

    private static String line(Hit hit) {
        String key = CText.of(hit.key()) + (hit.record().keyLength() > hit.key().length ? "…" : "");
        String state = hit.state() == Hit.State.LIVE ? "" : " (" + GrepCommand.word(hit.state()) + ")";
        return "%s: %s%s: %s+%d: %s".formatted(hit.file(), key, state, GrepCommand.where(hit), hit.match().at(),
                (hit.excerptAt() > 0 ? "…" : "") + CText.of(hit.excerpt()) + (hit.goesOn() ? "…" : ""));
    }

    @Override
    public void fault(Fault fault) {
        err.println("tdb2: " + fault.message());
    }
}
