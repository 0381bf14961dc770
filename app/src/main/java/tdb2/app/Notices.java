package tdb2.app;

import java.io.PrintWriter;
import java.util.List;
import tdb2.engine.Tdb;
import tdb2.engine.View;
import tdb2.engine.dump.Outcome;
import tdb2.engine.error.Fault;

/** What a command says on standard error beside its answer: in what state the file was, and what could not be read. */
final class Notices {

    private static final int FAULTS_SHOWN = 200;

    private final PrintWriter err;
    private final Tdb tdb;

    Notices(PrintWriter err, Tdb tdb) {
        this.err = err;
        this.tdb = tdb;
    }

    /** Says what a reader of any answer must know: a pending recovery, a hash function nobody knows. */
    void state() {
        View view = tdb.view();
        if (view.previewed()) {
            say("a crash left a transaction unfinished; shown is the state after a replay; the file is unchanged");
        }
        if (!view.refusesLookup().isEmpty()) {
            say("read by walking only: " + view.refusesLookup());
        }
    }

    /** Says how reading went and answers the exit status for it. */
    int outcome(Outcome outcome) {
        return outcome(outcome.faults(), outcome.inFlux());
    }

    /** Says how reading went and answers the exit status for it. */
    int outcome(List<Fault> faults, boolean inFlux) {
        if (inFlux) {
            say("in flux: another program could have been changing the file while it was read");
        }
        faults.stream().limit(FAULTS_SHOWN).forEach(fault -> err.println("tdb2: " + fault.message()));
        if (faults.size() > FAULTS_SHOWN) {
            say("… and %d more like these; info --json lists them".formatted(faults.size() - FAULTS_SHOWN));
        }
        if (faults.isEmpty()) {
            return ExitCode.OK;
        }
        say("only part of the file could be read");
        return ExitCode.PROBLEMS;
    }

    void say(String text) {
        err.println("tdb2: " + tdb.name() + ": " + text);
    }
}
