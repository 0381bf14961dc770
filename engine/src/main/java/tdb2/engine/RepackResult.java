package tdb2.engine;

/**
 * What a repack did.
 *
 * @param before bytes of the file before
 * @param after bytes of the file after
 * @param records that were laid out anew
 */
public record RepackResult(long before, long after, long records) {}
