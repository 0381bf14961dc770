package tdb2.ui.palette;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Component;

import javax.swing.BorderFactory;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.ListCellRenderer;
import javax.swing.UIManager;

import tdb2.ui.theme.Theme;

/** A row of the palette: icon, name, more quietly its group, and its key at the right. */
final class EntryRenderer extends JPanel implements ListCellRenderer<Entry> {

    private final JLabel title = new JLabel();
    private final JLabel group = new JLabel();
    private final JLabel key = new JLabel();

    EntryRenderer() {
        super(new BorderLayout());
        add(title, BorderLayout.WEST);
        add(group);
        add(key, BorderLayout.EAST);
    }

    @Override
    public Component getListCellRendererComponent(JList<? extends Entry> list, Entry entry, int index,
            boolean selected, boolean focused) {
        Color quiet = UIManager.getColor("Label.disabledForeground");
        Color ink = selected ? list.getSelectionForeground() : list.getForeground();
        setBackground(selected ? UIManager.getColor("List.selectionBackground") : list.getBackground());
        setBorder(BorderFactory.createEmptyBorder(Theme.grid(1), Theme.grid(2), Theme.grid(1), Theme.grid(2)));
        title.setText(entry.title());
        title.setIcon(entry.icon().orElse(null));
        title.setForeground(entry.enabled() ? ink : quiet);
        group.setText(entry.group());
        group.setForeground(selected ? ink : quiet);
        group.setBorder(BorderFactory.createEmptyBorder(0, Theme.grid(3), 0, Theme.grid(3)));
        key.setText(entry.key());
        key.setForeground(selected ? ink : quiet);
        getAccessibleContext().setAccessibleName(entry.toString());
        for (JLabel label : new JLabel[] { title, group, key }) {
            label.setFont(list.getFont());
        }
        return this;
    }
}
