package tdb2.ui.workbench;

import java.util.Optional;

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
 */
record NavigatorItem(String id, OpenFile file, String label, String note, Icon icon, Optional<String> view,
        Optional<Selection> selection) {

    /** The id of a file's own node. */
    static final String FILE = "file";

    @Override
    public String toString() {
        return note.isEmpty() ? label : label + " " + note;
    }
}
