package tdb2.ui.docking;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.event.ActionEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

import javax.swing.AbstractAction;
import javax.swing.Box;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JTabbedPane;
import javax.swing.JToolBar;
import javax.swing.KeyStroke;
import javax.swing.SwingUtilities;

import tdb2.ui.theme.Icons;
import tdb2.ui.theme.Texts;

/** One group of tabs on a desk, and what stands above it. Event thread only. */
final class TabGroup extends JPanel {

    private static final Texts TEXTS = Texts.of(TabGroup.class);

    private final Desk desk;
    private final boolean main;
    private final List<Dockable> views;
    private final JTabbedPane tabs = new JTabbedPane();

    /**
     * @param group what it shows
     * @param views its views in their order
     * @param empty what it shows when it has none
     */
    TabGroup(Desk desk, Layout.Tabs group, List<Dockable> views, JComponent empty) {
        super(new BorderLayout());
        this.desk = desk;
        this.main = group.main();
        this.views = views;
        setName(main ? "group.main" : "group");
        tabs.setName(main ? "views" : "views.beside");
        tabs.setTabLayoutPolicy(JTabbedPane.SCROLL_TAB_LAYOUT);
        tabs.getAccessibleContext().setAccessibleName(
                TEXTS.get("group.name", String.join(", ", views.stream().map(Dockable::title).toList())));
        tabs.putClientProperty("JTabbedPane.tabClosable", true);
        tabs.putClientProperty("JTabbedPane.tabCloseToolTipText", TEXTS.get("group.close"));
        tabs.putClientProperty("JTabbedPane.tabCloseCallback", (IntConsumer) at -> desk.close(views.get(at).id()));
        views.forEach(view -> tabs.addTab(view.title(), view.icon(), view.content(), view.tip()));
        group.front().ifPresent(this::raise);
        tabs.addChangeListener(_ -> desk.tell());
        tabs.putClientProperty("JTabbedPane.trailingComponent", helpBar());
        listen();
        add(views.isEmpty() ? empty : tabs);
    }

    /** A question mark at the end of the tabs, for the mouse; the keyboard has a key for the same. */
    private JToolBar helpBar() {
        var button = new JButton(Icons.of("help"));
        button.setName("group.help");
        button.putClientProperty("JButton.buttonType", "toolBarButton");
        button.setToolTipText(TEXTS.get("group.help"));
        button.getAccessibleContext().setAccessibleName(TEXTS.get("group.help"));
        button.setFocusable(false);
        button.addActionListener(_ -> front().ifPresent(view -> desk.help(view.id())));
        var bar = new JToolBar();
        bar.setFloatable(false);
        bar.setBorder(null);
        bar.add(Box.createHorizontalGlue());
        bar.add(button);
        return bar;
    }

    private void listen() {
        var mouse = new Mouse();
        tabs.addMouseListener(mouse);
        tabs.addMouseMotionListener(mouse);
        for (String key : List.of("shift F10", "CONTEXT_MENU")) {
            tabs.getInputMap(WHEN_FOCUSED).put(KeyStroke.getKeyStroke(key), "menu");
        }
        tabs.getActionMap().put("menu", new AbstractAction() {
            @Override
            public void actionPerformed(ActionEvent event) {
                Rectangle tab = tabs.getBoundsAt(tabs.getSelectedIndex());
                menu(tabs.getSelectedIndex(), new Point(tab.x, tab.y + tab.height));
            }
        });
    }

    private void menu(int at, Point where) {
        if (at >= 0) {
            desk.menu(views.get(at).id()).show(tabs, where.x, where.y);
        }
    }

    /** Puts something above the tabs; it leaves the group where it was. */
    void setHead(JComponent head) {
        add(head, BorderLayout.NORTH);
    }

    /** The group as it is now. */
    Layout.Tabs read() {
        return new Layout.Tabs(main, views.stream().map(Dockable::id).toList(), front().map(Dockable::id));
    }

    /** The view in front. */
    Optional<Dockable> front() {
        int at = tabs.getSelectedIndex();
        return at < 0 ? Optional.empty() : Optional.of(views.get(at));
    }

    boolean has(String view) {
        return views.stream().anyMatch(known -> known.id().equals(view));
    }

    void raise(String view) {
        views.stream().filter(known -> known.id().equals(view)).findFirst()
                .ifPresent(known -> tabs.setSelectedComponent(known.content()));
    }

    /** Moves the keyboard into the view in front. */
    void takeFocus() {
        front().ifPresent(view -> view.focus().run());
    }

    /** Marks the group in a layout, also one without the view that moves; empty where it goes with that view. */
    Optional<Mark> mark(String moved) {
        if (main) {
            return Optional.of(new Mark(Optional.empty()));
        }
        return views.stream().map(Dockable::id).filter(id -> !id.equals(moved)).findFirst()
                .map(id -> new Mark(Optional.of(id)));
    }

    /**
     * How a layout names this group.
     *
     * @param view one of its views; empty for the main group
     */
    record Mark(Optional<String> view) {}

    /** The place among the tabs that a point in the coordinates of a component means; empty away from the tabs. */
    Optional<Integer> tabAt(Component of, Point point) {
        Point here = SwingUtilities.convertPoint(of, point, tabs);
        if (views.isEmpty() || here.y >= tabs.getBoundsAt(0).y + tabs.getBoundsAt(0).height || here.y < 0) {
            return Optional.empty();
        }
        int at = tabs.indexAtLocation(here.x, here.y);
        return Optional.of(at < 0 ? views.size() : at);
    }

    /** A click brings forward, two make large, a right one opens the menu, and a pull moves the view. */
    private final class Mouse extends MouseAdapter {

        private static final int PULL = 8;

        private Optional<Point> pressed = Optional.empty();

        @Override
        public void mousePressed(MouseEvent event) {
            pressed = SwingUtilities.isLeftMouseButton(event) && at(event) >= 0
                    ? Optional.of(event.getPoint())
                    : Optional.empty();
            popUp(event);
        }

        @Override
        public void mouseReleased(MouseEvent event) {
            popUp(event);
            mouseDragged(event);
            pressed = Optional.empty();
            desk.drop();
        }

        @Override
        public void mouseClicked(MouseEvent event) {
            if (SwingUtilities.isLeftMouseButton(event) && event.getClickCount() % 2 == 0 && at(event) >= 0) {
                desk.maximise(views.get(at(event)).id());
            }
        }

        @Override
        public void mouseDragged(MouseEvent event) {
            pressed.filter(from -> from.distance(event.getPoint()) > PULL).ifPresent(from -> desk.drag(
                    views.get(tabs.indexAtLocation(from.x, from.y)).id(),
                    SwingUtilities.convertPoint(tabs, event.getPoint(), desk)));
        }

        private void popUp(MouseEvent event) {
            if (event.isPopupTrigger()) {
                menu(at(event), event.getPoint());
            }
        }

        private int at(MouseEvent event) {
            return tabs.indexAtLocation(event.getX(), event.getY());
        }
    }
}
