package tdb2.ui.widgets;

import java.awt.BasicStroke;
import java.awt.CardLayout;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.event.MouseEvent;
import java.util.List;

import javax.accessibility.AccessibleContext;
import javax.accessibility.AccessibleRole;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JToggleButton;
import javax.swing.UIManager;

import net.miginfocom.swing.MigLayout;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;

/**
 * Bars under the question they answer, with the answer in words and the same figures as a table. Event thread only.
 */
public final class Histogram extends JPanel {

    private static final Texts TEXTS = Texts.of(Histogram.class);

    /**
     * One bar.
     *
     * @param label what is counted: "3", "4 to 7"
     * @param count how often
     */
    public record Bar(String label, long count) {}

    private final JLabel question = new JLabel();
    private final JLabel answer = new JLabel();
    private final Canvas canvas = new Canvas();
    private final CardLayout cards = new CardLayout();
    private final JPanel figures = new JPanel(cards);
    private final FactTable table;
    private List<Bar> bars = List.of();
    private Color color = Color.GRAY;

    /**
     * @param question written above: "How deep is the tree?"
     * @param labels heading of what is counted
     * @param counts heading of how often
     */
    public Histogram(String question, String labels, String counts) {
        super(new MigLayout("insets 0, fill, wrap 2, gapy 4", "[grow, fill][]", "[][][grow, fill]"));
        setName("histogram");
        setOpaque(false);
        figures.setOpaque(false);
        table = new FactTable("histogram.table", FactTable.Column.number(labels), FactTable.Column.number(counts));
        this.question.setText(question);
        this.question.setFont(Theme.heading());
        answer.setName("histogram.answer");
        var asTable = new JToggleButton(TEXTS.get("histogram.table"));
        asTable.setName("histogram.asTable");
        asTable.addActionListener(_ -> cards.show(figures, asTable.isSelected() ? "table" : "picture"));
        figures.add(canvas, "picture");
        figures.add(new JScrollPane(table), "table");
        add(this.question, "wmin 0");
        add(asTable, "top, spany 2");
        add(answer, "wmin 0");
        add(figures, "span 2, grow, hmin 120, wmin 0");
        question();
    }

    /** Shows bars, in order, with the answer in words. */
    public void show(List<Bar> newBars, String words, Color barColor) {
        bars = List.copyOf(newBars);
        color = barColor;
        answer.setText(words);
        answer.setToolTipText(words);
        table.rows(bars.stream().map(bar -> FactTable.Row.of(bar.label(), Formats.count(bar.count()))).toList());
        canvas.setToolTipText("");
        question();
        repaint();
    }

    private void question() {
        String text = TEXTS.get("histogram.name", question.getText(), answer.getText());
        canvas.getAccessibleContext().setAccessibleName(question.getText());
        canvas.getAccessibleContext().setAccessibleDescription(text);
    }

    @Override
    public void updateUI() {
        super.updateUI();
        if (question != null) {
            question.setFont(Theme.heading());
        }
    }

    /** The picture. */
    private final class Canvas extends JComponent {

        private static final int WIDEST = 72;

        Canvas() {
            setName("histogram.picture");
            setPreferredSize(new Dimension(Theme.grid(80), Theme.grid(45)));
        }

        @Override
        public AccessibleContext getAccessibleContext() {
            if (accessibleContext == null) {
                accessibleContext = new AccessibleJComponent() {
                    @Override
                    public AccessibleRole getAccessibleRole() {
                        return AccessibleRole.CANVAS;
                    }
                };
            }
            return accessibleContext;
        }

        @Override
        public String getToolTipText(MouseEvent event) {
            int at = (event.getX() - left()) / Math.max(1, step());
            return event.getX() < left() || at >= bars.size()
                    ? null
                    : TEXTS.get("histogram.bar", bars.get(at).label(), Formats.count(bars.get(at).count()));
        }

        private int left() {
            return Theme.grid(1);
        }

        private int step() {
            int room = getWidth() - 2 * left();
            return bars.isEmpty() ? room : Math.clamp(room / bars.size(), 1, Theme.grid(WIDEST / 4));
        }

        @Override
        protected void paintComponent(Graphics graphics) {
            if (bars.isEmpty()) {
                return;
            }
            Graphics2D g = (Graphics2D) graphics.create();
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.setFont(Theme.small());
            FontMetrics metrics = g.getFontMetrics();
            int bottom = getHeight() - metrics.getHeight() - Theme.grid(1);
            int top = metrics.getHeight() + Theme.grid(1);
            paintBars(g, metrics, top, bottom);
            g.setColor(UIManager.getColor("Component.borderColor"));
            g.setStroke(new BasicStroke(1));
            g.drawLine(0, bottom, getWidth(), bottom);
            g.dispose();
        }

        private void paintBars(Graphics2D g, FontMetrics metrics, int top, int bottom) {
            long most = Math.max(1, bars.stream().mapToLong(Bar::count).max().orElse(1));
            int step = step();
            int gap = step > Theme.grid(3) ? Theme.grid(1) : step > 4 ? 1 : 0;
            int lastLabel = Integer.MIN_VALUE;
            int lastCount = Integer.MIN_VALUE;
            Color text = UIManager.getColor("Label.foreground");
            for (int i = 0; i < bars.size(); i++) {
                Bar bar = bars.get(i);
                int x = left() + i * step;
                int height = height(bar.count(), most, bottom - top);
                g.setColor(color);
                g.fillRect(x, bottom - height, Math.max(1, step - gap), height);
                g.setColor(text);
                lastLabel = label(g, metrics, bar.label(), x + (step - gap) / 2, bottom + metrics.getAscent() + 2,
                        lastLabel);
                if (bar.count() > 0) {
                    lastCount = label(g, metrics, Formats.count(bar.count()), x + (step - gap) / 2,
                            bottom - height - Theme.grid(1), lastCount);
                }
            }
        }

        /** Writes a text centred, unless it would run into the one before; answers where the last one ends. */
        private int label(Graphics2D g, FontMetrics metrics, String text, int centre, int y, int free) {
            int width = metrics.stringWidth(text);
            int x = centre - width / 2;
            if (x < free + Theme.grid(1)) {
                return free;
            }
            g.drawString(text, x, y);
            return x + width;
        }

        private static int height(long count, long most, int room) {
            return count == 0 ? 0 : (int) Math.max(2, room * (double) count / most);
        }
    }
}
