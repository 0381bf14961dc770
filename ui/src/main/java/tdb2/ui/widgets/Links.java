package tdb2.ui.widgets;

import java.util.function.Consumer;

import javax.swing.JEditorPane;
import javax.swing.KeyStroke;
import javax.swing.event.HyperlinkEvent;

/** Links in a text of HTML. Event thread only. */
public final class Links {

    private Links() {}

    /**
     * Lets links be followed by mouse and keyboard: Ctrl+Down and Ctrl+Up go from one to the next, Enter follows.
     *
     * @param text where they stand
     * @param follow told where the link leads that was followed
     */
    public static void in(JEditorPane text, Consumer<String> follow) {
        text.getInputMap().put(KeyStroke.getKeyStroke("ctrl DOWN"), "next-link-action");
        text.getInputMap().put(KeyStroke.getKeyStroke("ctrl UP"), "previous-link-action");
        text.getInputMap().put(KeyStroke.getKeyStroke("ENTER"), "activate-link-action");
        text.addHyperlinkListener(event -> {
            if (event.getEventType() == HyperlinkEvent.EventType.ACTIVATED) {
                follow.accept(event.getDescription());
            }
        });
    }
}
