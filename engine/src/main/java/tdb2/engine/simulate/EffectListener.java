package tdb2.engine.simulate;

/**
 * Is told of each effect, on the thread that causes it. Whatever it throws comes out of the storage's method: before the
 * effect, it does not happen.
 */
public interface EffectListener {

    /** Nobody listens. */
    EffectListener NONE = new EffectListener() {};

    /**
     * An effect is about to happen.
     *
     * @param number counts all effects of the storage, from 1
     */
    default void before(long number, Effect effect) {}

    /** It has happened: has been stored, or, for {@link Effect.Sync}, is on the disk. Not called when it failed. */
    default void after(long number, Effect effect) {}
}
