package tdb2.ui.docking;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.KeyboardFocusManager;
import java.awt.Point;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JPopupMenu;
import javax.swing.SwingUtilities;

import tdb2.ui.theme.Theme;

/**
 * Shows views as a {@link Layout} says, and lets people change it: tabs are pulled with the mouse, all else has a method
 * for an action with a key. Event thread only.
 */
public final class Desk extends JPanel {

    private static final int NEW_GROUP = 250;
    private static final int HALF = 500;

    private final Map<String, Dockable> dockables = new LinkedHashMap<>();
    private final JComponent head;
    private final JComponent empty;
    private final Function<String, JPopupMenu> menus;
    private final Consumer<String> help;
    private final List<Runnable> listeners = new ArrayList<>();
    private final List<TabGroup> groups = new ArrayList<>();
    private final DropGlass glass = new DropGlass(this::giveUp);
    private Layout layout = Layout.Tabs.ofMain();
    private Optional<String> maximised = Optional.empty();
    private Optional<String> dragged = Optional.empty();
    private Optional<Drop> target = Optional.empty();
    private boolean givenUp;
    private boolean building;

    /**
     * @param views all there are, open or not
     * @param head what stands above the main group, or above the one that is maximised
     * @param empty what the main group shows when it has no view
     * @param menus makes the menu of a view's tab
     * @param help tells about a view
     */
    public Desk(List<Dockable> views, JComponent head, JComponent empty, Function<String, JPopupMenu> menus,
            Consumer<String> help) {
        super(new BorderLayout());
        views.forEach(view -> dockables.put(view.id(), view));
        this.head = head;
        this.empty = empty;
        this.menus = menus;
        this.help = help;
        setName("desk");
    }

    /** Views that stand nowhere now put on the new look too: no window reaches them. */
    @Override
    public void updateUI() {
        super.updateUI();
        if (dockables != null) {
            Stream.concat(dockables.values().stream().map(Dockable::content), Stream.of(head, empty))
                    .filter(part -> !SwingUtilities.isDescendingFrom(part, this))
                    .forEach(SwingUtilities::updateComponentTreeUI);
        }
    }

    /** Told after each change of what stands where or is in front. */
    public void addListener(Runnable listener) {
        listeners.add(listener);
    }

    void tell() {
        if (!building) {
            List.copyOf(listeners).forEach(Runnable::run);
        }
    }

    /** All views, open or not, in their order. */
    public List<Dockable> views() {
        return List.copyOf(dockables.values());
    }

    /** What stands where now, with the room that each part has; a group that is maximised counts as if it were not. */
    public Layout arrangement() {
        Component shown = getComponentCount() == 0 ? this : getComponent(0);
        if (maximised.isPresent()) {
            layout = groups.getFirst().front().map(view -> layout.raised(view.id())).orElse(layout);
        } else if (shown != this) {
            layout = read(shown);
        }
        return layout;
    }

    private static Layout read(Component shown) {
        return shown instanceof Divided split
                ? new Layout.Split(split.getOrientation() == Divided.HORIZONTAL_SPLIT, split.share(),
                        read(split.getLeftComponent()), read(split.getRightComponent()))
                : ((TabGroup) shown).read();
    }

    /** Shows a layout; views it names that nobody knows are passed over. */
    public void arrange(Layout next) {
        maximised = Optional.empty();
        show(next.only(List.copyOf(dockables.keySet())));
    }

    private void edit(UnaryOperator<Layout> how) {
        maximised = Optional.empty();
        show(how.apply(arrangement()));
    }

    /** Makes split panes and tabs anew; the keyboard stays in the component where it is, if that is still there. */
    private void show(Layout next) {
        Component focused = KeyboardFocusManager.getCurrentKeyboardFocusManager().getPermanentFocusOwner();
        building = true;
        layout = next;
        groups.clear();
        Layout shown = maximised.flatMap(next::groupOf).<Layout>map(group -> group).orElse(next);
        JComponent made = build(shown);
        groups.stream().filter(group -> maximised.isPresent() || group.read().main()).findFirst()
                .ifPresent(group -> group.setHead(head));
        removeAll();
        add(made);
        validate();
        building = false;
        repaint();
        if (focused != null && focused.isShowing() && SwingUtilities.isDescendingFrom(focused, this)) {
            focused.requestFocusInWindow();
        }
        tell();
    }

    private JComponent build(Layout part) {
        JComponent made = switch (part) {
            case Layout.Tabs tabs -> {
                var group = new TabGroup(this, tabs, tabs.views().stream().map(dockables::get).toList(), empty);
                groups.add(group);
                yield group;
            }
            case Layout.Split split -> new Divided(split, build(split.first()), build(split.second()),
                    split.first().mainGroup().isPresent() ? 1 : split.second().mainGroup().isPresent() ? 0 : 0.5);
        };
        made.setMinimumSize(new Dimension(Theme.grid(16), Theme.grid(10)));
        return made;
    }

    /** Whether a view stands somewhere. */
    public boolean isOpen(String view) {
        return arrangement().groupOf(view).isPresent();
    }

