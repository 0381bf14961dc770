package tdb2.ui.widgets;

import java.awt.event.ActionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import javax.swing.AbstractAction;
import javax.swing.JEditorPane;
import javax.swing.KeyStroke;
import javax.swing.event.HyperlinkEvent;
import javax.swing.text.BadLocationException;
import javax.swing.text.html.HTML;
import javax.swing.text.html.HTMLDocument;

/**
 * Links in a text of HTML, followed by mouse and keyboard: Ctrl+Down and Ctrl+Up go from one to the next, Enter follows
 * the one that is marked. Event thread only.
 */
public final class Links {

    /** Where a link stands, and where it leads. */
    private record Link(int from, int to, String target) {}

    private final JEditorPane text;

    private Links(JEditorPane text) {
        this.text = text;
    }

    /**
     * Lets the links of a text be followed.
     *
     * @param text where they stand
     * @param follow told where the link leads that was followed
     */
    public static void in(JEditorPane text, Consumer<String> follow) {
        var links = new Links(text);
        links.onKey("ctrl DOWN", () -> links.all().stream()
                .filter(link -> link.from() >= text.getSelectionEnd()).findFirst().ifPresent(links::mark));
        links.onKey("ctrl UP", () -> links.all().reversed().stream()
                .filter(link -> link.to() <= text.getSelectionStart()).findFirst().ifPresent(links::mark));
        links.onKey("ENTER", () -> links.all().stream()
                .filter(link -> link.from() == text.getSelectionStart() && link.to() == text.getSelectionEnd())
                .findFirst().ifPresent(link -> follow.accept(link.target())));
        text.addHyperlinkListener(event -> {
            if (event.getEventType() == HyperlinkEvent.EventType.ACTIVATED) {
                follow.accept(event.getDescription());
            }
        });
    }

    private void onKey(String key, Runnable what) {
        text.getInputMap().put(KeyStroke.getKeyStroke(key), "links." + key);
        text.getActionMap().put("links." + key, new AbstractAction() {
            @Override
            public void actionPerformed(ActionEvent event) {
                what.run();
            }
        });
    }

    private List<Link> all() {
        var links = new ArrayList<Link>();
        if (text.getDocument() instanceof HTMLDocument document) {
            for (var at = document.getIterator(HTML.Tag.A); at != null && at.isValid(); at.next()) {
                if (at.getAttributes().getAttribute(HTML.Attribute.HREF) instanceof String target) {
                    links.add(new Link(at.getStartOffset(), at.getEndOffset(), target));
                }
            }
        }
        return links;
    }

    private void mark(Link link) {
        text.select(link.from(), link.to());
        text.getCaret().setSelectionVisible(true);
        try {
            text.scrollRectToVisible(text.modelToView2D(link.from()).getBounds());
        } catch (BadLocationException e) {
            throw new IllegalStateException(e);
        }
    }
}
