package tdb2.ui.decode;

import java.awt.Color;
import java.util.Optional;
import java.util.function.IntConsumer;
import javax.swing.JTextArea;
import javax.swing.UIManager;
import javax.swing.text.BadLocationException;
import javax.swing.text.DefaultHighlighter;
import javax.swing.text.Highlighter;
import tdb2.engine.decode.Extent;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.HexDump;

/** The bytes of a value in hex; some of them can be marked, and the one under the caret is told. Event thread only. */
final class ByteArea extends JTextArea {

    private byte[] bytes = {};
    private boolean adjusting;
    private transient IntConsumer listener = _ -> {};

    ByteArea(String name, String accessibleName) {
        setName(name);
        setEditable(false);
        setFont(Theme.mono());
        getCaret().setVisible(true);
        getAccessibleContext().setAccessibleName(accessibleName);
        addCaretListener(event -> {
            int at = HexDump.byteAt(event.getDot(), bytes.length);
            if (!adjusting && at >= 0) {
                listener.accept(at);
            }
        });
    }

    /** Names who is told the byte under the caret. */
    void onByte(IntConsumer told) {
        listener = told;
    }

    /** Shows bytes; those that {@code hidden} names as dots. */
    void show(byte[] shown, java.util.List<Extent> hidden) {
        adjusting = true;
        bytes = shown;
        setText(HexDump.of(shown, 0,
                i -> hidden.stream().anyMatch(extent -> extent.offset() <= i && i < extent.end())));
        setCaretPosition(0);
        adjusting = false;
    }

    /** Marks some bytes and scrolls to them; empty takes the mark away. */
    void mark(Optional<Extent> extent) {
        Highlighter marks = getHighlighter();
        marks.removeAllHighlights();
        if (extent.isEmpty()) {
            return;
        }
        Color colour = UIManager.getColor("TextArea.selectionBackground");
        var painter = new DefaultHighlighter.DefaultHighlightPainter(colour);
        int end = Math.min(extent.get().end(), bytes.length);
        try {
            for (int line = extent.get().offset(); line < end; line = line - line % HexDump.PER_LINE
                    + HexDump.PER_LINE) {
                int last = Math.min(end, line - line % HexDump.PER_LINE + HexDump.PER_LINE) - 1;
                marks.addHighlight(HexDump.position(line), HexDump.position(last) + 2, painter);
            }
            if (extent.get().offset() < end) {
                var place = modelToView2D(HexDump.position(extent.get().offset()));
                if (place != null) {
                    scrollRectToVisible(place.getBounds());
                }
            }
        } catch (BadLocationException e) {
            throw new IllegalStateException("a byte that is not shown", e);
        }
    }

    @Override
    public void updateUI() {
        super.updateUI();
        setFont(Theme.mono());
    }
}
