package tdb2.ui.workbench;

import java.nio.file.Path;
import java.util.Optional;

import tdb2.engine.error.TdbException;

/** A file the user asked for: being opened, open, or refused. Event thread only. */
public final class OpenFile {

    /** How far it is. */
    public sealed interface State {

        /** On its way. */
        record Opening() implements State {}

        /** Open. */
        record Ready(Document document) implements State {}

        /** Could not be opened. */
        record Refused(TdbException why) implements State {}
    }

    private final Path path;
    private State state = new State.Opening();

    OpenFile(Path path) {
        this.path = path;
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** Its name without directories. */
    public String name() {
        return path.getFileName() == null ? path.toString() : path.getFileName().toString();
    }

    /** How far it is. */
    public State state() {
        return state;
    }

    /** The document, once it is open. */
    public Optional<Document> document() {
        return state instanceof State.Ready(Document document) ? Optional.of(document) : Optional.empty();
    }

    void become(State next) {
        state = next;
    }
}
