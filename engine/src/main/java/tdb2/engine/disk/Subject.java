package tdb2.engine.disk;

import java.util.List;

/**
 * A program to be put on a simulated disk: what it does, and how it opens and reads what a power cut left. Used by one
 * thread at a time.
 */
public interface Subject {

    /** Its name, for people. */
    String name();

    /** The file it begins with, durable. Always the same. */
    byte[] start();

    /**
     * What it does. The same steps each time: it takes time and chance from nowhere.
     *
     * @param journal told what may be in the file, and what was acknowledged
     */
    void run(SimulatedDisk disk, Journal journal);

    /** Opens the file for writing after a power cut, recovers it and closes it. */
    void reopen(SimulatedDisk disk);

    /** Another process, which had the file open, notices that the one before died in the midst of {@link #run}. */
    void takeOver(SimulatedDisk disk);

    /** Reads the whole content; throws when anything in the file is damaged. */
    String content(SimulatedDisk disk);

    /** Commits one more change to a file that has this content. */
    void goOn(SimulatedDisk disk, Journal journal);

    /** Ranges that hardware may lose when the power goes while it writes there. */
    default List<Unsynced.Range> fragile() {
        return List.of();
    }
}
