package tdb2.engine;

import tdb2.engine.hash.HashChoice;

/**
 * How a file is opened for reading. Immutable; each method gives a changed copy.
 *
 * @param hash which hash function
 * @param mapped whether the file may be mapped into memory; positioned reads otherwise
 * @param locked whether short shared locks are taken while reading, where they are granted at once
 * @param accessGuard called before every access to the file, on the thread that makes it: a program with an event
 *            thread can make sure that it does no I/O
 */
public record OpenOptions(HashChoice hash, boolean mapped, boolean locked, Runnable accessGuard) {

    /** The dialect's hash, mapped, with short shared locks. */
    public static final OpenOptions DEFAULT = new OpenOptions(new HashChoice.Automatic(), true, true, () -> {});

    public OpenOptions withHash(HashChoice choice) {
        return new OpenOptions(choice, mapped, locked, accessGuard);
    }

    public OpenOptions withoutMap() {
        return new OpenOptions(hash, false, locked, accessGuard);
    }

    public OpenOptions withoutLocks() {
        return new OpenOptions(hash, mapped, false, accessGuard);
    }

    public OpenOptions withAccessGuard(Runnable guard) {
        return new OpenOptions(hash, mapped, locked, guard);
    }
}
