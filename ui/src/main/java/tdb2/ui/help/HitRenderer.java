package tdb2.ui.help;

import java.awt.Component;

import javax.swing.DefaultListCellRenderer;
import javax.swing.JList;

import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.Html;

/** Shows what a search found: title, part, and a piece of the text with the words in bold. Event thread only. */
final class HitRenderer extends DefaultListCellRenderer {

    private static final int SCROLL_BAR = 8;

    @Override
    public Component getListCellRendererComponent(JList<?> list, Object value, int index, boolean selected,
            boolean focused) {
        var hit = (Hit) value;
        int width = Math.max(Theme.grid(30), list.getParent().getWidth() - Theme.grid(SCROLL_BAR));
        super.getListCellRendererComponent(list, "<html><div style='width:%dpx; margin: 3px'>%s · <i>%s</i><br>%s</div>"
                .formatted(width * 3 / 4, "<b>" + Html.escape(hit.topic().title()) + "</b>",
                        Html.escape(hit.topic().part().title()), excerpt(hit)),
                index, selected, focused);
        getAccessibleContext().setAccessibleName(hit.topic().title() + ", " + hit.topic().part().title());
        return this;
    }

    private static String excerpt(Hit hit) {
        var html = new StringBuilder();
        int at = 0;
        for (Hit.Mark mark : hit.marks()) {
            html.append(Html.escape(hit.excerpt().substring(at, mark.from()))).append("<b>")
                    .append(Html.escape(hit.excerpt().substring(mark.from(), mark.to()))).append("</b>");
            at = mark.to();
        }
        return html.append(Html.escape(hit.excerpt().substring(at))).toString();
    }
}
