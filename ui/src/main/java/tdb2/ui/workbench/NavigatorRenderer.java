package tdb2.ui.workbench;

import java.awt.Color;
import java.awt.Component;

import javax.swing.JTree;
import javax.swing.UIManager;
import javax.swing.tree.DefaultTreeCellRenderer;

import tdb2.ui.widgets.Html;

/** Nodes of the tree of files: the object, and more quietly its figures. */
final class NavigatorRenderer extends DefaultTreeCellRenderer {

    @Override
    public Component getTreeCellRendererComponent(JTree tree, Object value, boolean selected, boolean expanded,
            boolean leaf, int row, boolean focused) {
        super.getTreeCellRendererComponent(tree, value, selected, expanded, leaf, row, focused);
        if (value instanceof NavigatorNode node) {
            NavigatorItem item = node.item();
            setText(text(item, selected));
            setIcon(item.icon());
            setToolTipText(item.id().equals(NavigatorItem.FILE) ? item.file().path().toString() : null);
            getAccessibleContext().setAccessibleName(item.toString());
        }
        return this;
    }

    private static String text(NavigatorItem item, boolean selected) {
        if (item.note().isEmpty()) {
            return item.label();
        }
        Color quiet = UIManager.getColor("Label.disabledForeground");
        String style = selected ? "" : " color='#%06x'".formatted(quiet.getRGB() & 0xFFFFFF);
        return "<html>%s&nbsp;&nbsp;<font%s>%s</font></html>".formatted(Html.escape(item.label()), style,
                Html.escape(item.note()));
    }
}
