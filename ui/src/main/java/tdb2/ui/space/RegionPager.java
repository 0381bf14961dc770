package tdb2.ui.space;

import java.awt.BorderLayout;
import java.awt.event.ActionEvent;
import java.awt.event.ComponentAdapter;
import java.awt.event.ComponentEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import javax.swing.AbstractAction;
import javax.swing.JPanel;
import javax.swing.JScrollBar;
import javax.swing.JTable;
import javax.swing.KeyStroke;

import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.engine.inspect.Region;
import tdb2.engine.inspect.RegionMap;
import tdb2.ui.widgets.MessageBar;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.FailureText;
import tdb2.ui.workbench.Job;
import tdb2.ui.workbench.Span;

/**
 * A table of regions with a scroll bar over the file's bytes: only the regions on the screen are read, and always on a
 * worker. Event thread only.
 */
final class RegionPager extends JPanel {

    private static final int STEPS = 1 << 20;
    private static final int WHEEL_ROWS = 3;

    private final Document document;
    private final Consumer<Span> told;
    private final RegionTable table = new RegionTable();
    private final JScrollBar bar = new JScrollBar(JScrollBar.VERTICAL, 0, STEPS / 100, 0, STEPS);
    private final MessageBar message = new MessageBar();
    private final JPanel viewport = new JPanel(new BorderLayout());
    private Optional<RegionMap> map = Optional.empty();
    private Optional<Span> marked = Optional.empty();
    private long top;
    private boolean moving;

    /**
     * @param told hears which bytes are on the screen
     * @param picked hears which region the user picked
     */
    RegionPager(Document document, Consumer<Span> told, Consumer<Region> picked) {
        super(new BorderLayout());
        this.document = document;
        this.told = told;
        setOpaque(false);
        viewport.setOpaque(false);
        viewport.add(table.getTableHeader(), BorderLayout.NORTH);
        viewport.add(table);
        add(message, BorderLayout.NORTH);
        add(viewport);
        add(bar, BorderLayout.EAST);
        bar.setName("layout.bar");
        bar.getAccessibleContext().setAccessibleName(LayoutView.TEXTS.get("layout.position"));
        bar.addAdjustmentListener(event -> {
            if (!moving) {
                load(new Window(offsetOf(event.getValue()), 0, rows()));
            }
        });
        table.addMouseWheelListener(event -> scroll(event.getWheelRotation() * WHEEL_ROWS));
        table.getSelectionModel().addListSelectionListener(event -> {
            if (!moving && !event.getValueIsAdjusting() && table.getSelectedRow() >= 0) {
                Region region = table.region(table.getSelectedRow());
                marked = Optional.of(new Span(region.offset(), region.length()));
                picked.accept(region);
            }
        });
        viewport.addComponentListener(new ComponentAdapter() {
            @Override
            public void componentResized(ComponentEvent event) {
                load(new Window(top, 0, rows()));
            }
        });
        keys();
    }

    private void keys() {
        key("DOWN", () -> step(1));
        key("UP", () -> step(-1));
        key("PAGE_DOWN", () -> scroll(rows() - 1));
        key("PAGE_UP", () -> scroll(1 - rows()));
        key("ctrl HOME", () -> show(0, Optional.empty()));
        key("ctrl END", () -> load(new Window(document.view().size(), -rows(), rows())));
    }

    private void key(String stroke, Runnable what) {
        table.getInputMap(JTable.WHEN_ANCESTOR_OF_FOCUSED_COMPONENT).put(KeyStroke.getKeyStroke(stroke), stroke);
        table.getActionMap().put(stroke, new AbstractAction() {
            @Override
            public void actionPerformed(ActionEvent event) {
                what.run();
            }
        });
    }

    /** Shows another map; the place stays. */
    void use(RegionMap next) {
        map = Optional.of(next);
        load(new Window(top, 0, rows()));
    }

    /** Shows the regions from an offset on, and marks those of a stretch of bytes. */
    void show(long offset, Optional<Span> mark) {
        marked = mark;
        load(new Window(offset, 0, rows()));
    }

    /** Marks the region of a selection, and goes there when it is not on the screen. */
    void follow(Span span) {
        marked = Optional.of(span);
        if (table.shown().filter(shown -> shown.contains(span.offset())).isPresent()) {
            mark();
        } else {
            load(new Window(span.offset(), -rows() / 3, rows()));
        }
    }

    private int rows() {
        int room = viewport.getHeight() - table.getTableHeader().getPreferredSize().height;
        return Math.max(1, room / table.getRowHeight());
    }

    private long offsetOf(int step) {
        return (long) ((double) step / (STEPS - bar.getVisibleAmount()) * Math.max(0, document.view().size() - 1));
    }

    private void scroll(int by) {
        load(new Window(top, by, rows()));
    }

    /** Moves the selected row; at the edge the page moves. */
    private void step(int by) {
        int row = table.getSelectedRow() + by;
        if (row >= 0 && row < table.getRowCount()) {
            table.setRowSelectionInterval(row, row);
        } else if (table.getRowCount() > 0) {
            Region edge = table.region(by > 0 ? table.getRowCount() - 1 : 0);
            long next = by > 0 ? edge.end() : edge.offset() - 1;
            if (next >= 0 && next < document.view().size()) {
                marked = Optional.of(new Span(next, 1));
                scroll(by);
            }
        }
    }

    private void load(Window window) {
        map.ifPresent(known -> document.jobs().read(this, new PageJob(known, window)));
    }

    private void take(List<Region> regions) {
        if (regions.isEmpty()) {
            return;
        }
        message.clear();
        moving = true;
        top = regions.getFirst().offset();
        table.show(regions);
        double share = (double) top / Math.max(1, document.view().size());
        bar.setValue((int) (share * (STEPS - bar.getVisibleAmount())));
        moving = false;
        mark();
        told.accept(table.shown().orElseThrow());
    }

    private void mark() {
        moving = true;
        marked.ifPresentOrElse(table::mark, table::clearSelection);
        moving = false;
    }

    /** Reads a page. */
    private final class PageJob implements Job<List<Region>> {

        private final RegionMap known;
        private final Window window;

        PageJob(RegionMap known, Window window) {
            this.known = known;
            this.window = window;
        }

        @Override
        public String title() {
            return LayoutView.TEXTS.get("layout.question");
        }

        @Override
        public List<Region> work(Progress progress) {
            return window.read(known, progress);
        }

        @Override
        public void done(List<Region> answer) {
            take(answer);
        }

        @Override
        public void failed(TdbException why) {
            message.show(FailureText.of(document.path(), why));
        }
    }
}
