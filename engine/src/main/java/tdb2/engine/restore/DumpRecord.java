package tdb2.engine.restore;

/**
 * A record as a dump has it. The arrays are its own; do not change them.
 *
 * @param line where it begins in the dump, from 1
 */
record DumpRecord(byte[] key, byte[] value, long line) {}
