package tdb2.ui.edit;

import tdb2.engine.Edit;

/** What an edit does to its record. */
public enum Change {
    ADDED, CHANGED, DELETED;

    /** What an edit does. */
    public static Change of(Edit edit) {
        return edit.value().isEmpty() ? DELETED : edit.expected().isEmpty() ? ADDED : CHANGED;
    }
}
