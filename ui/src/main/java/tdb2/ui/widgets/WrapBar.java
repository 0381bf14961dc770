package tdb2.ui.widgets;

import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.Insets;
import java.awt.LayoutManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.swing.BorderFactory;
import javax.swing.JPanel;

import com.formdev.flatlaf.util.UIScale;

import tdb2.ui.theme.Theme;

/**
 * A row of controls that goes on in further rows where it is too narrow, so that none is cut off. Each control keeps the
 * size it prefers, but those that may grow share what a row has left. Put it where it gets the whole width, as at the start or
 * the end of a {@link java.awt.BorderLayout}. Event thread only.
 */
public class WrapBar extends JPanel {

    private final transient Map<Component, Integer> growing = new HashMap<>();
    private final transient Set<Component> beginning = new HashSet<>();

    /**
     * An empty one.
     *
     * @param edge distance to the left and the right, in steps of the grid; 0 for none above and below either
     */
    public WrapBar(int edge) {
        setLayout(new Rows());
        setOpaque(false);
        int above = edge == 0 ? 0 : Theme.grid(1);
        setBorder(BorderFactory.createEmptyBorder(above, Theme.grid(edge), above, Theme.grid(edge)));
    }

    /**
     * Adds a control that takes what its row has left.
     *
     * @param least its width where nothing is left, in pixels before scaling
     */
    public void grow(Component control, int least) {
        growing.put(control, least);
        add(control);
    }

    /** Adds a control that always begins a row. */
    public void begin(Component control) {
        beginning.add(control);
        add(control);
    }

    private int least(Component control) {
        Integer least = growing.get(control);
        return least == null ? control.getPreferredSize().width : UIScale.scale(least);
    }

    /** From the left to the right, row by row. */
    private final class Rows implements LayoutManager {

        private int told;

        @Override
        public void addLayoutComponent(String name, Component control) {
            // all that counts is what the bar itself was told
        }

        @Override
        public void removeLayoutComponent(Component control) {
            growing.remove(control);
            beginning.remove(control);
        }

        @Override
        public Dimension preferredLayoutSize(Container bar) {
            Insets insets = bar.getInsets();
            int inside = bar.getWidth() > 0 ? bar.getWidth() - insets.left - insets.right : Integer.MAX_VALUE;
            int widest = 0;
            int high = 0;
            for (List<Component> row : rows(inside)) {
                widest = Math.max(widest, width(row));
                high += height(row) + (high == 0 ? 0 : Theme.grid(1));
            }
            return new Dimension(widest + insets.left + insets.right, high + insets.top + insets.bottom);
        }

        @Override
        public Dimension minimumLayoutSize(Container bar) {
            Insets insets = bar.getInsets();
            int widest = 0;
            for (Component control : bar.getComponents()) {
                widest = Math.max(widest, control.isVisible() ? least(control) : 0);
            }
            return new Dimension(widest + insets.left + insets.right, preferredLayoutSize(bar).height);
        }

        @Override
        public void layoutContainer(Container bar) {
            Insets insets = bar.getInsets();
            int inside = bar.getWidth() - insets.left - insets.right;
            int y = insets.top;
            for (List<Component> row : rows(inside)) {
                place(row, insets.left, y, inside);
                y += height(row) + Theme.grid(1);
            }
            if (told != bar.getWidth() && preferredLayoutSize(bar).height != bar.getHeight()) {
                told = bar.getWidth(); // who laid this out asked for its height at another width
                EventQueue.invokeLater(bar::revalidate);
            }
        }

        private void place(List<Component> row, int left, int top, int inside) {
            int spare = Math.max(0, inside - width(row));
            long takers = row.stream().filter(growing::containsKey).count();
            int x = left;
            for (Component control : row) {
                int more = growing.containsKey(control) ? (int) (spare / takers) : 0;
                int wide = Math.min(least(control) + more, inside);
                int high = control.getPreferredSize().height;
                control.setBounds(x, top + (height(row) - high) / 2, wide, high);
                x += wide + Theme.grid(2);
            }
        }

        private List<List<Component>> rows(int inside) {
            List<List<Component>> rows = new ArrayList<>();
            int left = 0;
            for (Component control : getComponents()) {
                if (!control.isVisible()) {
                    continue;
                }
                int wide = least(control);
                if (rows.isEmpty() || beginning.contains(control) || wide > left) {
                    rows.add(new ArrayList<>());
                    left = inside;
                }
                rows.getLast().add(control);
                left -= wide + Theme.grid(2);
            }
            return rows;
        }

        private int width(List<Component> row) {
            return row.stream().mapToInt(WrapBar.this::least).sum() + Theme.grid(2) * (row.size() - 1);
        }

        private int height(List<Component> row) {
            return row.stream().mapToInt(control -> control.getPreferredSize().height).max().orElse(0);
        }
    }
}
