package tdb2.ui.workbench;

import java.awt.Component;
import java.nio.file.Path;

import javax.swing.BorderFactory;
import javax.swing.DefaultListCellRenderer;
import javax.swing.JList;

import tdb2.ui.theme.Icons;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.Html;

/** A recent file: its name, and quietly where it is. */
final class RecentRenderer extends DefaultListCellRenderer {

    @Override
    public Component getListCellRendererComponent(JList<?> list, Object value, int index, boolean selected,
            boolean focused) {
        Path path = (Path) value;
        String text = "<html><b>" + Html.escape(String.valueOf(path.getFileName()))
                + "</b>&nbsp;&nbsp;<span style='opacity:.7'>"
                + Html.escape(String.valueOf(path.getParent())) + "</span></html>";
        super.getListCellRendererComponent(list, text, index, selected, focused);
        setIcon(Icons.of("record"));
        setIconTextGap(Theme.grid(2));
        setToolTipText(path.toString());
        setBorder(BorderFactory.createEmptyBorder(Theme.grid(1), Theme.grid(2), Theme.grid(1), Theme.grid(2)));
        getAccessibleContext().setAccessibleName(path.toString());
        return this;
    }
}
