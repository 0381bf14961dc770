package tdb2.engine.check;

/**
 * One thing that is not as a sound writer leaves it.
 *
 * @param severity how bad it is
 * @param code names the rule, for programs: "leak", "not-found"
 * @param offset of the first byte concerned, -1 the file as a whole
 * @param length bytes concerned, 0 unknown
 * @param message what was expected and what was found, for people
 * @param path who answers for the place: "header", "chain 17", "zone 2, bucket 5"; empty where nobody does
 */
public record Finding(Severity severity, Code code, long offset, long length, String message, String path) {

    /** What a finding means for the records, the worst first. */
    public enum Impact {
        /** Records behind it are found by a scan alone, or lost. */
        LOST("records lost, or found only by a scan"),
        /** Records may have wrong keys or values. */
        SUSPECT("records suspect"),
        /** Records that nothing leads to. */
        UNREACHABLE("records unreachable"),
        /** All records are there; whoever writes to the file may do harm. */
        WRITERS("records intact, but writers may do harm"),
        /** Records are there, and what they say of each other does not agree. */
        VALUES("records disagree with each other"),
        /** Room is lost. */
        ROOM("room lost"),
        /** It is not known. */
        UNKNOWN("not known");

        private final String says;

        Impact(String says) {
            this.says = says;
        }

        /** A few words for people. */
        public String says() {
            return says;
        }
    }

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
        /** Something the walk over index, free lists and header found damaged. */
        DAMAGED(Severity.ERROR, Impact.LOST),
        /** Something in the area or the bundles of transactions that could not be used after a crash. */
        RECOVERY(Severity.ERROR, Impact.WRITERS),
        /** Bytes that two structures claim. */
        USED_TWICE(Severity.ERROR, Impact.SUSPECT),
        /** Bytes at the end that are no block: somebody has added to the file. */
        UNEXPLAINED(Severity.ERROR, Impact.WRITERS),
        /**
         * A record that nothing leads to, whose key leads nowhere: lost, or left by a process killed while it stored or
         * deleted it. A warning only where the few there are can be that.
         */
        UNREACHABLE(Severity.ERROR, Impact.UNREACHABLE),
        /**
         * Bytes that nothing leads to: what a killed writer was at, or what a transaction that was undone had written
         * behind the end of the file.
         */
        LEAK(Severity.WARNING, Impact.ROOM),
        /** A link backwards in a free list that does not name the record before. */
        BACK_LINK(Severity.WARNING, Impact.ROOM),
        /** A record whose key leads elsewhere, or whose key or place is not what it was. */
        NOT_FOUND(Severity.ERROR, Impact.SUSPECT),
        /** A sound record that is found by walking and not by its key: its entry is at fault. */
        NOT_BY_KEY(Severity.WARNING, Impact.UNREACHABLE),
        /** A record whose hash bits or zone are not those of its key and place. */
        RECORD_HEADER(Severity.ERROR, Impact.SUSPECT),
        /** A first byte of padding that is not zero, where the format promises it. */
        PADDING(Severity.WARNING, Impact.SUSPECT),
        /** A record that ends where nothing begins: its value may be cut. */
        LENGTH(Severity.WARNING, Impact.SUSPECT),
        /** A word at the end of a block of TDB1 that does not tell its length. */
        TAILER(Severity.ERROR, Impact.WRITERS),
        /** Features that are used, of TDB2 of 2012 or NTDB, and were never offered. */
        FEATURES(Severity.ERROR, Impact.WRITERS),
        /** A crash left a transaction; the state after its replay or undoing is what was checked. */
        RECOVERY_PENDING(Severity.INFO, Impact.UNKNOWN),
        /** Records that disagree with each other: the index of a directory with its objects. */
        VALUES(Severity.WARNING, Impact.VALUES),
        /** Something could not be checked. */
        UNCHECKED(Severity.WARNING, Impact.UNKNOWN);

        private final Severity severity;
        private final Impact impact;

        Code(Severity severity, Impact impact) {
            this.severity = severity;
            this.impact = impact;
        }

        /** What it means for the records. */
        public Impact impact() {
            return impact;
        }
    }

    static Finding of(Code code, long offset, long length, String message) {
        return of(code, code.severity, offset, length, message);
    }

    static Finding of(Code code, Severity severity, long offset, long length, String message) {
        return new Finding(severity, code, offset, length, message, "");
    }

    Finding at(String whose) {
        return new Finding(severity, code, offset, length, message, whose);
    }

    /** What it means for the records. */
    public Impact impact() {
        return code.impact();
    }
}
