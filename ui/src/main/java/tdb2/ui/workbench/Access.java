package tdb2.ui.workbench;

import java.util.ArrayList;
import java.util.List;

import tdb2.ui.theme.Formats;

/**
 * What we may do and are doing to a file at this moment.
 *
 * @param mode how it is open
 * @param locks the locks we hold on it, each in words; empty when we hold none
 * @param bytesWritten how much we have written since it was opened
 */
record Access(Mode mode, List<String> locks, long bytesWritten) {

    private static final int SHOWN = 4;

    /** How a file is open. */
    enum Mode {
        /** Not a byte is changed. */
        READ_ONLY,
        /** Changes are collected in memory; the file is as it was. */
        STAGED,
        /** A transaction is under way; others wait with their writes. */
        TRANSACTION;

        /** What the badge says. */
        String badge() {
            return Jobs.TEXTS.get("mode." + name());
        }

        /** What it means. */
        String means() {
            return Jobs.TEXTS.get("mode." + name() + ".means");
        }
    }

    Access {
        locks = List.copyOf(locks);
    }

    /** What we do to a document now. */
    static Access of(Document document, Jobs jobs) {
        Editing editing = document.editing();
        if (editing.writing().isPresent()) {
            WriteHandle handle = editing.writing().get();
            return new Access(handle.inTransaction() ? Mode.TRANSACTION : Mode.STAGED, words(handle),
                    editing.bytesWritten());
        }
        Mode mode = editing.isUnsaved() ? Mode.STAGED : Mode.READ_ONLY;
        boolean reading = jobs.active().stream().anyMatch(job -> job.owner().equals(document.name())
                && job.state() == JobHandle.State.RUNNING);
        boolean lockable = document.view().assembly().locks().partition(0).isPresent();
        return new Access(mode,
                reading ? List.of(Jobs.TEXTS.get(lockable ? "access.short" : "access.none")) : List.of(),
                editing.bytesWritten());
    }

    /** What the handle that writes holds and waits for. */
    private static List<String> words(WriteHandle handle) {
        List<String> words = new ArrayList<>();
        words.add(Jobs.TEXTS.get("access.writing"));
        handle.awaited().ifPresent(lock -> words.add(Jobs.TEXTS.get("access.waits", lock.describe())));
        handle.held().stream().map(lock -> lock.meaning().describe()).distinct().limit(SHOWN)
                .forEach(lock -> words.add(Jobs.TEXTS.get("access.holds", lock)));
        return words;
    }

    /** It in one line. */
    String summary() {
        String held = locks.isEmpty() ? Jobs.TEXTS.get("access.idle") : String.join(", ", locks);
        String written = bytesWritten == 0
                ? Jobs.TEXTS.get("access.unwritten")
                : Jobs.TEXTS.get("access.written", Formats.size(bytesWritten));
        return held + "; " + written;
    }
}
