package tdb2.engine.error;

import java.util.Optional;

/**
 * A record that is not what was expected of it.
 *
 * @param key its key
 * @param expected its value as it should have been; empty when it should not have been there
 * @param found its value; empty when it is not there
 */
public record Conflict(byte[] key, Optional<byte[]> expected, Optional<byte[]> found) {}
