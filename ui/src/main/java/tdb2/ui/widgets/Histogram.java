package tdb2.ui.widgets;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.event.MouseEvent;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import javax.swing.UIManager;

import tdb2.ui.theme.Formats;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;

/**
 * Bars under the question they answer, with the answer in words and the same figures as a table. Event thread only.
 */
public final class Histogram extends PicturePane {

    private static final Texts TEXTS = Texts.of(Histogram.class);

    /**
     * One bar.
     *
     * @param label what is counted: "3", "4 to 7"
     * @param count how often
     * @param expected how often it would be with a perfect hash; empty when that is not known
     */
    public record Bar(String label, long count, OptionalDouble expected) {

        /** A bar of which nothing is expected. */
        public Bar(String label, long count) {
            this(label, count, OptionalDouble.empty());
        }

        private String words() {
            return expected.isEmpty()
                    ? TEXTS.get("histogram.bar", label, Formats.count(count))
                    : TEXTS.get("histogram.expected", label, Formats.count(count),
                            Formats.count(Math.round(expected.getAsDouble())));
        }

        private FactTable.Row row() {
            String wanted = expected.isEmpty() ? "" : Formats.count(Math.round(expected.getAsDouble()));
            return new FactTable.Row(List.of(FactTable.Cell.of(label),
                    FactTable.Cell.of(Formats.count(count), "", count),
                    FactTable.Cell.of(wanted, "", Math.round(expected.orElse(0)))), Optional.empty());
        }
    }

    private final Canvas canvas;
    private final FactTable table;

    /**
     * @param question written above: "How deep is the tree?"
     * @param labels heading of what is counted
     * @param counts heading of how often
     */
    public Histogram(String question, String labels, String counts) {
        this(question, new Canvas(), new FactTable("histogram.table", FactTable.Column.number(labels),
                FactTable.Column.number(counts),
                FactTable.Column.number(TEXTS.get("histogram.column.expected"))));
    }

    private Histogram(String question, Canvas canvas, FactTable table) {
        super("histogram", question, canvas, canvas, table);
        this.canvas = canvas;
        this.table = table;
    }

    /** Shows bars, in order, with the answer in words. */
    public void show(List<Bar> newBars, String words, Color barColor) {
        canvas.bars = List.copyOf(newBars);
        canvas.color = barColor;
        table.rows(newBars.stream().map(Bar::row).toList());
        answer(words);
    }

    /** The picture. */
    private static final class Canvas extends Picture {

        private static final int WIDEST = 72;

        private transient List<Bar> bars = List.of();
        private Color color = Color.GRAY;

        Canvas() {
            super("histogram.picture");
            setPreferredSize(new Dimension(Theme.grid(80), Theme.grid(45)));
        }

        @Override
        public String getToolTipText(MouseEvent event) {
            int at = (event.getX() - left()) / Math.max(1, step());
            return event.getX() < left() || at >= bars.size()
                    ? null
                    : bars.get(at).words();
        }

        private int left() {
            return Theme.grid(1);
        }

        private int step() {
            int room = getWidth() - 2 * left();
            return bars.isEmpty() ? room : Math.clamp(room / bars.size(), 1, Theme.grid(WIDEST / 4));
        }

        @Override
        protected void draw(Graphics2D g) {
            if (bars.isEmpty()) {
                return;
            }
            FontMetrics metrics = g.getFontMetrics();
            int bottom = getHeight() - metrics.getHeight() - Theme.grid(1);
            int top = metrics.getHeight() + Theme.grid(1);
            paintBars(g, metrics, top, bottom);
            g.setColor(UIManager.getColor("Component.borderColor"));
            g.setStroke(new BasicStroke(1));
            g.drawLine(0, bottom, getWidth(), bottom);
        }

        private void paintBars(Graphics2D g, FontMetrics metrics, int top, int bottom) {
            long most = Math.max(1, bars.stream()
                    .mapToLong(bar -> Math.max(bar.count(), Math.round(bar.expected().orElse(0)))).max().orElse(1));
            int step = step();
            int gap = step > Theme.grid(3) ? Theme.grid(1) : step > 4 ? 1 : 0;
            int lastLabel = 0;
            int lastCount = 0;
            Color text = UIManager.getColor("Label.foreground");
            for (int i = 0; i < bars.size(); i++) {
                Bar bar = bars.get(i);
                int x = left() + i * step;
                int height = height(bar.count(), most, bottom - top);
                g.setColor(color);
                g.fillRect(x, bottom - height, Math.max(1, step - gap), height);
                bar.expected()
                        .ifPresent(wanted -> expected(g, x, bottom - height(Math.round(wanted), most, bottom - top),
                                Math.max(2, step - gap)));
                g.setColor(text);
                lastLabel = label(g, metrics, bar.label(), x + (step - gap) / 2, bottom + metrics.getAscent() + 2,
                        lastLabel);
                if (bar.count() > 0) {
                    lastCount = label(g, metrics, Formats.count(bar.count()), x + (step - gap) / 2,
                            bottom - tallest(bar, most, bottom - top) - Theme.grid(1), lastCount);
                }
            }
        }

        /** A dash across the bar, where it would end with a perfect hash. */
        private static void expected(Graphics2D g, int x, int y, int width) {
            g.setColor(UIManager.getColor("Label.foreground"));
            g.fillRect(x - 1, y - 1, width + 2, 2);
        }

        /** Writes a text centred, unless it would run into the one before; answers where the last one ends. */
        private int label(Graphics2D g, FontMetrics metrics, String text, int centre, int y, int free) {
            int width = metrics.stringWidth(text);
            int x = Math.max(0, centre - width / 2);
            if (free > 0 && x < free + Theme.grid(1)) {
                return free;
            }
            g.drawString(text, x, y);
            return x + width;
        }

        private static int tallest(Bar bar, long most, int room) {
            return height(Math.max(bar.count(), Math.round(bar.expected().orElse(0))), most, room);
        }

        private static int height(long count, long most, int room) {
            return count == 0 ? 0 : (int) Math.max(2, room * (double) count / most);
        }
    }
}
