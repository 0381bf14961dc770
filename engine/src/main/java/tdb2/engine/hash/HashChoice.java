package tdb2.engine.hash;

import java.util.Optional;

/** Which hash function a caller wants a file to be opened with. Values of it are immutable. */
public sealed interface HashChoice {

    /** Whichever of the dialect's own functions the header's hash test accepts. */
    record Automatic() implements HashChoice {}

    /** The dialect's default function, nothing else. */
    record Default() implements HashChoice {}

    /** Jenkins lookup3: the "incompatible hash" of TDB1; the default of the other dialects. */
    record Jenkins() implements HashChoice {}

    /**
     * The caller's own function.
     *
     * @param name for messages
     * @param function the function
     */
    record Own(String name, HashFunction function) implements HashChoice {}

    /** A function that gives every key the same hash, as test programs use. */
    static HashChoice constant(long value) {
        return new Own("constant:" + value, (key, seed) -> value);
    }

    /** Reads {@code default}, {@code jenkins} or {@code constant:N}; empty when it is none of them. */
    static Optional<HashChoice> parse(String text) {
        if (text.equals("default")) {
            return Optional.of(new Default());
        }
        if (text.equals("jenkins")) {
            return Optional.of(new Jenkins());
        }
        if (text.startsWith("constant:")) {
            try {
                return Optional.of(constant(Long.decode(text.substring("constant:".length()))));
            } catch (NumberFormatException _) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
