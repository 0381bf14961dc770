package tdb2.ui.workbench;

/** For whom the views are arranged: a named arrangement of the same views over the same files. */
public enum Perspective {
    /** What is in this file, where, and how healthy is it? */
    INSPECT,
    /** How does it work? */
    LEARN,
    /** What is broken, what is lost, what can be saved? */
    REPAIR,
    /** Who holds what, and who waits for whom? */
    LOCKS;

    /** Its name for people. */
    public String title() {
        return Jobs.TEXTS.get("action.perspective." + name() + ".name");
    }
}
