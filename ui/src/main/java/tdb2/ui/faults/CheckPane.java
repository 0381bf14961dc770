package tdb2.ui.faults;

import java.awt.BorderLayout;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.swing.JButton;
import javax.swing.JPanel;
import tdb2.engine.check.Diagnosis;
import tdb2.engine.check.Finding;
import tdb2.engine.check.Finding.Severity;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.Icons;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.FactTable;
import tdb2.ui.widgets.FactTable.Cell;
import tdb2.ui.widgets.FactTable.Column;
import tdb2.ui.widgets.FactTable.Row;
import tdb2.ui.widgets.Figures;
import tdb2.ui.widgets.FullRow;
import tdb2.ui.widgets.Section;
import tdb2.ui.workbench.Checkup;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.FailureText;

/** Checks the whole file when asked to, and lists what is not as a sound writer leaves it. Event thread only. */
final class CheckPane extends JPanel {

    private static final Texts TEXTS = Texts.of(CheckPane.class);
    private static final int SHOWN = 5000;
    private static final int WORDS = 4;

    private final transient Document document;
    private final FactTable table = new FactTable("check.findings", Column.text(TEXTS.get("check.severity"), 96),
            Column.text(TEXTS.get("check.rule"), 150), Column.mono(TEXTS.get("offset"), 112),
            new Column(TEXTS.get("check.length"), Column.Style.NUMBER, 72), Column.text(TEXTS.get("found"), 460));
    private final JButton start = new JButton(TEXTS.get("check.start"), Icons.of("check"));
    private final Section section =
            new Section("check", TEXTS.get("check.question"), new FullRow(table, WORDS), start);
    private final transient Runnable appear;
    private final transient Runnable follower = this::follow;

    /**
     * @param picked told the finding that the user picks
     * @param appear called when there is something to see here
     */
    CheckPane(Document document, Consumer<Finding> picked, Runnable appear) {
        super(new BorderLayout());
        this.document = document;
        this.appear = appear;
        setOpaque(false);
        start.setName("check.start");
        start.addActionListener(_ -> document.checkup().start());
        table.getAccessibleContext().setAccessibleName(TEXTS.get("check.question"));
        table.onPick(what -> picked.accept((Finding) what));
        add(section);
        document.checkup().addListener(follower);
        tell();
    }

    /** Whether there is something to see. */
    boolean hasBegun() {
        return !(document.checkup().state() instanceof Checkup.State.Idle);
    }

    private void follow() {
        tell();
        if (hasBegun()) {
            appear.run();
        }
    }

    private void tell() {
        start.setEnabled(!(document.checkup().state() instanceof Checkup.State.Running));
        start.setToolTipText(TEXTS.get("check.start.tip"));
        switch (document.checkup().state()) {
            case Checkup.State.Idle() -> section.say(TEXTS.get("check.waiting"));
            case Checkup.State.Running() -> section.say(TEXTS.get("check.running"));
            case Checkup.State.Failed(var why) -> section.say(FailureText.of(document.path(), why).what());
            case Checkup.State.Checked(var diagnosis) -> show(diagnosis);
        }
    }

    private void show(Diagnosis diagnosis) {
        List<Finding> findings = diagnosis.findings();
        String verdict = TEXTS.get("check.verdict." + diagnosis.verdict());
        String counts = findings.isEmpty()
                ? ""
                : TEXTS.get("check.answer", findings.size(),
                        count(findings, Severity.ERROR), count(findings, Severity.WARNING),
                        count(findings, Severity.INFO));
        section.say(String.join(" ", verdict, records(diagnosis), counts).strip());
        table.rows(findings.stream().sorted(Comparator.comparing(Finding::severity).reversed()
                .thenComparing(Finding::impact).thenComparingLong(Finding::offset)).limit(SHOWN)
                .map(CheckPane::row).toList());
    }

    /** What became of the records, in a sentence. */
    static String records(Diagnosis diagnosis) {
        return TEXTS.get("check.records", diagnosis.recordsIntact(), diagnosis.recordsSuspect(),
                diagnosis.recordsUnreachable(), diagnosis.recordsLost());
    }

    private static long count(List<Finding> findings, Severity severity) {
        return findings.stream().filter(finding -> finding.severity() == severity).count();
    }

    private static Row row(Finding finding) {
        String icon = switch (finding.severity()) {
            case ERROR -> "damage";
            case WARNING -> "warning";
            case INFO -> "info";
        };
        return Row.of(finding,
                new Cell(TEXTS.get("check." + finding.severity()), TEXTS.get("check.means." + finding.severity()),
                        Optional.of(Icons.of(icon)), -finding.severity().ordinal()),
                Cell.of(TEXTS.get("check.rule." + finding.code())), Figures.offset(finding.offset()),
                Cell.of(finding.length() == 0 ? "" : Formats.size(finding.length()), "", finding.length()),
                new Cell(finding.message(), finding.message(), Optional.empty(), finding.message()));
    }
}