    /** Whether a view is in front of its group, and that is not behind a maximised one. */
    public boolean isFront(String view) {
        return groups.stream().flatMap(group -> group.front().stream()).anyMatch(front -> front.id().equals(view));
    }

    /** Brings a view that is open to the front; the keyboard stays where it is. */
    public void raise(String view) {
        if (maximised.isPresent() && groups.stream().noneMatch(group -> group.has(view))) {
            edit(UnaryOperator.identity());
        }
        groups.stream().filter(group -> group.has(view)).findFirst().ifPresent(group -> group.raise(view));
    }

    /** Moves the keyboard into a view that is in front. */
    public void focus(String view) {
        Optional.ofNullable(dockables.get(view)).ifPresent(known -> known.focus().run());
    }

    /** Changes the layout: opens a view at some place, say. */
    public void change(UnaryOperator<Layout> how) {
        edit(how);
    }

    /** Closes a view; it stays what it is and can be opened again. The keyboard goes to its neighbour. */
    public void close(String view) {
        Optional<String> neighbour = arrangement().groupOf(view).flatMap(group -> group.minus(view).front())
                .or(() -> arrangement().without(view).mainGroup().flatMap(Layout.Tabs::front));
        boolean hadFocus = active().filter(view::equals).isPresent();
        edit(now -> now.without(view));
        if (hadFocus) {
            neighbour.ifPresent(this::focus);
        }
    }

    /** The view that has the keyboard; failing that, the one in front of the main group. */
    public Optional<String> active() {
        Component focused = KeyboardFocusManager.getCurrentKeyboardFocusManager().getPermanentFocusOwner();
        return groups.stream().filter(group -> focused != null && SwingUtilities.isDescendingFrom(focused, group))
                .findFirst().or(() -> groups.stream().filter(group -> group.read().main()).findFirst())
                .flatMap(TabGroup::front).map(Dockable::id);
    }

    /** Gives a view's group the whole desk, or the others their room again. */
    public void maximise(String view) {
        Layout whole = arrangement();
        maximised = maximised.isPresent() ? Optional.empty() : whole.groupOf(view).map(_ -> view);
        show(whole.raised(view));
    }

    /** Whether one group has the whole desk. */
    public boolean isMaximised() {
        return maximised.isPresent();
    }

    /** Moves a view to the next group at a side, or to a group of its own where there is none. */
    public void move(String view, Side side) {
        arrangement();
        groups.stream().filter(group -> group.has(view)).findFirst().ifPresent(from -> {
            var mark = neighbour(from, side).flatMap(group -> group.mark(view));
            edit(now -> mark.map(group -> now.into(group.view(), Integer.MAX_VALUE, view))
                    .orElseGet(() -> now.along(side, NEW_GROUP, view)));
            focus(view);
        });
    }

    /** The nearest group beyond a side that has the longest border with another group. */
    private Optional<TabGroup> neighbour(TabGroup from, Side side) {
        Rectangle here = Drop.bounds(this, from);
        Comparator<TabGroup> nearest = Comparator.comparingInt(group -> side.distance(here, Drop.bounds(this, group)));
        return groups.stream().filter(group -> side.distance(here, Drop.bounds(this, group)) >= 0)
                .filter(group -> side.overlap(here, Drop.bounds(this, group)) > 0)
                .min(nearest.thenComparing(group -> -side.overlap(here, Drop.bounds(this, group))));
    }

    /** Takes a view out of its group and puts it beside that; a view that is alone stays. */
    public void split(String view, Side side) {
        arrangement().groupOf(view).filter(group -> group.views().size() > 1).ifPresent(group -> {
            var mark = group.views().stream().filter(other -> !other.equals(view)).findFirst();
            edit(now -> now.beside(mark, side, HALF, view));
            focus(view);
        });
    }

    /** The groups on the screen, each with what moves the keyboard into it. */
    public Map<JComponent, Runnable> parts() {
        var parts = new LinkedHashMap<JComponent, Runnable>();
        groups.stream().filter(group -> group.front().isPresent())
                .forEach(group -> parts.put(group, group::takeFocus));
        return parts;
    }

    JPopupMenu menu(String view) {
        return menus.apply(view);
    }

    void help(String view) {
        help.accept(view);
    }

    /** A view is pulled over a point of the desk. */
    void drag(String view, Point point) {
        if (!givenUp) {
            dragged = Optional.of(view);
            target = Drop.at(this, groups, view, point);
            glass.show(this, target.map(Drop::where).orElse(new Rectangle()));
        }
    }

    /** The view that was pulled is let go. */
    void drop() {
        var edit = dragged.flatMap(_ -> target).map(Drop::edit);
        giveUp();
        givenUp = false;
        edit.ifPresent(this::edit);
    }

    /** The view stays where it was, wherever it is pulled until it is let go. */
    private void giveUp() {
        givenUp = true;
        dragged = Optional.empty();
        target = Optional.empty();
        glass.setVisible(false);
    }
}
