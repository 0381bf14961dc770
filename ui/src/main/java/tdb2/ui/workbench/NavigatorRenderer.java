package tdb2.ui.workbench;

import java.awt.Component;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;

import javax.swing.JTree;
import javax.swing.UIManager;
import javax.swing.tree.DefaultTreeCellRenderer;

import tdb2.ui.theme.Theme;

/**
 * Nodes of the tree of files: the object, and more quietly its figures. Both are drawn as they are; as HTML they would be
 * parsed each time that the tree is painted.
 */
final class NavigatorRenderer extends DefaultTreeCellRenderer {

    private String note = "";
    private boolean quiet;

    @Override
    public Component getTreeCellRendererComponent(JTree tree, Object value, boolean selected, boolean expanded,
            boolean leaf, int row, boolean focused) {
        super.getTreeCellRendererComponent(tree, value, selected, expanded, leaf, row, focused);
        note = "";
        quiet = !selected;
        if (value instanceof NavigatorNode node) {
            NavigatorItem item = node.item();
            putClientProperty("html.disable", true);
            setText(item.label());
            note = item.note();
            setIcon(item.icon());
            setToolTipText(item.id().equals(NavigatorItem.FILE) ? item.file().path().toString() : null);
            getAccessibleContext().setAccessibleName(item.toString());
        }
        return this;
    }

    @Override
    public Dimension getPreferredSize() {
        Dimension size = super.getPreferredSize();
        if (!note.isEmpty()) {
            size.width += gap() + getFontMetrics(getFont()).stringWidth(note);
        }
        return size;
    }

    @Override
    public void paint(Graphics graphics) {
        super.paint(graphics);
        if (note.isEmpty()) {
            return;
        }
        Graphics2D g = (Graphics2D) graphics.create();
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        var metrics = g.getFontMetrics(getFont());
        g.setFont(getFont());
        g.setColor(quiet ? UIManager.getColor("Label.disabledForeground") : getForeground());
        g.drawString(note, super.getPreferredSize().width + gap(),
                (getHeight() - metrics.getHeight()) / 2 + metrics.getAscent());
        g.dispose();
    }

    private static int gap() {
        return Theme.grid(2);
    }
}
