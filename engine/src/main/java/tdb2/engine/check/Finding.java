package tdb2.engine.check;

/**
 * One thing that is not as a sound writer leaves it.
 *
 * @param severity how bad it is
 * @param code names the rule, for programs: "leak", "not-found"
 * @param offset of the first byte concerned, -1 the file as a whole
 * @param length bytes concerned, 0 unknown
 * @param message what was expected and what was found, for people
 */
public record Finding(Severity severity, Code code, long offset, long length, String message) {

    /** How bad it is. */
    public enum Severity {
        /** Good to know; nothing is to be done. */
        INFO,
        /** Room is lost, or a record is found by walking alone; repack or repair puts it right. */
        WARNING,
        /** A structure contradicts itself or another: records may be lost or damaged. */
        ERROR
    }

    /** The rules. */
    public enum Code {
        /** Something the walk over index, free lists, header and recovery found damaged. */
        DAMAGED(Severity.ERROR),
        /** Bytes that two structures claim. */
        USED_TWICE(Severity.ERROR),
        /** Bytes at the end that are no block: somebody has added to the file. */
        UNEXPLAINED(Severity.ERROR),
        /**
         * A record that nothing leads to, whose key leads nowhere: lost, or left by a process killed while it stored or
         * deleted it. A warning only where the few there are can be that.
         */
        UNREACHABLE(Severity.ERROR),
        /**
         * Bytes that nothing leads to: what a killed writer was at, or what a transaction that was undone had written
         * behind the end of the file.
         */
        LEAK(Severity.WARNING),
        /** A link backwards in a free list that does not name the record before. */
        BACK_LINK(Severity.WARNING),
        /** A record whose key leads elsewhere, or whose key or place is not what it was. */
        NOT_FOUND(Severity.ERROR),
        /** A sound record that is found by walking and not by its key: its entry is at fault. */
        NOT_BY_KEY(Severity.WARNING),
        /** A record whose hash bits or zone are not those of its key and place. */
        RECORD_HEADER(Severity.ERROR),
        /** A first byte of padding that is not zero, where the format promises it. */
        PADDING(Severity.WARNING),
        /** A word at the end of a block of TDB1 that does not tell its length. */
        TAILER(Severity.ERROR),
        /** A crash left a transaction; the state after its replay or undoing is what was checked. */
        RECOVERY_PENDING(Severity.INFO),
        /** Something could not be checked. */
        UNCHECKED(Severity.WARNING);

        private final Severity severity;

        Code(Severity severity) {
            this.severity = severity;
        }
    }

    static Finding of(Code code, long offset, long length, String message) {
        return of(code, code.severity, offset, length, message);
    }

    static Finding of(Code code, Severity severity, long offset, long length, String message) {
        return new Finding(severity, code, offset, length, message);
    }
}
