package tdb2.ui.locks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import javax.swing.JTabbedPane;
import javax.swing.JTable;
import javax.swing.JTextArea;
import javax.swing.JTree;

import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tdb2.engine.CreateOptions;
import tdb2.engine.Tdb;
import tdb2.engine.history.LockSpan;
import tdb2.engine.history.RecordingText;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.observe.LockObserver;
import tdb2.engine.testing.Neighbour;
import tdb2.ui.testing.Fixtures;
import tdb2.ui.testing.ViewStand;
import tdb2.ui.workbench.Transacting;
import tdb2.ui.workbench.ViewContext;

/** The view of locks while other programs hold them and wait. */
@Timeout(300)
class LocksViewTest {

    @TempDir
    Path directory;
    private Path file;
    private LocksView view;
    private ViewStand stand;

    @BeforeEach
    void aFileThatIsShown() throws IOException {
        assumeTrue(new LockObserver().isAvailable());
        file = Files.copy(Fixtures.file("tdb2/chain100.tdb"), directory.resolve("a.tdb"));
        stand = new ViewStand(file, this::make);
    }

    private LocksView make(ViewContext context) {
        view = new LocksView(context);
        return view;
    }

    @AfterEach
    void close() {
        if (stand != null) {
            stand.close();
        }
    }

    private String said() {
        return stand.window().robot().finder().findByName("locks.answer", JTextArea.class, false).getText();
    }

    private static String tree(JTree tree) {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < tree.getRowCount(); row++) {
            text.append(tree.getPathForRow(row).getLastPathComponent()).append('\n');
        }
        return text.toString();
    }

    private JTree tree() {
        return stand.window().tree("locks.tree").target();
    }

    private JTable table(String name) {
        return stand.window().robot().finder().findByName(name, JTable.class, false);
    }

    private void tab(int number) {
        JTabbedPane tabs = stand.window().tabbedPane("locks.tabs").target();
        GuiActionRunner.execute(() -> tabs.setSelectedIndex(number));
    }

    @Test
    void whoHoldsAndWhoWaitsIsToldAsTreeTableAndWords() {
        try (Neighbour holder = new Neighbour(file); Neighbour waiter = new Neighbour(file)) {
            assertThat(holder.lock(8, 1, false)).isTrue();
            waiter.beginLock(8, 1, true);
            ViewStand.await("the wait is told", () -> said().contains("one lock is held, one request waits"));
            ViewStand.await("the tree tells it", () -> tree(tree()).contains("keeps one process waiting"));
            assertThat(GuiActionRunner.execute(() -> tree(tree()).lines().toList()))
                    .satisfiesExactly(line -> assertThat(line).contains("(" + holder.pid() + ")", "transaction"),
                            line -> assertThat(line).contains("(" + waiter.pid() + ")",
                                    "waits for transaction (read)"));
            assertThat(GuiActionRunner.execute(() -> table("locks").getRowCount())).isEqualTo(2);
        }
        ViewStand.await("they are gone", () -> said().startsWith("Nobody"));
        tab(1);
        ViewStand.await("the wait is remembered", () -> table("lanes.table").getRowCount() >= 2);
        tab(2);
        ViewStand.await("figures are there", () -> table("heat.table").getRowCount() == 1);
    }

    @Test
    void whatWasSeenCanBeGoneThroughSavedAndOpened() {
        Path saved = directory.resolve("a.locks");
        try (Neighbour holder = new Neighbour(file)) {
            assertThat(holder.lock(0, 1, false)).isTrue();
            ViewStand.await("it is seen", () -> said().contains("one lock is held"));
        }
        ViewStand.await("it is gone", () -> said().startsWith("Nobody"));
        GuiActionRunner.execute(() -> stand.window().toggleButton("locks.pause").target().doClick());
        ViewStand.await("time can be gone through", () -> stand.window().robot().finder()
                .findByName("locks.moment", false).isShowing());
        GuiActionRunner.execute(() -> view.save(saved));
        ViewStand.await("it is saved", () -> Files.exists(saved) && stand.document().jobs() != null
                && Files.size(saved) > 0);
        var recording = RecordingText.open(saved);
        assertThat(recording.spans()).singleElement().satisfies(span -> assertThat(span.means()).isEqualTo("open"));
        GuiActionRunner.execute(() -> view.open(saved));
        ViewStand.await("it is open", () -> stand.window().robot().finder()
                .findByName("message.what", JTextArea.class, false).getText().startsWith("A recording is shown"));
        GuiActionRunner.execute(() -> view.moment(recording.spans().getFirst().from()));
        ViewStand.await("the moment shows the lock", () -> said().contains("one lock is held"));
        GuiActionRunner.execute(() -> view.filter("nobody of that name"));
        ViewStand.await("the filter hides it", () -> said().startsWith("Nobody"));
    }

    @Test
    void threadsOfOurOwnAreToldByTheEngineWithExactTimes() {
        stand.close();
        file = directory.resolve("native.tdb2");
        Tdb.create(file, CreateOptions.DEFAULT).close();
        stand = new ViewStand(file, this::make);
        Path saved = directory.resolve("own.locks");
        Transacting own = stand.document().editing().transacting();
        GuiActionRunner.execute(() -> own.begin(Transacting.Kind.WRITE));
        ViewStand.await("our transaction is told", () -> GuiActionRunner.execute(() -> table("locks").getRowCount() > 0
                && IntStream.range(0, table("locks").getRowCount()).mapToObj(row -> table("locks").getValueAt(row, 0))
                        .anyMatch(cell -> cell.toString().contains("transaction"))));
        GuiActionRunner.execute(own::cancel);
        ViewStand.await("it is over", () -> said().startsWith("Nobody"));
        GuiActionRunner.execute(() -> view.save(saved));
        ViewStand.await("it is saved", () -> Files.exists(saved) && Files.size(saved) > 0);
        assertThat(RecordingText.open(saved).spans()).filteredOn(span -> span.means().equals("transaction"))
                .singleElement().satisfies(span -> {
                    assertThat(span.begin()).isEqualTo(LockSpan.Begin.EXACT);
                    assertThat(span.length()).isPositive();
                    assertThat(span.lock().party()).hasValueSatisfying(party -> assertThat(party.isUs()).isTrue());
                    assertThat(span.lock().range()).isEqualTo(new ByteRange(1, 1));
                });
    }

    @Test
    void practiceShowsProcessesUntilItIsEnded() {
        GuiActionRunner.execute(view::practise);
        ViewStand.await("somebody waits", () -> said().contains("waiting"));
        List<ProcessHandle> children = ProcessHandle.current().children()
                .filter(child -> child.info().command().orElse("").endsWith("java")).toList();
        assertThat(children).hasSize(5);
        GuiActionRunner.execute(view::disposed);
        children.forEach(child -> child.onExit().orTimeout(1, TimeUnit.MINUTES).join());
    }
}
