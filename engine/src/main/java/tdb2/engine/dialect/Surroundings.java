package tdb2.engine.dialect;

import java.util.function.BooleanSupplier;

/**
 * What an assembly must know of the world around the file.
 *
 * @param bootId of the machine's present boot and this file (spec commit-protocol), 0 unknown
 * @param transactionHeld asks whether somebody holds the transaction lock now
 */
public record Surroundings(long bootId, BooleanSupplier transactionHeld) {

    /** A file in memory: no boot is known, nobody holds a lock. */
    public static final Surroundings NONE = new Surroundings(0, () -> false);
}
