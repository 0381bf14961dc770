package tdb2.ui.locks;

import java.awt.BorderLayout;

import javax.swing.BorderFactory;
import javax.swing.JComboBox;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;

import tdb2.engine.history.LockSpan;
import tdb2.engine.history.Recording;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.FactTable;
import tdb2.ui.widgets.FactTable.Cell;
import tdb2.ui.widgets.FactTable.Column;
import tdb2.ui.widgets.FactTable.Row;
import tdb2.ui.widgets.PicturePane;

/** Who held and waited when: a lane for each process, and the spans as a table. Event thread only. */
final class LanesPane extends PicturePane {

    private static final Texts TEXTS = Texts.of(LanesPane.class);

    private final Lanes lanes;
    private final FactTable table;
    private final JComboBox<Range> range = new JComboBox<>(Range.values());

    /** How much of the time is shown. */
    enum Range {
        TEN_SECONDS(10), MINUTE(60), TEN_MINUTES(600), ALL(Long.MAX_VALUE / 1_000_000_000);

        private final long seconds;

        Range(long seconds) {
            this.seconds = seconds;
        }

        long nanos() {
            return seconds * 1_000_000_000;
        }

        @Override
        public String toString() {
            return TEXTS.get("range." + name());
        }
    }

    static LanesPane create() {
        var lanes = new Lanes();
        return new LanesPane(lanes, new FactTable("lanes.table", Column.text(TEXTS.get("process"), 160),
                Column.text(TEXTS.get("state"), 90), Column.text(TEXTS.get("mode"), 60),
                Column.text(TEXTS.get("means"), 240), Column.number(TEXTS.get("from")),
                Column.number(TEXTS.get("length"))));
    }

    private LanesPane(Lanes lanes, FactTable table) {
        super("lanes", TEXTS.get("lanes.question"), lanes, new JScrollPane(lanes), table);
        this.lanes = lanes;
        this.table = table;
        setBorder(BorderFactory.createEmptyBorder(12, 16, 12, 16));
        range.setName("lanes.range");
        range.setSelectedItem(Range.MINUTE);
        range.addActionListener(_ -> lanes.range((Range) range.getSelectedItem()));
        var label = new JLabel(TEXTS.get("lanes.range"));
        label.setLabelFor(range);
        label.setDisplayedMnemonic(TEXTS.get("lanes.range.mnemonic").charAt(0));
        var foot = new JPanel();
        foot.setOpaque(false);
        foot.add(label);
        foot.add(range);
        var row = new JPanel(new BorderLayout());
        row.setOpaque(false);
        row.add(foot, BorderLayout.LINE_START);
        row.add(new LockLegend(), BorderLayout.LINE_END);
        add(row, "span 3, growx");
    }

    void show(LockPicture picture) {
        lanes.show(picture);
        table.rows(picture.lanes().newest().stream().map(LanesPane::row).toList());
        answer(words(picture));
    }

    private static String words(LockPicture picture) {
        Recording recording = picture.recording();
        String all = TEXTS.get("lanes.answer", picture.lanes().processes(), recording.spans().size(),
                LockWords.time(recording.length()), LockWords.time(recording.interval()));
        return all + " " + picture.lanes().longestWait()
                .map(longest -> TEXTS.get("lanes.longest", LockWords.who(longest.lock()), longest.means(),
                        LockWords.time(longest.length())))
                .orElseGet(() -> TEXTS.get("lanes.nobody"));
    }

    private static Row row(LockSpan span) {
        String length = LockWords.time(span.length());
        return Row.of(span.lock(), Cell.of(LockWords.who(span.lock())), Cell.of(LockWords.state(span.lock())),
                Cell.of(LockWords.mode(span.lock().mode())), Cell.of(LockWords.what(span.means(), span.keys())),
                Cell.of(LockWords.time(span.from()), "", span.from()),
                Cell.of(span.begin() == LockSpan.Begin.BEFORE || span.open() ? TEXTS.get("age.least", length) : length,
                        "", span.length()));
    }
}
