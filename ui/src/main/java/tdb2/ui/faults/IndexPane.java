package tdb2.ui.faults;

import java.awt.BorderLayout;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.swing.JButton;
import javax.swing.JPanel;
import tdb2.engine.decode.ldb.IndexCheck;
import tdb2.engine.decode.ldb.IndexCheck.Report;
import tdb2.engine.decode.ldb.IndexFinding;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.ui.decode.Decodings;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.RegionStyle;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.FactTable;
import tdb2.ui.widgets.FactTable.Cell;
import tdb2.ui.widgets.FactTable.Column;
import tdb2.ui.widgets.FactTable.Row;
import tdb2.ui.widgets.Figures;
import tdb2.ui.widgets.FullRow;
import tdb2.ui.widgets.Section;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.FailureText;
import tdb2.ui.workbench.Job;
import tdb2.ui.workbench.Settings;

/**
 * For directories of ldb: compares the records with their index when asked to, and lists where the two disagree. Event thread only.
 */
final class IndexPane extends JPanel {

    private static final Texts TEXTS = Texts.of(IndexPane.class);

    private static final int WORDS = 2;

    private final transient Document document;
    private final transient Decodings decodings;
    private final FactTable table = new FactTable("index.findings", Column.text(TEXTS.get("index.kind"), 110),
            Column.mono(TEXTS.get("offset"), 130), Column.text(TEXTS.get("expected"), 280),
            Column.text(TEXTS.get("found"), 240), Column.text(TEXTS.get("advice"), 300));
    private final JButton compare = new JButton(TEXTS.get("index.compare"));
    private final Section section =
            new Section("index", TEXTS.get("index.question"), new FullRow(table, WORDS), compare);
    private final transient Runnable appear;

    /**
     * @param picked told the finding that the user picks
     * @param appear called when the file turns out to be such a directory
     */
    IndexPane(Document document, Settings settings, Consumer<IndexFinding> picked, Runnable appear) {
        super(new BorderLayout());
        this.document = document;
        this.appear = appear;
        setOpaque(false);
        compare.setName("index.compare");
        compare.setToolTipText(TEXTS.get("index.compare.tip"));
        compare.addActionListener(_ -> compare());
        table.getAccessibleContext().setAccessibleName(TEXTS.get("index.question"));
        table.onPick(what -> picked.accept((IndexFinding) what));
        add(section);
        section.say(TEXTS.get("index.waiting"));
        decodings = new Decodings(document, settings, this::appear);
    }

    private void appear() {
        if (IndexCheck.concerns(decodings.facts().landmarks())) {
            appear.run();
        }
    }

    private void compare() {
        compare.setEnabled(false);
        section.say(TEXTS.get("index.running"));
        document.jobs().enqueue(this, new Job<Report>() {
            @Override
            public String title() {
                return TEXTS.get("index.job");
            }

            @Override
            public Report work(Progress progress) {
                return IndexCheck.of(document.tdb(), progress);
            }

            @Override
            public void done(Report report) {
                show(report);
            }

            @Override
            public void failed(TdbException why) {
                compare.setEnabled(true);
                section.say(FailureText.of(document.path(), why).what());
            }

            @Override
            public void cancelled() {
                compare.setEnabled(true);
                section.say(TEXTS.get("index.waiting"));
            }
        });
    }

    private void show(Report report) {
        compare.setEnabled(true);
        String numbers = TEXTS.get("index.numbers", Formats.count(report.objects()), Formats.count(report.entries()));
        String kinds = report.counts().entrySet().stream().sorted(java.util.Map.Entry.comparingByKey())
                .map(entry -> TEXTS.get("index.count." + entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
        String answer = kinds.isEmpty() ? TEXTS.get("index.none") : TEXTS.get("index.answer", kinds);
        String doubt = report.inFlux() || !report.faults().isEmpty() ? " " + TEXTS.get("index.doubt") : "";
        section.say(answer + " " + numbers + doubt);
        table.rows(report.findings().stream().map(IndexPane::row).toList());
    }

    private static Row row(IndexFinding finding) {
        var fault = finding.fault();
        return Row.of(finding, cell(TEXTS.get("index.kind." + finding.kind())),
                Figures.offset(fault.offset()).with(RegionStyle.DAMAGE.icon()), cell(fault.expected()),
                cell(fault.found()), cell(fault.advice()));
    }

    private static Cell cell(String text) {
        return new Cell(text, text, java.util.Optional.empty(), text);
    }
}
