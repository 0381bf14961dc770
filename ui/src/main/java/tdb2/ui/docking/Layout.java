package tdb2.ui.docking;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Where views stand: groups of tabs, and splits of the room between them. One group is the main one; it grows with the
 * window and stays also when it is empty. No view stands twice. Immutable; any thread.
 */
public sealed interface Layout {

    /**
     * A group of views of which one is in front.
     *
     * @param main whether it is the main group
     * @param views their ids
     * @param front the id of the one in front; empty when there is none
     */
    record Tabs(boolean main, List<String> views, Optional<String> front) implements Layout {

        public Tabs {
            views = List.copyOf(views);
            if (front.filter(views::contains).isEmpty()) {
                front = views.stream().findFirst();
            }
        }

        /** The main group, its first view in front. */
        public static Tabs ofMain(String... views) {
            return new Tabs(true, List.of(views), Optional.empty());
        }

        /** Another group, its first view in front. */
        public static Tabs of(String... views) {
            return new Tabs(false, List.of(views), Optional.empty());
        }

        Tabs plus(int at, String view) {
            var more = new ArrayList<>(views);
            more.add(Math.clamp(at, 0, views.size()), view);
            return new Tabs(main, more, Optional.of(view));
        }

        /** The group without a view; its neighbour comes to the front where that one was. */
        Tabs minus(String view) {
            var fewer = new ArrayList<>(views);
            int at = fewer.indexOf(view);
            fewer.remove(at);
            var next = front.filter(view::equals).isEmpty() || fewer.isEmpty()
                    ? front
                    : Optional.of(fewer.get(Math.min(at, fewer.size() - 1)));
            return new Tabs(main, fewer, next);
        }
    }

    /**
     * Two layouts beside each other, or one above the other.
     *
     * @param horizontal whether they stand beside each other
     * @param share how much of the room the first has, in thousandths: 50 to 950
     */
    record Split(boolean horizontal, int share, Layout first, Layout second) implements Layout {

        /** How near the divider may come to the ends. */
        public static final int LEAST = 50;

        public Split {
            share = Math.clamp(share, LEAST, 1000 - LEAST);
        }
    }

    /** The groups, from left to right and from top to bottom. */
    default List<Tabs> groups() {
        return switch (this) {
            case Tabs tabs -> List.of(tabs);
            case Split(_, _, var first, var second) -> Stream.concat(first.groups().stream(), second.groups().stream())
                    .toList();
        };
    }

    /** The ids of all views that stand somewhere. */
    default List<String> views() {
        return groups().stream().flatMap(group -> group.views().stream()).toList();
    }

    /** The group of a view; empty when it is closed. */
    default Optional<Tabs> groupOf(String view) {
        return groups().stream().filter(group -> group.views().contains(view)).findFirst();
    }

    /** The main group; empty for a part of a layout that does not have it. */
    default Optional<Tabs> mainGroup() {
        return groups().stream().filter(Tabs::main).findFirst();
    }

    /** With a view in front of its group; the same when it is closed. */
    default Layout raised(String view) {
        return groupOf(view)
                .map(group -> replaced(group, old -> new Tabs(old.main(), old.views(), Optional.of(view))))
                .orElse(this);
    }

    /** Without a view. A group that loses its last one goes, but for the main one; the same when it is closed. */
    default Layout without(String view) {
        return switch (this) {
            case Tabs tabs -> tabs.views().contains(view) ? tabs.minus(view) : this;
            case Split(var horizontal, int share, var first, var second) -> {
                Layout one = first.without(view);
                Layout other = second.without(view);
                yield one.isGone() ? other : other.isGone() ? one : new Split(horizontal, share, one, other);
            }
        };
    }

    /** A view opened, or moved, to a place among the tabs of the group that another view, or no one, marks. */
    default Layout into(Optional<String> mark, int at, String view) {
        Layout rest = without(view);
        return rest.marked(mark).map(group -> rest.replaced(group, old -> old.plus(at, view))).orElse(this);
    }

    /** A view opened, or moved, to a group of its own at a side of the group that another view, or no one, marks. */
    default Layout beside(Optional<String> mark, Side side, int share, String view) {
        Layout rest = without(view);
        return rest.marked(mark).map(group -> rest.replaced(group, old -> joined(side, share, old, Tabs.of(view))))
                .orElse(this);
    }

    /** A view opened, or moved, to a group of its own along a side of all others. */
    default Layout along(Side side, int share, String view) {
        return joined(side, share, without(view), Tabs.of(view));
    }

    /** Only the views that somebody knows, each once. */
    default Layout only(List<String> known) {
        Layout rest = this;
        for (String view : views()) {
            rest = known.contains(view) ? rest : rest.without(view);
        }
        return rest;
    }

    /** The group of a view, or the main one for no view. */
    private Optional<Tabs> marked(Optional<String> mark) {
        return mark.map(this::groupOf).orElseGet(this::mainGroup);
    }

    private boolean isGone() {
        return this instanceof Tabs tabs && !tabs.main() && tabs.views().isEmpty();
    }

    /** Two layouts as one; the second stands at a side and has a share of the room in thousandths. */
    static Layout joined(Side side, int share, Layout rest, Layout other) {
        return side.isFirst()
                ? new Split(side.isHorizontal(), share, other, rest)
                : new Split(side.isHorizontal(), 1000 - share, rest, other);
    }

    private Layout replaced(Tabs group, Function<Tabs, Layout> by) {
        return switch (this) {
            case Tabs tabs -> tabs.equals(group) ? by.apply(tabs) : this;
            case Split(var horizontal, int share, var first, var second) -> new Split(horizontal, share,
                    first.replaced(group, by), second.replaced(group, by));
        };
    }
}
