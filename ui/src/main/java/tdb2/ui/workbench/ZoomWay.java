package tdb2.ui.workbench;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The way into a picture of a file, step by step from the whole to what is seen now. Kept in the settings, so that the
 * picture of the file seen last is as it was after the next start. Event thread only.
 *
 * @param <Z> a part that can be seen from near
 */
public final class ZoomWay<Z> {

    private static final String BETWEEN = "\t";

    private final ViewContext context;
    private final String key;
    private final Function<Z, String> written;
    private final Deque<Z> way = new ArrayDeque<>();

    /**
     * @param key of the settings
     * @param written a part as a text without tabs
     * @param read the same backwards; empty for any other text
     */
    public ZoomWay(ViewContext context, String key, Function<Z, String> written,
            Function<String, Optional<Z>> read) {
        this.context = context;
        this.key = key;
        this.written = written;
        String[] kept = context.settings().get(key).orElse("").split(BETWEEN);
        if (kept[0].equals(file())) {
            Stream.of(kept).skip(1).map(read).flatMap(Optional::stream).forEach(way::push);
        }
    }

    private String file() {
        return context.document().path().toString();
    }

    /** What is seen now; empty for the whole. */
    public Optional<Z> now() {
        return Optional.ofNullable(way.peek());
    }

    /** All steps, the largest part first. */
    public List<Z> steps() {
        return List.copyOf(way.reversed());
    }

    /** Goes into a part. */
    public void enter(Z part) {
        way.push(part);
        keep();
    }

    /** Goes a step back; whether there was one. */
    public boolean leave() {
        boolean inside = way.poll() != null;
        keep();
        return inside;
    }

    /** Forgets parts that are no longer there. */
    public void forget(Predicate<Z> gone) {
        if (way.removeIf(gone)) {
            keep();
        }
    }

    private void keep() {
        context.settings().put(key,
                file() + steps().stream().map(written).map(BETWEEN::concat).collect(Collectors.joining()));
    }
}
