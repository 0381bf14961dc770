package tdb2.ui.widgets;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.event.KeyEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import javax.swing.JFrame;
import javax.swing.JScrollBar;
import org.assertj.swing.core.Robot;
import org.assertj.swing.edt.FailOnThreadViolationRepaintManager;
import org.assertj.swing.edt.GuiActionRunner;
import org.assertj.swing.fixture.FrameFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tdb2.ui.testing.PatientRobot;
import tdb2.ui.testing.ViewStand;
import tdb2.ui.theme.Theme;

/** 50 million rows that nobody ever holds in memory, in a real window. */
class WindowedTableTest {
    private static final long ROWS = 50_000_000;

    private final ExecutorService reader = Executors.newSingleThreadExecutor();
    private final AtomicLong pagesRead = new AtomicLong();
    private final List<Long> selected = new ArrayList<>();
    private Robot robot;
    private PagedRows<String> rows;
    private WindowedTable<String> table;
    private FrameFixture window;

    @BeforeAll
    static void watchThreads() {
        FailOnThreadViolationRepaintManager.install();
    }

    @BeforeEach
    void openWindow() {
        robot = PatientRobot.create();
        var frame = GuiActionRunner.execute(() -> {
            Theme.LIGHT.apply();
            rows = new PagedRows<>(this::page, new OnThread(), _ -> {});
            table = new WindowedTable<>(List.of(RowColumn.text("Row", "row 00000000", row -> row)), rows);
            table.onSelect(selected::add);
            rows.grow(ROWS);
            var made = new JFrame("rows");
            made.add(table);
            return made;
        });
        window = new FrameFixture(robot, frame);
        window.show(new Dimension(400, 500));
    }

    @AfterEach
    void closeWindow() {
        robot.cleanUp();
        reader.shutdownNow();
    }

    private List<String> page(long page) {
        pagesRead.incrementAndGet();
        return LongStream.range(page * PagedRows.PAGE, Math.min(ROWS, (page + 1) * PagedRows.PAGE))
                .mapToObj(row -> "row " + row).toList();
    }

    /** Reads on a thread of its own and answers on the event thread. */
    private final class OnThread implements PageLoader.Worker {
        @Override
        public <T> void start(Supplier<T> work, Consumer<T> done, Consumer<RuntimeException> failed) {
            reader.execute(() -> {
                T answer = work.get();
                EventQueue.invokeLater(() -> done.accept(answer));
            });
        }
    }

    private Object cell(int row) {
        return table.table().getValueAt(row, 0);
    }

    @Test
    void onlyTheWindowExists() {
        ViewStand.await("first row", () -> cell(0).equals("row 0"));
        assertThat(GuiActionRunner.execute(() -> table.table().getRowCount())).isLessThan(60);
        assertThat(pagesRead.get()).isEqualTo(1);
    }

    @Test
    void keysReachTheLastRowAndComeBack() {
        window.table().target().requestFocusInWindow();
        robot.waitForIdle();
        robot.focusAndWaitForFocusGain(table.table());
        robot.pressAndReleaseKey(KeyEvent.VK_END);
        ViewStand.await("last row", () -> table.selectedRow().filter("row 49999999"::equals).isPresent());
        robot.pressAndReleaseKey(KeyEvent.VK_UP);
        ViewStand.await("row before", () -> table.selection().getAsLong() == ROWS - 2);
        robot.pressAndReleaseKey(KeyEvent.VK_HOME);
        ViewStand.await("first row", () -> table.selectedRow().filter("row 0"::equals).isPresent());
        robot.pressAndReleaseKey(KeyEvent.VK_PAGE_DOWN);
        ViewStand.await("second window", () -> table.selection().getAsLong() > 5);
        ViewStand.await("all told", () -> selected.contains(ROWS - 1) && selected.contains(0L));
        assertThat(pagesRead.get()).isLessThan(12);
    }

    @Test
    void theScrollBarCountsRows() {
        var bar = robot.finder().findByType(table, JScrollBar.class);
        GuiActionRunner.execute(() -> bar.setValue(31_415_926));
        ViewStand.await("that row", () -> cell(0).equals("row 31415926"));
        assertThat(GuiActionRunner.execute(bar::getMaximum)).isEqualTo((int) ROWS);
    }

    @Test
    void theSelectionStaysWhenItIsOutOfSightAndWhenRowsGrow() {
        GuiActionRunner.execute(() -> table.select(7));
        GuiActionRunner.execute(() -> table.scrollTo(1_000_000));
        assertThat(GuiActionRunner.execute(() -> table.table().getSelectedRow())).isEqualTo(-1);
        GuiActionRunner.execute(() -> rows.grow(ROWS + 1000));
        GuiActionRunner.execute(() -> table.scrollTo(0));
        assertThat(GuiActionRunner.execute(() -> table.table().getSelectedRow())).isEqualTo(7);
        assertThat(selected).isEmpty();
    }

    @Test
    void keysChooseManyRowsAndAll() {
        robot.focusAndWaitForFocusGain(table.table());
        robot.pressAndReleaseKey(KeyEvent.VK_DOWN);
        robot.pressKey(KeyEvent.VK_SHIFT);
        robot.pressAndReleaseKey(KeyEvent.VK_DOWN);
        robot.pressAndReleaseKey(KeyEvent.VK_DOWN);
        ViewStand.await("three rows", () -> table.chosen().equals(RowRanges.of(0, 2)));
        assertThat(GuiActionRunner.execute(() -> table.table().getSelectedRows())).containsExactly(0, 1, 2);
        robot.pressAndReleaseKey(KeyEvent.VK_END);
        ViewStand.await("all rows", () -> table.chosen().equals(RowRanges.of(0, ROWS - 1)));
        robot.releaseKey(KeyEvent.VK_SHIFT);
        robot.pressAndReleaseKey(KeyEvent.VK_UP);
        ViewStand.await("one row", () -> table.chosen().equals(RowRanges.of(ROWS - 2, ROWS - 2)));
        robot.pressKey(KeyEvent.VK_CONTROL);
        robot.pressAndReleaseKey(KeyEvent.VK_A);
        robot.releaseKey(KeyEvent.VK_CONTROL);
        ViewStand.await("all rows", () -> table.chosen().count() == ROWS);
    }
}
