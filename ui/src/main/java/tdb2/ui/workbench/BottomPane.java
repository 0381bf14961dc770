package tdb2.ui.workbench;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

import javax.swing.JButton;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTabbedPane;
import javax.swing.Timer;

import net.miginfocom.swing.MigLayout;
import tdb2.engine.error.TdbException;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.Icons;
import tdb2.ui.widgets.FactTable;
import tdb2.ui.widgets.FactTable.Cell;
import tdb2.ui.widgets.FactTable.Column;
import tdb2.ui.widgets.FactTable.Row;

/** Jobs and messages at the bottom of the window. */
final class BottomPane extends JTabbedPane implements Jobs.Listener, OpenFiles.Listener {

    private static final int REFRESH_MILLIS = 250;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private final Jobs jobs;
    private final EventLog log;
    private final FactTable jobTable = new FactTable("jobs", Column.text(text("jobs.title"), 280),
            Column.text(text("jobs.file"), 200), Column.text(text("jobs.state"), 100),
            Column.number(text("jobs.done")), Column.number(text("jobs.age")));
    private final FactTable messages = new FactTable("messages", Column.mono(text("messages.time"), 80),
            Column.text(text("messages.file"), 180), Column.text(text("messages.what"), 420),
            Column.text(text("messages.technical"), 600));
    private final Timer timer = new Timer(REFRESH_MILLIS, _ -> showJobs());

    BottomPane(Jobs jobs, OpenFiles files, EventLog log) {
        this.jobs = jobs;
        this.log = log;
        setName("bottom");
        getAccessibleContext().setAccessibleName(text("bottom.name"));
        messages.getAccessibleContext().setAccessibleName(text("messages"));
        jobTable.getAccessibleContext().setAccessibleName(text("jobs"));
        addTab(text("messages"), Icons.of("info"), new JScrollPane(messages));
        addTab(text("jobs"), Icons.of("job"), jobsPanel());
        jobs.addListener(this);
        files.addListener(this);
        log.addListener(this::showMessages);
    }

    private static String text(String key) {
        return Jobs.TEXTS.get(key);
    }

    private JPanel jobsPanel() {
        var cancel = new JButton(Actions.of("cancelJob",
                () -> jobTable.selected().map(JobHandle.class::cast).ifPresent(JobHandle::cancel)));
        cancel.setName("jobs.cancel");
        var cancelAll = new JButton(Actions.of("cancelAll", () -> jobs.active().forEach(JobHandle::cancel)));
        cancelAll.setName("jobs.cancelAll");
        var panel = new JPanel(new MigLayout("insets 0, gap 4, fill", "[grow, fill][fill]", "[][]push"));
        panel.add(new JScrollPane(jobTable), "spany 2, grow, push");
        panel.add(cancel, "wrap, gaptop 4, gapright 4");
        panel.add(cancelAll, "gapright 4");
        return panel;
    }

    @Override
    public void changed() {
        if (jobs.active().isEmpty()) {
            timer.stop();
            showJobs();
        } else {
            timer.start();
        }
        setTitleAt(1, jobs.active().isEmpty() ? text("jobs") : Jobs.TEXTS.get("jobs.count", jobs.active().size()));
    }

    @Override
    public void failed(JobHandle job, TdbException why) {
        log.add(job.owner(), Jobs.TEXTS.get("log.failed", job.title()), why.fault().message());
    }

    @Override
    public void changed(OpenFile file) {
        file.document().ifPresent(document -> log.add(file.name(),
                Jobs.TEXTS.get("log.opened", document.view().dialect().title(), Formats.size(document.view().size())),
                file.path().toString()));
    }

    @Override
    public void removed(OpenFile file) {
        log.add(file.name(), text("log.closed"), file.path().toString());
    }

    private void showJobs() {
        jobTable.rows(jobs.active().stream().map(BottomPane::row).toList());
    }

    private static Row row(JobHandle job) {
        double share = job.fraction();
        return Row.of(job, Cell.of(job.title()), Cell.of(job.owner()), Cell.of(text("job.state." + job.state())),
                Cell.of(share < 0 ? "" : Formats.percent(share), "", Math.round(1000 * share)),
                Cell.of(job.age().toSeconds() + " s", "", job.age().toMillis()));
    }

    private void showMessages() {
        List<Row> rows = log.entries().reversed().stream()
                .map(entry -> new Row(List.of(
                        new Cell(TIME.format(entry.when()), entry.when().toString(), Optional.empty(), entry.when()),
                        Cell.of(entry.file()), Cell.of(entry.what()),
                        new Cell(entry.technical(), entry.technical(), Optional.empty(), entry.technical())),
                        Optional.of(entry)))
                .toList();
        messages.rows(rows);
    }
}
