package tdb2.engine.storage;

import tdb2.engine.error.DamagedException;
import tdb2.engine.error.Fault;

/** The check every storage makes before it touches a byte. */
final class Ranges {

    private Ranges() {}

    /** Throws unless {@code [offset, offset + length)} lies within {@code [0, size)}; safe against overflow. */
    static void check(String name, long offset, long length, long size) {
        if (offset < 0 || length < 0 || offset > size - length) {
            throw new DamagedException(new Fault(name, offset, length + " bytes within the " + size + " of the file",
                    "a range that reaches outside it", "the pointer or length that led here is damaged; run check"));
        }
    }
}
