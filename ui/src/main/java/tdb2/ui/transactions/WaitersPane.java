package tdb2.ui.transactions;

import java.awt.EventQueue;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;

import net.miginfocom.swing.MigLayout;

import tdb2.engine.OpenOptions;
import tdb2.engine.error.TdbException;
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

/** The processes that wait for locks of ours, as the kernel tells. Event thread only. */
final class WaitersPane extends JPanel {

    private static final Texts TEXTS = Texts.of(WaitersPane.class);
    private static final long PAUSE = 1_000_000_000;

    private final transient Document document;
    private final JTextArea words = new JTextArea(TEXTS.get("waiters.none"));
    private final FactTable table = new FactTable("transactions.waiters", Column.text(TEXTS.get("column.process"), 180),
            Column.text(TEXTS.get("column.wants"), 180), Column.text(TEXTS.get("column.user"), 100));
    private volatile boolean looking;

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

    /** Looks once a second while there is a transaction to wait for and somebody sees it, on a thread of its own. */
    void look(boolean open) {
        boolean wanted = open && isShowing() && document.collected().isEmpty();
        if (!wanted) {
            looking = false;
            if (!open) {
                show(List.of());
            }
        } else if (!looking) {
            looking = true;
            Thread.ofPlatform().daemon().name("looks who waits for " + document.name()).start(this::run);
        }
    }

    private void run() {
        try (LockWatch watch = LockWatch.open(document.path(), OpenOptions.DEFAULT)) {
            while (looking) {
                List<Waiter> waiters = waiters(watch);
                EventQueue.invokeLater(() -> show(waiters));
                LockSupport.parkNanos(PAUSE);
            }
        } catch (TdbException why) {
            looking = false;
            EventQueue.invokeLater(() -> words.setText(TEXTS.get("waiters.failed", why.fault().message())));
        }
    }

    private static List<Waiter> waiters(LockWatch watch) {
        LockMap map = watch.map();
        return WaitGraph.of(watch.look()).waits().stream()
                .filter(wait -> wait.obstacles().stream()
                        .anyMatch(lock -> lock.party().filter(Party::isUs).isPresent()))
                .map(wait -> new Waiter(wait.wanted(), wait.wanted().meaning(map).describe())).toList();
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
}
