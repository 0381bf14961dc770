package tdb2.ui.help;

import java.awt.Color;
import java.awt.EventQueue;
import java.awt.Font;
import java.awt.Insets;
import java.awt.Point;
import java.util.List;
import java.util.function.Consumer;

import javax.swing.JEditorPane;
import javax.swing.KeyStroke;
import javax.swing.UIManager;
import javax.swing.text.BadLocationException;
import javax.swing.text.DefaultCaret;
import javax.swing.text.DefaultHighlighter;

import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.Links;

/** One page of the help in the colours and fonts of the look, with the words that were searched marked. Event thread only. */
final class PagePane extends JEditorPane {

    private static final int LINE = 170;

    private String markdown = "";
    private String question = "";

    /** @param follow told where a link leads that was followed */
    PagePane(String name, Consumer<String> follow) {
        super("text/html", "");
        setName("help.text");
        setEditable(false);
        putClientProperty(W3C_LENGTH_UNITS, true);
        getAccessibleContext().setAccessibleName(name);
        var caret = new DefaultCaret();
        caret.setUpdatePolicy(DefaultCaret.NEVER_UPDATE);
        setCaret(caret);
        for (String key : List.of("UP", "DOWN", "PAGE_UP", "PAGE_DOWN", "ctrl HOME", "ctrl END")) {
            getInputMap().put(KeyStroke.getKeyStroke(key), "left to the scroll pane");
        }
        Links.in(this, follow);
    }

    /**
     * Shows a page from its beginning, or from the first word that was asked for.
     *
     * @param page in Markdown
     * @param asked what was searched; may be empty
     */
    void show(String page, String asked) {
        markdown = page;
        question = asked;
        fill();
        EventQueue.invokeLater(this::begin);
    }

    private void begin() {
        setCaretPosition(0);
        scrollRectToVisible(new java.awt.Rectangle(0, 0, 1, 1));
    }

    private void fill() {
        setBackground(UIManager.getColor("Table.background"));
        setText("<html><head><style>" + style() + "</style></head><body>" + Markdown.html(markdown) + "</body></html>");
        mark();
    }

    private void mark() {
        getHighlighter().removeAllHighlights();
        if (question.isEmpty()) {
            return;
        }
        var painter =
                new DefaultHighlighter.DefaultHighlightPainter(UIManager.getColor("TextArea.selectionBackground"));
        try {
            String shown = getDocument().getText(0, getDocument().getLength());
            for (Hit.Mark mark : SearchIndex.marks(shown, question)) {
                getHighlighter().addHighlight(mark.from(), mark.to(), painter);
            }
        } catch (BadLocationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String style() {
        Font font = UIManager.getFont("Label.font");
        return """
                body { font-family: %1$s; font-size: %2$dpx; color: %3$s; }
                h1, h2, h3 { font-weight: normal; margin-bottom: %4$dpx; }
                h1 { font-size: %5$dpx; margin-top: 0; }
                h2 { font-size: %6$dpx; margin-top: %7$dpx; }
                h3 { font-size: %2$dpx; font-weight: bold; margin-top: %7$dpx; }
                p { margin-top: 0; margin-bottom: %8$dpx; }
                ul, ol { margin-left: %9$dpx; margin-top: 0; }
                li { margin-bottom: %4$dpx; }
                td, th { padding: %10$dpx; padding-right: %8$dpx; vertical-align: top; }
                th { text-align: left; }
                code, pre { font-family: %11$s; font-size: %12$dpx; }
                pre { margin-top: 0; margin-bottom: %8$dpx; }
                a { color: %13$s; text-decoration: none; }
                """.formatted(font.getFamily(), font.getSize(), hex("Label.foreground"), Theme.grid(1),
                UIManager.getFont("h1.font").getSize(), UIManager.getFont("h3.font").getSize(), Theme.grid(5),
                Theme.grid(2), Theme.grid(6), Theme.grid(1) / 2, Theme.mono().getFamily(), Theme.mono().getSize(),
                hex("Component.linkColor"));
    }

    private static String hex(String key) {
        Color color = UIManager.getColor(key);
        return "#%06x".formatted(color.getRGB() & 0xffffff);
    }

    /** Lines that are too long are hard to read: what is left of the width becomes margin. */
    void centre(int width) {
        int margin = Math.max(Theme.grid(5), (width - Theme.grid(LINE)) / 2);
        setMargin(new Insets(Theme.grid(4), margin, Theme.grid(8), margin));
    }

    /** Another look has other colours and fonts; the place on the page stays. */
    @Override
    public void updateUI() {
        super.updateUI();
        if (markdown != null && !markdown.isEmpty()) {
            Point at = getLocation();
            EventQueue.invokeLater(() -> {
                fill();
                setLocation(at);
            });
        }
    }
}
