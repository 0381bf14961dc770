package tdb2.ui.locks;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;

import tdb2.engine.history.LockSpan;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.observe.ObservedLock;
import tdb2.engine.observe.Party;
import tdb2.ui.theme.Icons;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.FactTable;
import tdb2.ui.widgets.FactTable.Cell;
import tdb2.ui.widgets.FactTable.Column;
import tdb2.ui.widgets.FactTable.Row;
import tdb2.ui.widgets.Section;

/** The locks of one moment: who waits for whom as a tree, and all locks as a table. Event thread only. */
final class NowPane {

    private static final Texts TEXTS = Texts.of(NowPane.class);
    private static final int SHOWN = 500;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final WaitTree tree = new WaitTree();
    private final FactTable table = new FactTable("locks", Column.text(TEXTS.get("means"), 240),
            Column.text(TEXTS.get("mode"), 60), Column.text(TEXTS.get("state"), 110),
            Column.number(TEXTS.get("age")), Column.text(TEXTS.get("process"), 160),
            Column.number(TEXTS.get("thread")), Column.text(TEXTS.get("user"), 80),
            Column.mono(TEXTS.get("bytes"), 200), Column.text(TEXTS.get("kind"), 90));
    private final Section section;
    private List<Row> last = List.of();

    /** @param picked is told of bytes that the user picks */
    NowPane(Consumer<ByteRange> picked) {
        table.getAccessibleContext().setAccessibleName(TEXTS.get("question"));
        table.onPick(what -> picked.accept(((ObservedLock) what).range()));
        var split = new JSplitPane(JSplitPane.VERTICAL_SPLIT, new JScrollPane(tree), new JScrollPane(table));
        split.setBorder(null);
        split.setResizeWeight(0.35);
        split.setDividerLocation(Theme.grid(38));
        section = new Section("locks", TEXTS.get("question"), split);
    }

    JPanel component() {
        return section;
    }

    void show(LockPicture picture) {
        section.say(picture.words());
        tree.show(picture);
        List<Row> rows = picture.sight().locks().stream().limit(SHOWN).map(lock -> row(picture, lock)).toList();
        if (!rows.equals(last)) {
            last = rows;
            table.rows(rows);
        }
    }

    /** What it says of a moment; for any thread. */
    static String words(LockPicture picture) {
        LocalTime when = LocalTime.ofInstant(picture.recording().start().plusNanos(picture.at()),
                ZoneId.systemDefault());
        long waiting = picture.waiting();
        int locks = picture.sight().locks().size();
        StringBuilder words = new StringBuilder(locks == 0
                ? TEXTS.get("none", TIME.format(when))
                : TEXTS.get("answer", TIME.format(when), locks - waiting, waiting));
        List<Integer> roots = picture.graph().roots();
        if (!roots.isEmpty()) {
            words.append(' ').append(TEXTS.get("answer.root", LockWords.who(picture.graph(), roots.getFirst()),
                    picture.graph().waitersFor(roots.getFirst()).size()));
        }
        if (!picture.graph().cycles().isEmpty()) {
            words.append(' ').append(TEXTS.get("answer.circle", picture.graph().cycles().getFirst().size()));
        }
        if (locks > SHOWN) {
            words.append(' ').append(TEXTS.get("answer.more", locks - SHOWN));
        }
        if (picture.sight().needsMoreRights()) {
            words.append(' ').append(TEXTS.get("answer.rights", picture.sight().closedProcesses()));
        }
        return words.toString();
    }

    private static Row row(LockPicture picture, ObservedLock lock) {
        LockSpan span = picture.spans().get(lock);
        long age = picture.age(lock);
        String text = LockWords.time(age);
        boolean before = span.begin() == LockSpan.Begin.BEFORE;
        String thread = lock.party().stream().flatMapToInt(party -> party.thread().stream())
                .mapToObj(Integer::toString).findFirst().orElse("");
        return Row.of(lock, new Cell(LockWords.what(span.means(), span.keys()), LockWords.keys(span.keys()),
                Optional.of(Icons.of("lock")), span.means()),
                Cell.of(LockWords.mode(lock.mode())), Cell.of(LockWords.state(lock)),
                Cell.of(before ? TEXTS.get("age.least", text) : text, "", age), Cell.of(LockWords.who(lock)),
                Cell.of(thread), Cell.of(lock.party().map(Party::user).orElse("")),
                Cell.of(LockWords.bytes(lock.range())), Cell.of(TEXTS.get("kind." + lock.kind())));
    }
}
