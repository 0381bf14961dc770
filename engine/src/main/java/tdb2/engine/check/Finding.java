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
        /** What a writer killed in the middle may leave; nothing is to be done. */
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
        /** Bytes of a zone that nothing leads to. */
        LEAK(Severity.WARNING),
        /** A link backwards in a free list that does not name the record before. */
        BACK_LINK(Severity.WARNING),
        /** A record whose key leads elsewhere or nowhere. */
        NOT_FOUND(Severity.ERROR),
        /** A record whose hash bits or zone are not those of its key and place. */
        RECORD_HEADER(Severity.ERROR),
        /** A first byte of padding that is not zero, where the variant promises it. */
        PADDING(Severity.WARNING);

        private final Severity severity;

        Code(Severity severity) {
            this.severity = severity;
        }
    }

    static Finding of(Code code, long offset, long length, String message) {
        return new Finding(code.severity, code, offset, length, message);
    }
}
