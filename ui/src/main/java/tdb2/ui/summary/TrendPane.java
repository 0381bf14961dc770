package tdb2.ui.summary;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.event.MouseEvent;
import java.awt.geom.Path2D;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.function.ToDoubleFunction;

import javax.swing.BorderFactory;
import javax.swing.UIManager;

import tdb2.ui.summary.Trend.Point;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.RegionStyle;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.FactTable;
import tdb2.ui.widgets.FactTable.Cell;
import tdb2.ui.widgets.FactTable.Column;
import tdb2.ui.widgets.FactTable.Row;
import tdb2.ui.widgets.Figures;
import tdb2.ui.widgets.Picture;
import tdb2.ui.widgets.PicturePane;

/** How size, free space and fragmentation change while a file is watched: lines over time. Event thread only. */
final class TrendPane extends PicturePane {

    private static final Texts TEXTS = Texts.of(TrendPane.class);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofLocalizedTime(FormatStyle.MEDIUM);

    private final Lines lines;
    private final FactTable table;

    static TrendPane create() {
        return new TrendPane(new Lines(), new FactTable("trend.table", Column.text(TEXTS.get("trend.time"), 120),
                Column.number(TEXTS.get("trend.size")), Column.number(TEXTS.get("trend.free")),
                Column.number(TEXTS.get("trend.fragmentation"))));
    }

    private TrendPane(Lines lines, FactTable table) {
        super("trend", TEXTS.get("trend.question"), lines, lines, table);
        this.lines = lines;
        this.table = table;
        setBorder(BorderFactory.createEmptyBorder(12, 16, 12, 16));
    }

    void show(List<Point> points) {
        lines.points = points;
        table.rows(points.reversed().stream().map(point -> Row.of(point,
                Cell.of(time(point), "", point.millis()), Figures.size(point.size()), Figures.size(point.free()),
                Figures.percent(point.fragmentation()))).toList());
        Point first = points.getFirst();
        Point last = points.getLast();
        answer(TEXTS.get(points.size() == 1 ? "trend.once" : "trend.answer", time(first),
                Formats.size(Math.abs(last.size() - first.size())),
                Integer.signum(Long.compare(last.size(), first.size())),
                Formats.size(last.free()), Formats.percent(last.fragmentation())));
    }

    private static String time(Point point) {
        return TIME.format(Instant.ofEpochMilli(point.millis()).atZone(ZoneId.systemDefault()));
    }

    /** The lines: size plain, free space dashed, fragmentation dotted. */
    private static final class Lines extends Picture {

        private transient List<Point> points = List.of();

        Lines() {
            super("trend.picture");
            setPreferredSize(new Dimension(Theme.grid(120), Theme.grid(30)));
        }

        private int left() {
            return Theme.grid(18);
        }

        private int bottom() {
            return getHeight() - Theme.grid(6);
        }

        private int x(Point point) {
            long begin = points.getFirst().millis();
            long length = Math.max(1, points.getLast().millis() - begin);
            return left() + (int) ((double) (point.millis() - begin) / length * (getWidth() - left() - Theme.grid(2)));
        }

        @Override
        protected void draw(Graphics2D g) {
            if (points.isEmpty()) {
                return;
            }
            double most = Math.max(1, points.stream().mapToLong(Point::size).max().orElse(1)) * 1.1;
            g.setColor(UIManager.getColor("Component.borderColor"));
            g.drawLine(left(), bottom(), getWidth(), bottom());
            g.drawLine(left(), Theme.grid(2), left(), bottom());
            g.setColor(UIManager.getColor("Label.foreground"));
            g.drawString(Formats.size(Math.round(most)), 0, Theme.grid(2) + g.getFontMetrics().getAscent());
            g.drawString(Formats.size(0), 0, bottom());
            g.drawString(time(points.getFirst()), left(), getHeight() - Theme.grid(1));
            String end = time(points.getLast());
            g.drawString(end, getWidth() - g.getFontMetrics().stringWidth(end), getHeight() - Theme.grid(1));
            line(g, point -> point.size() / most, RegionStyle.VALUE.color(), new BasicStroke(2.5f), "trend.size");
            line(g, point -> point.free() / most, RegionStyle.FREE.color(), dashes(9, 5), "trend.free");
            line(g, Point::fragmentation, RegionStyle.DAMAGE.color(), dashes(2, 4), "trend.fragmentation");
        }

        private static BasicStroke dashes(float on, float off) {
            return new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] { on, off }, 0);
        }

        /** A line with its name where it ends. */
        private void line(Graphics2D g, ToDoubleFunction<Point> share, Color color, BasicStroke stroke, String name) {
            var path = new Path2D.Double();
            double y = 0;
            for (Point point : points) {
                y = bottom() - share.applyAsDouble(point) * (bottom() - Theme.grid(2));
                if (path.getCurrentPoint() == null) {
                    path.moveTo(left(), y);
                }
                path.lineTo(points.size() == 1 ? getWidth() : x(point), y);
            }
            g.setColor(color);
            g.setStroke(stroke);
            g.draw(path);
            g.setStroke(new BasicStroke(1));
            g.setColor(UIManager.getColor("Label.foreground"));
            g.drawString(TEXTS.get(name), left() + Theme.grid(2), (int) y - Theme.grid(1));
        }

        @Override
        public String getToolTipText(MouseEvent event) {
            return points.stream().min(java.util.Comparator.comparingInt(point -> Math.abs(x(point) - event.getX())))
                    .map(point -> TEXTS.get("trend.tip", time(point), Formats.size(point.size()),
                            Formats.size(point.free()), Formats.percent(point.fragmentation())))
                    .orElse(null);
        }
    }
}
