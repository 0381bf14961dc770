package tdb2.engine.repair;

/**
 * Bytes of a broken file that nothing explains: what was there is lost, unless it is set aside.
 *
 * @param offset first byte
 * @param length bytes
 */
public record LostRange(long offset, long length) {}
