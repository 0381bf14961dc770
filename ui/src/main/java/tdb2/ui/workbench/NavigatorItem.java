package tdb2.ui.workbench;

import java.util.Optional;
import java.util.function.IntFunction;

import javax.swing.Icon;

/**
 * A node of the tree of files.
 *
 * @param id what it is, among its brothers
 * @param file the file it belongs to
 * @param label what it says
 * @param note said more quietly behind it; may be empty
 * @param icon before it
 * @param view id of the view that shows it
 * @param selection what choosing it selects
 * @param parts what is below it, made when it is seen
 */
record NavigatorItem(String id, OpenFile file, String label, String note, Icon icon, Optional<String> view,
        Optional<Selection> selection, Parts parts) {

    /** The id of a file's own node. */
    static final String FILE = "file";
    /** The id of a node that stands for all that are not shown. */
    static final String MORE = "more";

    /**
     * What is below a node.
     *
     * @param count how many there are
     * @param part makes the one of a number from 0
     */
    record Parts(int count, IntFunction<NavigatorItem> part) {

        /** Nothing. */
        static final Parts NONE = new Parts(0, _ -> {
            throw new IndexOutOfBoundsException();
        });
    }

    /** The same with something below it. */
    NavigatorItem with(int count, IntFunction<NavigatorItem> part) {
        return new NavigatorItem(id, file, label, note, icon, view, selection, new Parts(count, part));
    }

    @Override
    public String toString() {
        return note.isEmpty() ? label : label + " " + note;
    }
}
