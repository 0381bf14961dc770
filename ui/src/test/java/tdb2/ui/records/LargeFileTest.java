package tdb2.ui.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.event.KeyEvent;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.concurrent.TimeUnit;
import javax.swing.JComboBox;
import javax.swing.JLabel;
import javax.swing.JTable;
import javax.swing.text.JTextComponent;
import org.assertj.swing.edt.GuiActionRunner;
import org.assertj.swing.timing.Condition;
import org.assertj.swing.timing.Pause;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tdb2.ui.testing.EventThreadGuard;
import tdb2.ui.testing.EventThreadWatchdog;
import tdb2.ui.space.SpaceView;
import tdb2.ui.summary.SummaryView;
import tdb2.ui.testing.ViewStand;
import tdb2.ui.tree.IndexView;
import tdb2.ui.workbench.ViewContext;
import tdb2.ui.workbench.ViewPart;

/**
 * Two million records that Samba's library wrote, in the records view, in a heap of 512 MiB. Figures go to
 * {@code target/scale.txt}; ui/docs/scale.md keeps them. Run by {@code ./mvnw -Plarge -pl ui -am test}; the properties
 * {@code tdb2.large.records} and {@code tdb2.large.file} take other numbers, and a file of such records that is there.
 */
@Tag("large")
@ExtendWith(EventThreadGuard.class)
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class LargeFileTest {
    private static final int RECORDS = Integer.getInteger("tdb2.large.records", 2_000_000);
    private static final String ALL = "%,d records".formatted(RECORDS);
    private static final String PYTHON = "/usr/bin/python3";
    private static final String MAKE = """
            import sys, tdb, os
            t = tdb.Tdb(sys.argv[1], int(sys.argv[2]) // 4 + 9, tdb.NOLOCK | tdb.NOSYNC, os.O_RDWR | os.O_CREAT, 0o600)
            for n in range(int(sys.argv[2])):
                k = b"HOST/%03d/USER/%07d\\0" % (n * 7919 % 1000, n)
                t.store(k, (b"value %d of a record; " % (n * 104729 % 1000003)) * (n % 4 + 1))
            t.close()
            """;

    private static final List<String> FIGURES = new ArrayList<>();

    @TempDir
    static Path folder;
    private static Path file;

    private long since;
    private long processor;

    @BeforeAll
    static void makeTheFile() throws Exception {
        assumeTrue(Files.isExecutable(Path.of(PYTHON))
                && new ProcessBuilder(PYTHON, "-c", "import tdb").start().waitFor() == 0,
                "python3-tdb is not installed");
        file = Path.of(System.getProperty("tdb2.large.file", folder.resolve("large.tdb").toString()));
        if (Files.exists(file)) {
            return;
        }
        assertThat(new ProcessBuilder(PYTHON, "-c", MAKE, file.toString(), Integer.toString(RECORDS)).inheritIO()
                .start().waitFor()).isZero();
    }

    @AfterAll
    static void keepFigures() throws IOException {
        if (!FIGURES.isEmpty()) {
            Files.write(Path.of("target", "scale.txt"), FIGURES);
        }
    }

    @Test
    void twoMillionRecordsAreListedFilteredAndSorted() throws IOException {
        keep("file: %,d records, %,d bytes; heap %,d MiB".formatted(RECORDS, Files.size(file),
                Runtime.getRuntime().maxMemory() >> 20));
        begin();
        try (var stand = new ViewStand(file, RecordsView::new); var watchdog = EventThreadWatchdog.start()) {
            var table = stand.window().table("records.table").target();
            await("first row", () -> table.getRowCount() > 0 && !table.getValueAt(0, 0).equals("\u00b7\u00b7\u00b7"));
            figure("first rows shown", watchdog);
            awaitCount(stand, ALL);
            figure("all counted", watchdog);
            goToTheEnd(stand, table, watchdog);
            filter(stand, "TEXT", "USER/0001", "1,000 matches among", watchdog);
            filter(stand, "REGEX", "/USER/00(12|34)\\d+.$", "2,000 matches among", watchdog);
            filter(stand, "TEXT", "", ALL, watchdog);
            sort(stand, table, "KEY", "HOST/000/USER/0000000\\0", watchdog);
            sort(stand, table, "VALUE_SIZE", "", watchdog);
            cancelASort(stand, watchdog);
        }
        keep("heap in use at its peak: %,d MiB".formatted(ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() >> 20));
    }

    /** The pictures of the whole file, each in a window of its own. */
    @Test
    void twoMillionRecordsAreSeenInPictures() {
        picture("index", IndexView::new, "tree.answer", ALL);
        picture("space", SpaceView::new, "map.answer", "are shown:");
        picture("why so large", SummaryView::new, "growth.answer", "keys and values");
    }

    private void picture(String name, Function<ViewContext, ViewPart> view, String answer, String said) {
        begin();
        try (var stand = new ViewStand(file, view); var watchdog = EventThreadWatchdog.start()) {
            var words = stand.window().robot().finder().findByName(answer, JTextComponent.class, false);
            await(name, () -> words.getText().contains(said));
            figure("picture: " + name, watchdog);
        }
    }

    private void goToTheEnd(ViewStand stand, JTable table, EventThreadWatchdog watchdog) {
        begin();
        stand.window().robot().focusAndWaitForFocusGain(table);
        stand.window().robot().pressAndReleaseKey(KeyEvent.VK_END);
        await("last row", () -> table.getSelectedRow() >= 0
                && table.getValueAt(table.getSelectedRow(), 0).toString().startsWith("HOST/"));
        figure("from the first row to the last", watchdog);
    }

    private void filter(ViewStand stand, String kind, String text, String count, EventThreadWatchdog watchdog) {
        begin();
        JComboBox<?> kinds = stand.window().comboBox("filter.kind").target();
        JTextComponent field = stand.window().textBox("filter.text").target();
        GuiActionRunner.execute(() -> {
            kinds.setSelectedItem(Wanted.Kind.valueOf(kind));
            field.setText(text);
        });
        awaitCount(stand, count);
        figure(text.isEmpty() ? "filter taken away" : "filtered by " + kind.toLowerCase(java.util.Locale.ROOT),
                watchdog);
    }

    private void sort(ViewStand stand, JTable table, String by, String first, EventThreadWatchdog watchdog) {
        begin();
        choose(stand, by);
        await("the sort to begin", () -> heading(table).contains("\u25b3") || heading(table).contains("\u25b2"));
        await("sorted", () -> heading(table).contains("\u25b2")
                && (first.isEmpty() || table.getValueAt(0, 0).equals(first)));
        figure("sorted by " + by.toLowerCase(java.util.Locale.ROOT).replace('_', ' '), watchdog);
    }

    private void cancelASort(ViewStand stand, EventThreadWatchdog watchdog) {
        choose(stand, "VALUE");
        var cancel = stand.window().robot().finder().findByName("filter.cancel", javax.swing.JButton.class, false);
        await("it runs", cancel::isShowing);
        begin();
        GuiActionRunner.execute(() -> cancel.doClick());
        await("it ended", () -> !cancel.isShowing());
        figure("a sort cancelled", watchdog);
    }

    private static void choose(ViewStand stand, String by) {
        var table = stand.window().table("records.table").target();
        stand.window().robot().focusAndWaitForFocusGain(table);
        stand.window().robot().pressKey(KeyEvent.VK_CONTROL);
        stand.window().robot().pressKey(KeyEvent.VK_SHIFT);
        stand.window().robot().pressAndReleaseKey(KeyEvent.VK_S);
        stand.window().robot().releaseKey(KeyEvent.VK_SHIFT);
        stand.window().robot().releaseKey(KeyEvent.VK_CONTROL);
        stand.window().menuItem("sort." + by).click();
    }

    /** All headings as they are painted. */
    private static String heading(JTable table) {
        var all = new StringBuilder();
        for (int column = 0; column < table.getColumnCount(); column++) {
            var part = table.getColumnModel().getColumn(column).getHeaderRenderer().getTableCellRendererComponent(table,
                    table.getColumnName(column), false, false, -1, column);
            all.append(((JLabel) part).getText());
        }
        return all.toString();
    }

    private void begin() {
        since = System.nanoTime();
        processor = processorNanos();
    }

    /** What this process took of the processors: a busy machine does not change it. */
    private static long processorNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }

    private void figure(String what, EventThreadWatchdog watchdog) {
        keep("%s: %.1f s, %.1f s of processor; event thread: %s".formatted(what, (System.nanoTime() - since) / 1e9,
                (processorNanos() - processor) / 1e9, watchdog));
        watchdog.stacks().forEach(stack -> keep("  stalled " + stack));
        watchdog.reset();
        begin();
    }

    /** Also said at once, so that a run that hangs tells how far it came. */
    private static void keep(String figure) {
        FIGURES.add(figure);
        System.out.println(figure);
    }

    private static void awaitCount(ViewStand stand, String text) {
        var label = stand.window().label("records.count").target();
        await("count " + text, () -> label.getText().replace("\u202f", ",").contains(text));
    }

    /** Only a guard against hanging. */
    private static void await(String what, Callable<Boolean> isTrue) {
        Pause.pause(new Condition(what) {
            @Override
            public boolean test() {
                return GuiActionRunner.execute(isTrue);
            }
        }, 300_000);
    }
}
