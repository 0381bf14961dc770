package tdb2.ui.edit;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tdb2.engine.Edit;

/**
 * The edits of one file that are not saved: for each key at most one, in the order in which keys were first touched. Each
 * knows what the file had when it was read. Immutable; any thread.
 */
public final class Staged {

    /** No edits. */
    public static final Staged NONE = new Staged(Map.of());

    private final Map<ByteBuffer, Edit> edits;

    private Staged(Map<ByteBuffer, Edit> edits) {
        this.edits = edits;
    }

    /** All of them. */
    public List<Edit> list() {
        return List.copyOf(edits.values());
    }

    /** How many there are. */
    public int count() {
        return edits.size();
    }

    public boolean isEmpty() {
        return edits.isEmpty();
    }

    /** The edit of a key. */
    public Optional<Edit> of(byte[] key) {
        return Optional.ofNullable(edits.get(ByteBuffer.wrap(key)));
    }

    /**
     * With further edits. One of a key that has an edit already takes its place, but expects what that one expected; where
     * nothing is left to do, both are gone.
     */
    public Staged with(Collection<Edit> more) {
        var next = new LinkedHashMap<>(edits);
        for (Edit edit : more) {
            ByteBuffer key = ByteBuffer.wrap(edit.key());
            Optional<Edit> before = Optional.ofNullable(next.get(key));
            Optional<byte[]> expected = before.map(Edit::expected).orElseGet(edit::expected);
            edit(edit.key(), expected, edit.value()).ifPresentOrElse(merged -> next.put(key, merged),
                    () -> next.remove(key));
        }
        return new Staged(next);
    }

    /** With one more. */
    public Staged with(Edit edit) {
        return with(List.of(edit));
    }

    /** Without the edits of some keys. */
    public Staged without(Collection<byte[]> keys) {
        var next = new LinkedHashMap<>(edits);
        keys.forEach(key -> next.remove(ByteBuffer.wrap(key)));
        return new Staged(next);
    }

    /**
     * The file has something else at a key than was expected: the edit of that key now expects this, or is gone where it
     * has nothing left to do.
     */
    public Staged onto(byte[] key, Optional<byte[]> found) {
        Optional<Edit> edit = of(key);
        if (edit.isEmpty()) {
            return this;
        }
        var next = new LinkedHashMap<>(edits);
        ByteBuffer place = ByteBuffer.wrap(edit.get().key());
        edit(key, found, edit.get().value()).ifPresentOrElse(moved -> next.put(place, moved), () -> next.remove(place));
        return new Staged(next);
    }

    /** The edits that lead from what others leave to what these leave; both stand on the same file. */
    public List<Edit> since(Staged before) {
        var keys = new LinkedHashSet<>(before.edits.keySet());
        keys.addAll(edits.keySet());
        return keys.stream().flatMap(key -> {
            Optional<Edit> then = Optional.ofNullable(before.edits.get(key));
            Optional<Edit> now = Optional.ofNullable(edits.get(key));
            Edit any = now.or(() -> then).orElseThrow();
            return edit(any.key(), then.map(Edit::value).orElseGet(any::expected),
                    now.map(Edit::value).orElseGet(any::expected)).stream();
        }).toList();
    }

    /** What leads from one value to another; empty when they are the same. */
    private static Optional<Edit> edit(byte[] key, Optional<byte[]> from, Optional<byte[]> to) {
        if (to.isEmpty()) {
            return from.map(value -> Edit.delete(key, value));
        }
        if (from.isEmpty()) {
            return Optional.of(Edit.insert(key, to.get()));
        }
        return Arrays.equals(from.get(), to.get())
                ? Optional.empty()
                : Optional.of(Edit.replace(key, from.get(), to.get()));
    }
}
