package tdb2.ui.widgets;

import java.awt.Component;
import java.awt.event.ActionEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.ArrayList;
import java.util.Collections;
import javax.swing.AbstractAction;
import javax.swing.DefaultListModel;
import javax.swing.JButton;
import javax.swing.JCheckBox;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.KeyStroke;
import javax.swing.ListSelectionModel;
import net.miginfocom.swing.MigLayout;
import tdb2.ui.theme.Texts;

/**
 * A list of the columns of a table: Space shows or hides one, Alt with an arrow moves it, and so does the mouse in the
 * headings. Changes show at once. Event thread only.
 */
public final class ColumnChooser extends JPanel {
    private static final Texts TEXTS = Texts.of(ColumnChooser.class);

    private final transient ColumnLayout layout;
    private final DefaultListModel<ColumnLayout.Shown> columns = new DefaultListModel<>();
    private final JList<ColumnLayout.Shown> list = new JList<>(columns);

    /**
     * A list that is not shown yet.
     *
     * @param closed called when the user closes it
     */
    public ColumnChooser(ColumnLayout layout, Runnable closed) {
        super(new MigLayout("insets 8, gapy 8, wrap 1", "[grow, fill]", "[][][grow, top]"));
        this.layout = layout;
        setVisible(false);
        layout.all().forEach(columns::addElement);
        list.setName("columns");
        list.getAccessibleContext().setAccessibleName(TEXTS.get("columns.name"));
        list.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        list.setSelectedIndex(0);
        list.setVisibleRowCount(columns.size());
        list.setCellRenderer(ColumnChooser::cell);
        bind("SPACE", () -> toggle(list.getSelectedIndex()));
        bind("alt UP", () -> move(-1));
        bind("alt DOWN", () -> move(1));
        bind("ESCAPE", () -> close(closed));
        list.addMouseListener(new MouseAdapter() {
            @Override
            public void mouseClicked(MouseEvent event) {
                toggle(list.locationToIndex(event.getPoint()));
            }
        });
        var close = new JButton(TEXTS.get("columns.close"));
        close.addActionListener(_ -> close(closed));
        add(list);
        add(new JLabel(TEXTS.get("columns.hint")));
        add(close, "growx 0, right");
    }

    /** Shows the columns as they are now, ready for the keyboard; or closes the list. */
    public void toggle() {
        setVisible(!isVisible());
        columns.clear();
        layout.all().forEach(columns::addElement);
        list.setSelectedIndex(0);
        list.requestFocusInWindow();
    }

    private void close(Runnable closed) {
        setVisible(false);
        closed.run();
    }

    private static Component cell(JList<? extends ColumnLayout.Shown> in, ColumnLayout.Shown column, int index,
            boolean chosen, boolean focus) {
        var box = new JCheckBox(column.title(), column.shown());
        box.setOpaque(true);
        box.setBackground(chosen ? in.getSelectionBackground() : in.getBackground());
        box.setForeground(chosen ? in.getSelectionForeground() : in.getForeground());
        return box;
    }

    private void bind(String key, Runnable does) {
        list.getInputMap(JComponent.WHEN_FOCUSED).put(KeyStroke.getKeyStroke(key), "columns." + key);
        list.getActionMap().put("columns." + key, new AbstractAction() {
            @Override
            public void actionPerformed(ActionEvent event) {
                does.run();
            }
        });
    }

    private void toggle(int index) {
        if (index >= 0) {
            var old = columns.get(index);
            columns.set(index, new ColumnLayout.Shown(old.id(), old.title(), !old.shown()));
            layout.arrange(Collections.list(columns.elements()));
        }
    }

    private void move(int step) {
        int from = list.getSelectedIndex();
        int to = from + step;
        if (from >= 0 && to >= 0 && to < columns.size()) {
            var moved = new ArrayList<>(Collections.list(columns.elements()));
            Collections.swap(moved, from, to);
            columns.clear();
            moved.forEach(columns::addElement);
            list.setSelectedIndex(to);
            layout.arrange(moved);
        }
    }
}
