package tdb2.ui.repair;

import java.awt.KeyboardFocusManager;
import java.util.HexFormat;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import net.miginfocom.swing.MigLayout;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.HexDump;

/** Bytes as they are, and below them what becomes of them; lines that differ have a sign. Event thread only. */
final class BytesPane extends JPanel {

    private static final Texts TEXTS = Texts.of(BytesPane.class);
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");
    private static final int PER_LINE = 8;

    private final JTextArea before = area("before");
    private final JTextArea after = area("after");

    BytesPane() {
        super(new MigLayout("insets 4 8 4 8, fill, wrap 1, gapy 2", "[grow, fill]", "[][grow, fill][][grow, fill]"));
        setOpaque(false);
        add(before);
        add(after);
        restyle();
    }

    private void add(JTextArea area) {
        var title = new JLabel(area.getAccessibleContext().getAccessibleName());
        title.setLabelFor(area);
        add(title, "wmin 0");
        add(new JScrollPane(area), "wmin 60, hmin 40");
    }

    private static JTextArea area(String id) {
        var area = new JTextArea(2, 10);
        area.setName("bytes." + id);
        area.setEditable(false);
        area.getAccessibleContext().setAccessibleName(TEXTS.get(id));
        area.setFocusTraversalKeys(KeyboardFocusManager.FORWARD_TRAVERSAL_KEYS, null);
        area.setFocusTraversalKeys(KeyboardFocusManager.BACKWARD_TRAVERSAL_KEYS, null);
        return area;
    }

    /** Shows bytes that stay, or go, and what becomes of them in words. */
    void show(long offset, byte[] there, String words) {
        fill(dump(offset, there, there), words);
        after.setLineWrap(true);
        after.setWrapStyleWord(true);
    }

    /** Shows bytes and those that are put in their place, as many. */
    void show(long offset, byte[] there, byte[] instead, String note) {
        fill(dump(offset, there, instead), note + dump(offset, instead, there));
        after.setLineWrap(false);
    }

    /** Shows nothing. */
    void clear() {
        fill("", "");
    }

    private void fill(String first, String second) {
        before.setText(first);
        before.setCaretPosition(0);
        after.setText(second);
        after.setCaretPosition(0);
    }

    private static String dump(long offset, byte[] bytes, byte[] other) {
        var text = new StringBuilder();
        for (int line = 0; line < bytes.length; line += PER_LINE) {
            int end = Math.min(line + PER_LINE, bytes.length);
            String digits = HEX.formatHex(bytes, line, end);
            boolean same = end <= other.length && HEX.formatHex(other, line, end).equals(digits);
            text.append(same ? "  " : "≠ ").append(HexFormat.of().toHexDigits(offset + line, PER_LINE)).append("  ")
                    .append(digits).append(" ".repeat(3 * (line + PER_LINE - end))).append("  ");
            for (int i = line; i < end; i++) {
                text.append(HexDump.character(bytes[i]));
            }
            text.append('\n');
        }
        return text.toString();
    }

    @Override
    public void updateUI() {
        super.updateUI();
        if (before != null) {
            restyle();
        }
    }

    private void restyle() {
        before.setFont(Theme.mono());
        after.setFont(Theme.mono());
    }
}
