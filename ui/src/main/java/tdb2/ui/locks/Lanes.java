package tdb2.ui.locks;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.event.MouseEvent;
import java.util.List;
import java.util.Optional;

import javax.swing.UIManager;

import tdb2.engine.history.LockSpan;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.Picture;

/** A lane for each process from left to right: above what it held, below what it waited for. Event thread only. */
final class Lanes extends Picture {

    private static final Texts TEXTS = Texts.of(Lanes.class);
    private static final int TICKS = 6;

    private transient Optional<LockPicture> picture = Optional.empty();
    private LanesPane.Range range = LanesPane.Range.MINUTE;

    Lanes() {
        super("lanes.picture");
    }

    void range(LanesPane.Range wanted) {
        range = wanted;
        repaint();
    }

    void show(LockPicture shown) {
        picture = Optional.of(shown);
        setPreferredSize(new Dimension(Theme.grid(100), top() + lanes().size() * height() + Theme.grid(6)));
        revalidate();
    }

    private List<LaneContent.Lane> lanes() {
        return picture.map(shown -> shown.lanes().lanes()).orElse(List.of());
    }

    private long begin(LockPicture shown) {
        return Math.max(0, shown.at() - range.nanos());
    }

    private static int height() {
        return Theme.grid(9);
    }

    private static int top() {
        return Theme.grid(6);
    }

    private static int left() {
        return Theme.grid(40);
    }

    private int x(long time, LockPicture shown) {
        long begin = begin(shown);
        long length = Math.max(1, shown.at() - begin);
        int room = getWidth() - left() - Theme.grid(3);
        return left() + (int) Math.round((double) (Math.min(time, shown.at()) - begin) / length * room);
    }

    private Rectangle place(LockSpan span, int lane, LockPicture shown) {
        int from = x(Math.max(begin(shown), span.from()), shown);
        int to = x(Math.max(begin(shown), span.to()), shown);
        int half = (height() - Theme.grid(1)) / 2;
        int y = top() + lane * height() + (span.lock().waiting() ? half : 0);
        return new Rectangle(from, y, Math.max(2, to - from), half - 1);
    }

    @Override
    protected void draw(Graphics2D g) {
        if (picture.isEmpty()) {
            return;
        }
        LockPicture shown = picture.get();
        FontMetrics metrics = g.getFontMetrics();
        ticks(g, metrics, shown);
        for (int lane = 0; lane < lanes().size(); lane++) {
            int y = top() + lane * height();
            g.setColor(UIManager.getColor("Label.foreground"));
            g.drawString(clipped(lanes().get(lane).name(), metrics), Theme.grid(1), y + metrics.getAscent());
            for (LockSpan span : lanes().get(lane).spans()) {
                if (span.from() <= shown.at() && span.to() >= begin(shown)) {
                    paint(g, span, place(span, lane, shown));
                }
            }
            g.setColor(faint());
            g.setStroke(new BasicStroke(1));
            g.drawLine(0, y + height() - 2, getWidth(), y + height() - 2);
        }
        int more = shown.lanes().more();
        if (more > 0) {
            g.setColor(UIManager.getColor("Label.foreground"));
            g.drawString(TEXTS.get("lanes.more", more), Theme.grid(1),
                    top() + lanes().size() * height() + metrics.getAscent());
        }
    }

    private static void paint(Graphics2D g, LockSpan span, Rectangle where) {
        if (span.lock().waiting()) {
            LockWords.style(span.lock()).awaited(g, where);
        } else {
            LockWords.style(span.lock()).held(g, where);
        }
    }

    private void ticks(Graphics2D g, FontMetrics metrics, LockPicture shown) {
        long begin = begin(shown);
        for (int i = 0; i <= TICKS; i++) {
            long time = begin + (shown.at() - begin) * i / TICKS;
            int x = x(time, shown);
            g.setColor(faint());
            g.drawLine(x, top() - Theme.grid(1), x, getHeight());
            String text =
                    i == TICKS ? TEXTS.get("lanes.now") : TEXTS.get("lanes.ago", LockWords.time(shown.at() - time));
            int width = metrics.stringWidth(text);
            g.setColor(UIManager.getColor("Label.disabledForeground"));
            g.drawString(text, Math.min(x - width / 2, getWidth() - width - 2), metrics.getAscent() + 2);
        }
    }

    private static Color faint() {
        return UIManager.getColor("Component.borderColor");
    }

    private static String clipped(String text, FontMetrics metrics) {
        int end = text.length();
        while (end > 0 && metrics.stringWidth(text.substring(0, end)) > left() - Theme.grid(3)) {
            end--;
        }
        return end == text.length() ? text : text.substring(0, end) + "…";
    }

    @Override
    public String getToolTipText(MouseEvent event) {
        int lane = (event.getY() - top()) / height();
        if (picture.isEmpty() || event.getY() < top() || lane >= lanes().size()) {
            return null;
        }
        LockPicture shown = picture.get();
        return lanes().get(lane).spans().stream().filter(span -> place(span, lane, shown).contains(event.getPoint()))
                .findFirst()
                .map(span -> TEXTS.get("lanes.tip", LockWords.state(span.lock()), LockWords.mode(span.lock().mode()),
                        LockWords.what(span.means(), span.keys()), LockWords.time(span.length())))
                .orElse(null);
    }
}
