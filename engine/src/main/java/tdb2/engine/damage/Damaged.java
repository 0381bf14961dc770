package tdb2.engine.damage;

/**
 * A damaged image.
 *
 * @param damage what was done
 * @param seed of the choices made: the same image, damage and seed give the same bytes
 * @param content the damaged bytes; its own, do not change them
 * @param what was done where, for people
 * @param truth what was there before
 */
public record Damaged(Damage damage, long seed, byte[] content, String what, Truth truth) {

    @Override
    public String toString() {
        return "%s, seed %d: %s".formatted(damage.id(), seed, what);
    }
}
