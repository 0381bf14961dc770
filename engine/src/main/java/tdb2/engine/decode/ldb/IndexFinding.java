package tdb2.engine.decode.ldb;

import tdb2.engine.error.Fault;

/**
 * A place where the records of a directory and its index disagree.
 *
 * @param kind what is wrong
 * @param fault where, what was expected, what was found, what to do
 */
public record IndexFinding(Kind kind, Fault fault) {

    /** What can be wrong. */
    public enum Kind {
        /** The index lists an object that is not there. */
        ORPHAN,
        /** The index lists an object under a value that the object does not have. */
        STALE,
        /** An object has a value whose index does not list it: a search does not find it. */
        MISSING,
        /** A record of the directory cannot be read. */
        UNREADABLE
    }
}
