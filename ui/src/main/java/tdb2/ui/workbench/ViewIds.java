package tdb2.ui.workbench;

/** The ids of the views that the workbench itself leads to; each is registered with one of these, or not at all. */
public final class ViewIds {

    public static final String RECORDS = "records";
    public static final String SUMMARY = "summary";
    public static final String HEX = "hex";
    public static final String INSPECTOR = "inspector";
    public static final String DEPTHS = "depths";
    public static final String SPACE = "space";
    public static final String LAYOUT = "layout";
    public static final String RECOVERY = "recovery";
    public static final String TRANSACTIONS = "transactions";
    public static final String LOCKS = "locks";
    public static final String FAULTS = "faults";
    public static final String REPAIR = "repair";

    /** The tree of files, the jobs and the messages: views of the window, not of a file. */
    static final String FILES = "files";
    static final String JOBS = "jobs";
    static final String LOG = "log";

    public static final String SEARCH = "search";
    public static final String EDITS = "edits";
    public static final String COMPARE = "compare";
    public static final String BOOKMARKS = "bookmarks";

    private ViewIds() {}
}
