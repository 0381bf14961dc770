package tdb2.engine.error;

import java.util.Objects;

/**
 * One thing that is wrong with a file, said so that a person can act on it.
 *
 * @param file the file's name as the user gave it
 * @param offset byte offset in the file where the fault was seen, or {@link #NOWHERE} when it concerns the whole file
 * @param expected what a sound file has there
 * @param found what this file has there
 * @param advice what to do next
 */
public record Fault(String file, long offset, String expected, String found, String advice) {

    /** The offset of a fault that concerns the file as a whole. */
    public static final long NOWHERE = -1;

    public Fault {
        Objects.requireNonNull(file);
        Objects.requireNonNull(expected);
        Objects.requireNonNull(found);
        Objects.requireNonNull(advice);
    }

    /** One line: file, offset, expected, found, advice. */
    public String message() {
        String where = offset == NOWHERE ? file : "%s: offset %d (0x%x)".formatted(file, offset, offset);
        String next = advice.isEmpty() ? "" : "; " + advice;
        return where + ": expected " + expected + ", found " + found + next;
    }
}
