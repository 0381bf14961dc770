package tdb2.ui.workbench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What happened, for the messages at the bottom of the window: bounded, the latest last. Event thread only. */
public final class EventLog {

    private static final int KEPT = 1000;

    /**
     * Something that happened.
     *
     * @param when at what time
     * @param who which part of the browser
     * @param file on which file; may be empty
     * @param what in words
     * @param technical the technical text; may be empty
     */
    public record Entry(Instant when, String who, String file, String what, String technical) {}

    private final List<Entry> entries = new ArrayList<>();
    private final List<Runnable> listeners = new ArrayList<>();

    /** Writes down what the window did. */
    public void add(String file, String what, String technical) {
        add(Jobs.TEXTS.get("log.who.window"), file, what, technical);
    }

    /** Writes something down. */
    public void add(String who, String file, String what, String technical) {
        EventThread.require();
        entries.add(new Entry(Instant.now(), who, file, what, technical));
        if (entries.size() > KEPT) {
            entries.removeFirst();
        }
        List.copyOf(listeners).forEach(Runnable::run);
    }

    /** All that is kept, the oldest first. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Tells of each new entry. */
    public void addListener(Runnable listener) {
        listeners.add(listener);
    }
}
