package tdb2.ui.docking;

import java.awt.Point;
import java.awt.Rectangle;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import javax.swing.SwingUtilities;

import tdb2.ui.docking.TabGroup.Mark;
import tdb2.ui.theme.Theme;

/**
 * What letting go of a view at a point would do.
 *
 * @param where the rectangle of the desk that the view would have, about
 * @param edit what becomes of the layout
 */
record Drop(Rectangle where, UnaryOperator<Layout> edit) {

    private static final double BORDER = 0.25;
    private static final int HALF = 500;
    private static final int SOME = 250;

    /** The meaning of a point of the desk: along its rim, among tabs, at a side of a group, or into it. */
    static Optional<Drop> at(Desk desk, List<TabGroup> groups, String view, Point point) {
        Rectangle all = new Rectangle(desk.getSize());
        Optional<Side> rim = Arrays.stream(Side.values())
                .filter(side -> distance(side, all, point) < Theme.grid(4)).findFirst();
        if (rim.isPresent()) {
            Side side = rim.get();
            return Optional.of(new Drop(side.strip(all, SOME / 1000.0), layout -> layout.along(side, SOME, view)));
        }
        return groups.stream().filter(group -> bounds(desk, group).contains(point)).findFirst()
                .flatMap(group -> group.mark(view).map(mark -> over(desk, group, mark, view, point)));
    }

    private static Drop over(Desk desk, TabGroup group, Mark mark, String view, Point point) {
        Rectangle area = bounds(desk, group);
        Optional<Integer> tab = group.tabAt(desk, point);
        Optional<Side> near = Arrays.stream(Side.values()).filter(side -> tab.isEmpty())
                .filter(side -> distance(side, area, point) < BORDER * (side.isHorizontal() ? area.width : area.height))
                .findFirst();
        return near.map(side -> new Drop(side.strip(area, 0.5),
                layout -> layout.beside(mark.view(), side, HALF, view)))
                .orElseGet(() -> new Drop(area,
                        layout -> layout.into(mark.view(), tab.orElse(Integer.MAX_VALUE), view)));
    }

    static Rectangle bounds(Desk desk, TabGroup group) {
        return SwingUtilities.convertRectangle(group.getParent(), group.getBounds(), desk);
    }

    private static int distance(Side side, Rectangle area, Point point) {
        return switch (side) {
            case LEFT -> point.x - area.x;
            case RIGHT -> area.x + area.width - point.x;
            case TOP -> point.y - area.y;
            case BOTTOM -> area.y + area.height - point.y;
        };
    }
}
