package tdb2.ui.workbench;

import java.util.Optional;
import java.util.function.IntSupplier;

import tdb2.engine.View;
import tdb2.ui.edit.EditHistory;

/**
 * What the user changes in one file: edits that are staged, and the pieces of work that write to the file, one at a time.
 * Event thread only.
 */
public final class Editing {

    private final Document document;
    private final EditHistory history = new EditHistory();
    private final Saving saving = new Saving(this);
    private final Repacking repacking = new Repacking(this);
    private final Transacting transacting = new Transacting(this);
    private final Recovering recovering = new Recovering(this);
    private final OwnLocks locks = new OwnLocks();
    private Optional<WriteHandle> writing = Optional.empty();
    private long bytesWritten;
    private IntSupplier stagedBytes = () -> 0;

    Editing(Document document) {
        this.document = document;
    }

    Document document() {
        return document;
    }

    /** The edits that are not saved. */
    public EditHistory history() {
        return history;
    }

    /** Writes them into the file. */
    public Saving saving() {
        return saving;
    }

    /** Lays the file out anew. */
    public Repacking repacking() {
        return repacking;
    }

    /** Runs a transaction by hand. */
    public Transacting transacting() {
        return transacting;
    }

    /** Replays what a crash left. */
    public Recovering recovering() {
        return recovering;
    }

    /** Tells of the locks that all of this takes. */
    public OwnLocks locks() {
        return locks;
    }

    /** Why the file cannot be edited, in a sentence; empty when it can. */
    public Optional<String> refusal() {
        View view = document.view();
        if (document.collected().isPresent()) {
            return Optional.of(Jobs.TEXTS.get("edit.refused.archive"));
        }
        String lookup = view.refusesLookup();
        return lookup.isEmpty()
                ? Optional.empty()
                : Optional.of(Jobs.TEXTS.get("edit.refused.lookup", lookup));
    }

    /** What is open for writing at this moment. */
    Optional<WriteHandle> writing() {
        return writing;
    }

    /** Begins a piece of work that writes; empty while there is another, or when the file must not be written to. */
    Optional<WriteHandle> begin() {
        EventThread.require();
        if (writing.isPresent() || document.isClosed() || refusal().isPresent()) {
            return Optional.empty();
        }
        writing = Optional.of(new WriteHandle(document.path(), document.view(), locks));
        return writing;
    }

    /** The piece of work is over, and has written so many bytes. */
    void end(long bytes) {
        EventThread.require();
        writing = Optional.empty();
        bytesWritten += bytes;
    }

    /** Bytes of keys and values written since the file was opened. */
    long bytesWritten() {
        return bytesWritten;
    }

    /** Takes who knows how many bytes were typed over the file and are not written: no edits of records, and not saved like these. */
    public void bytesStagedIn(IntSupplier view) {
        stagedBytes = view;
    }

    /** How many bytes were typed over the file and are not written. */
    int stagedBytes() {
        return stagedBytes.getAsInt();
    }

    /** Whether edits of records, or a transaction, are lost when the file is closed now. */
    public boolean isUnsaved() {
        return !history.now().isEmpty() || transacting.isOpen();
    }
}
