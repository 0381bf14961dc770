package tdb2.engine.repair;

import tdb2.engine.Value;

/**
 * What is told of a record that is set aside, when the broken file is no longer open. The arrays are its own; do not change
 * them.
 *
 * @param offset of its header in the broken file
 * @param length from its header to its last byte
 * @param doubt what speaks against it
 * @param key the key
 * @param valueLength bytes of the value
 * @param valueStart the first of them, 64 at most
 */
public record Aside(long offset, long length, Doubt doubt, byte[] key, long valueLength, byte[] valueStart) {

    private static final int PREVIEW = 64;

    static Aside of(Suspect suspect) {
        Value value = suspect.entry().value();
        return new Aside(suspect.entry().header().offset(), suspect.entry().header().length(), suspect.doubt(),
                suspect.entry().key(), value.length(), value.read(0, PREVIEW));
    }
}
