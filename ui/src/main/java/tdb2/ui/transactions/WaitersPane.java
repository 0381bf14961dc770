package tdb2.ui.transactions;

import java.util.List;

import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;

import net.miginfocom.swing.MigLayout;

import tdb2.engine.OpenOptions;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.engine.lock.LockMap;
import tdb2.engine.observe.LockWatch;
import tdb2.engine.observe.ObservedLock;
import tdb2.engine.observe.Party;
import tdb2.engine.observe.WaitGraph;
import tdb2.ui.theme.Icons;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.FactTable;
import tdb2.ui.widgets.FactTable.Cell;
import tdb2.ui.widgets.FactTable.Column;
import tdb2.ui.widgets.FactTable.Row;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.Job;

/** The processes that wait for locks of ours, as the kernel tells. Event thread only. */
final class WaitersPane extends JPanel {

    private static final Texts TEXTS = Texts.of(WaitersPane.class);

    private final transient Document document;
    private final transient Object slot = new Object();
    private final JTextArea words = new JTextArea(TEXTS.get("waiters.none"));
    private final FactTable table = new FactTable("transactions.waiters", Column.text(TEXTS.get("column.process"), 180),
            Column.text(TEXTS.get("column.wants"), 180), Column.text(TEXTS.get("column.user"), 100));
    private boolean looking;

    WaitersPane(Document document) {
        super(new MigLayout("insets 8, fill, wrap 1", "[grow, fill]", "[][grow, fill]"));
        this.document = document;
        setOpaque(false);
        words.setName("transactions.waiters.words");
        words.setEditable(false);
        words.setFocusable(false);
        words.setOpaque(false);
        words.setLineWrap(true);
        words.setWrapStyleWord(true);
        table.getAccessibleContext().setAccessibleName(TEXTS.get("waiters"));
        add(words, "wmin 100");
        add(new JScrollPane(table));
    }

    /** Looks once, where there is a transaction to wait for. */
    void look(boolean open) {
        if (!open) {
            show(List.of());
        } else if (!looking && document.collected().isEmpty() && !document.isClosed()) {
            looking = true;
            document.jobs().read(slot, new Look());
        }
    }

    /** What somebody waits for. */
    private record Waiter(ObservedLock wanted, String means) {}

    private void show(List<Waiter> waiters) {
        words.setText(TEXTS.get(waiters.isEmpty() ? "waiters.none" : "waiters.some", waiters.size()));
        table.rows(waiters.stream().map(waiter -> Row.of(waiter.wanted(),
                Cell.of(waiter.wanted().party().map(party -> TEXTS.get("process", party.command(),
                        Integer.toString(party.pid()))).orElseGet(() -> TEXTS.get("process.unknown")))
                        .with(Icons.of("lock")),
                Cell.of(waiter.means()), Cell.of(waiter.wanted().party().map(Party::user).orElse("")))).toList());
    }

    /** One look. */
    private final class Look implements Job<List<Waiter>> {

        @Override
        public String title() {
            return TEXTS.get("job.waiters");
        }

        @Override
        public List<Waiter> work(Progress progress) {
            try (LockWatch watch = LockWatch.open(document.path(), OpenOptions.DEFAULT)) {
                int us = (int) ProcessHandle.current().pid();
                LockMap map = watch.map();
                return WaitGraph.of(watch.look()).waits().stream()
                        .filter(wait -> wait.obstacles().stream().anyMatch(lock -> lock.pid().orElse(-1) == us))
                        .map(wait -> new Waiter(wait.wanted(), wait.wanted().meaning(map).describe())).toList();
            }
        }

        @Override
        public void done(List<Waiter> answer) {
            looking = false;
            show(answer);
        }

        @Override
        public void failed(TdbException why) {
            looking = false;
            show(List.of());
            words.setText(TEXTS.get("waiters.failed", why.fault().message()));
        }

        @Override
        public void cancelled() {
            looking = false;
        }
    }
}
