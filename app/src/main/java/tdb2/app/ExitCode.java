package tdb2.app;

/** The exit statuses of {@code tdb2}; scripts rely on them. */
public final class ExitCode {
    /** Done, nothing wrong. */
    public static final int OK = 0;
    /** Done, but there are problems: findings, a key that is not there, a file that is readable only in part. */
    public static final int PROBLEMS = 1;
    /** The command line is wrong. */
    public static final int USAGE = 2;
    /** The file cannot be read as any known dialect, or input or output failed. */
    public static final int UNREADABLE = 3;
    /** A lock was not granted in time. */
    public static final int LOCKED = 4;
    /** Refused, because it would lose data. */
    public static final int REFUSED = 5;

    private ExitCode() {}
}
