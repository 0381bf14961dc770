package tdb2.ui.marks;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * A place in a file that somebody wants to find again. Immutable; the key's array is shared, do not change it.
 *
 * @param id tells it from all others
 * @param key the key of the record it is on; empty when it is on bytes, whatever they are
 * @param offset first byte, or where the record stood when it was last seen
 * @param length number of bytes, at least 0
 * @param note what the user wrote; may be empty
 * @param made when
 */
public record Bookmark(String id, Optional<byte[]> key, long offset, long length, String note, Instant made) {

    /** On a record, wherever it moves. */
    public static Bookmark onKey(byte[] key, long offset, long length, String note) {
        return new Bookmark(newId(), Optional.of(key), offset, length, note, now());
    }

    /** On bytes. */
    public static Bookmark onBytes(long offset, long length, String note) {
        return new Bookmark(newId(), Optional.empty(), offset, length, note, now());
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    /** The same with another note. */
    public Bookmark withNote(String text) {
        return new Bookmark(id, key, offset, length, text, made);
    }

    /** The same at another place, as when its record moved. */
    public Bookmark at(long newOffset, long newLength) {
        return new Bookmark(id, key, newOffset, newLength, note, made);
    }

    /** Whether it is on what another one is on. */
    public boolean sameTarget(Bookmark other) {
        return (key.isPresent() || other.key.isPresent())
                ? Arrays.equals(key.orElse(null), other.key.orElse(null))
                : offset == other.offset && length == other.length;
    }

    /** Whether a stretch of bytes shares one with it; an empty one counts as its first byte. */
    public boolean touches(long from, long count) {
        return offset < from + Math.max(1, count) && from < offset + Math.max(1, length);
    }

    /** Whether it is on a record of which the first bytes of the key are known, and how long the key is. */
    public boolean isOn(byte[] keyStart, long keyLength) {
        return key.filter(mine -> mine.length == keyLength && keyStart.length <= mine.length
                && Arrays.equals(mine, 0, keyStart.length, keyStart, 0, keyStart.length)).isPresent();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bookmark that && id.equals(that.id) && offset == that.offset && length == that.length
                && note.equals(that.note) && made.equals(that.made)
                && Arrays.equals(key.orElse(null), that.key.orElse(null));
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, offset, length, note);
    }
}
