package tdb2.ui.locks;

import java.awt.BorderLayout;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

import javax.swing.JButton;
import javax.swing.JCheckBox;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.Timer;

import net.miginfocom.swing.MigLayout;
import tdb2.engine.collect.Collected;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.lock.LockMap;
import tdb2.engine.observe.LockObserver;
import tdb2.engine.observe.ObservedLock;
import tdb2.ui.theme.Icons;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.FactTable;
import tdb2.ui.widgets.FactTable.Cell;
import tdb2.ui.widgets.FactTable.Column;
import tdb2.ui.widgets.FactTable.Row;
import tdb2.ui.widgets.MessageBar;
import tdb2.ui.widgets.MessageBar.Message;
import tdb2.ui.widgets.MessageBar.Tone;
import tdb2.ui.widgets.Section;
import tdb2.ui.workbench.FailureText;
import tdb2.ui.workbench.Job;
import tdb2.ui.workbench.Selection;
import tdb2.ui.workbench.ViewContext;
import tdb2.ui.workbench.ViewPart;

/** The locks on the file now, in the words of its dialect; looked up twice a second while on the screen. */
public final class LocksView implements ViewPart {

    private static final Texts TEXTS = Texts.of(LocksView.class);
    private static final int REFRESH_MILLIS = 500;
    private static final long SHOWN_BYTES = 1 << 20;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final ViewContext context;
    private final LockObserver observer = new LockObserver();
    private final FactTable table = new FactTable("locks", Column.text(TEXTS.get("means"), 240),
            Column.text(TEXTS.get("mode"), 90), Column.text(TEXTS.get("state"), 90),
            Column.text(TEXTS.get("process"), 200), Column.mono(TEXTS.get("bytes"), 240),
            Column.text(TEXTS.get("kind"), 120));
    private final Section section = new Section("locks", TEXTS.get("question"), new JScrollPane(table));
    private final MessageBar message = new MessageBar();
    private final JCheckBox live = new JCheckBox(TEXTS.get("live"), true);
    private final JPanel panel = new JPanel(new BorderLayout());
    private final Timer timer = new Timer(REFRESH_MILLIS, _ -> look());
    private List<ObservedLock> last = List.of();

    public LocksView(ViewContext context) {
        this.context = context;
        table.getAccessibleContext().setAccessibleName(TEXTS.get("question"));
        table.onPick(this::pick);
        var refresh = new JButton(TEXTS.get("refresh"), Icons.of("refresh"));
        refresh.setName("locks.refresh");
        refresh.setMnemonic(TEXTS.get("refresh.mnemonic").charAt(0));
        refresh.addActionListener(_ -> look());
        live.setName("locks.live");
        live.setMnemonic(TEXTS.get("live.mnemonic").charAt(0));
        live.addActionListener(_ -> follow(live.isSelected()));
        var foot = new JPanel(new MigLayout("insets 0 16 8 16, gapx 8"));
        foot.add(refresh);
        foot.add(live);
        panel.add(message, BorderLayout.NORTH);
        panel.setOpaque(false);
        foot.setOpaque(false);
        live.setOpaque(false);
        panel.add(section);
        panel.add(foot, BorderLayout.SOUTH);
        timer.setInitialDelay(0);
    }

    @Override
    public JComponent component() {
        return panel;
    }

    @Override
    public void shown() {
        look();
        follow(live.isSelected());
    }

    @Override
    public void hidden() {
        timer.stop();
    }

    private void follow(boolean on) {
        if (on) {
            timer.start();
        } else {
            timer.stop();
        }
    }

    private void look() {
        context.document().jobs().read(this, new LookJob());
    }

    private void show(List<ObservedLock> locks) {
        message.clear();
        section.say(words(locks));
        if (!locks.equals(last)) {
            last = locks;
            LockMap map = context.document().view().assembly().locks();
            table.rows(locks.stream().map(lock -> row(lock, map)).toList());
        }
    }

    private static String words(List<ObservedLock> locks) {
        String now = TIME.format(LocalTime.now());
        long waiting = locks.stream().filter(ObservedLock::waiting).count();
        return locks.isEmpty()
                ? TEXTS.get("none", now)
                : TEXTS.get("answer", now, locks.size() - waiting, waiting);
    }

    private static Row row(ObservedLock lock, LockMap map) {
        String holder = lock.pid().isEmpty() ? TEXTS.get("process.unknown")
                : lock.command().isEmpty() ? TEXTS.get("process.number", Integer.toString(lock.pid().getAsInt()))
                : TEXTS.get("process.named", lock.command(), Integer.toString(lock.pid().getAsInt()));
        boolean own = lock.pid().isPresent() && lock.pid().getAsInt() == ProcessHandle.current().pid();
        return Row.of(lock, Cell.of(lock.meaning(map).describe()).with(Icons.of("lock")),
                Cell.of(TEXTS.get(lock.mode() == Mode.WRITE ? "mode.write" : "mode.read")),
                Cell.of(TEXTS.get(lock.waiting() ? "state.waits" : "state.holds")),
                Cell.of(own ? TEXTS.get("process.own", holder) : holder), Cell.of(bytes(lock.range())),
                Cell.of(TEXTS.get("kind." + lock.kind())));
    }

    private static String bytes(ByteRange range) {
        String first = Long.toString(range.start());
        if (range.length() == 0) {
            return TEXTS.get("bytes.open", first);
        }
        return range.length() == 1 ? first : TEXTS.get("bytes.range", first, Long.toString(range.endExclusive() - 1));
    }

    /** Locked bytes stand for structures and need not exist: what lies in the file is selected. */
    private void pick(Object what) {
        ByteRange range = ((ObservedLock) what).range();
        long size = context.document().view().size();
        if (range.start() < size) {
            long end = Math.min(range.endExclusive(), Math.min(size, range.start() + SHOWN_BYTES));
            context.publish(this, Selection.bytes(context.document(), range.start(), end - range.start()));
        }
    }

    /** Asks the system. */
    private final class LookJob implements Job<List<ObservedLock>> {

        @Override
        public String title() {
            return TEXTS.get("job");
        }

        @Override
        public List<ObservedLock> work(Progress progress) {
            var document = context.document();
            return document.collected().map(Collected::locks).orElseGet(() -> observer.locksOn(document.path()));
        }

        @Override
        public void done(List<ObservedLock> locks) {
            show(locks);
        }

        @Override
        public void failed(TdbException why) {
            timer.stop();
            live.setSelected(false);
            Message said = FailureText.of(context.document().path(), why);
            message.show(new Message(Tone.WARNING, TEXTS.get("failed"), TEXTS.get("failed.means"), said.next(),
                    said.technical()));
        }
    }
}
