package tdb2.engine.disk;

import java.util.ArrayList;
import java.util.List;

/**
 * What a program on a simulated disk promised: the contents its file may have after a power cut. They are known in the
 * order in which they came to be; what was acknowledged as durable rules out all before it. Not safe for several
 * threads.
 */
public final class Journal {

    private final List<String> states = new ArrayList<>();
    private int durable;
    private boolean plain;

    /** Begins with what may be there. */
    public Journal(List<String> possible) {
        states.addAll(possible);
    }

    /**
     * From now on the content may be this one too.
     *
     * @return its number, for {@link #acknowledged(int)}
     */
    public int attempting(String content) {
        states.add(content);
        return states.size() - 1;
    }

    /** The content of that number is durable. */
    public void acknowledged(int number) {
        durable = Math.max(durable, number);
    }

    /** The content attempted last is durable. */
    public void acknowledged() {
        acknowledged(states.size() - 1);
    }

    /**
     * Whether plain stores are not synced: a power cut may leave any part of them, and then nothing but that the file
     * can be opened is promised.
     */
    public void plain(boolean unsynced) {
        plain = unsynced;
    }

    boolean plain() {
        return plain;
    }

    /** What may be there after a power cut now. */
    List<String> allowed() {
        return List.copyOf(states.subList(durable, states.size()));
    }
}
