package tdb2.engine.query;

/**
 * Where in a record a filter found what it wants.
 *
 * @param inValue whether in its value; else in its key
 * @param at first byte, counted from the start of the key or value
 * @param length number of bytes, 0 or more
 */
public record Match(boolean inValue, long at, int length) {}
