package tdb2.engine.repair;

/**
 * A change of a few bytes that makes a file sounder and can lose nothing. The arrays are its own; do not change them.
 *
 * @param offset of the first byte
 * @param before what is there
 * @param after what is to be there, as many bytes
 * @param what what it puts right, for people
 */
public record Fix(long offset, byte[] before, byte[] after, String what) {}
