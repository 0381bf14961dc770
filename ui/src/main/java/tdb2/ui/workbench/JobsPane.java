package tdb2.ui.workbench;

import java.awt.BorderLayout;

import javax.swing.JButton;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.Timer;

import net.miginfocom.swing.MigLayout;
import tdb2.ui.theme.Formats;
import tdb2.ui.widgets.FactTable;
import tdb2.ui.widgets.FactTable.Cell;
import tdb2.ui.widgets.FactTable.Column;
import tdb2.ui.widgets.FactTable.Row;

/** The jobs that wait or run, how far they are, and a way to cancel them. */
final class JobsPane extends JPanel implements Jobs.Listener {

    private static final int REFRESH_MILLIS = 250;

    private final Jobs jobs;
    private final FactTable table = new FactTable("jobs", Column.text(text("jobs.title"), 280),
            Column.text(text("jobs.file"), 200), Column.text(text("jobs.state"), 100),
            Column.number(text("jobs.done")), Column.number(text("jobs.age")));
    private final Timer timer = new Timer(REFRESH_MILLIS, _ -> showJobs());

    JobsPane(Jobs jobs) {
        super(new BorderLayout());
        this.jobs = jobs;
        table.getAccessibleContext().setAccessibleName(text("jobs"));
        var cancel = new JButton(Actions.of("cancelJob",
                () -> table.selected().map(JobHandle.class::cast).ifPresent(JobHandle::cancel)));
        cancel.setName("jobs.cancel");
        var cancelAll = new JButton(Actions.of("cancelAll", () -> jobs.active().forEach(JobHandle::cancel)));
        cancelAll.setName("jobs.cancelAll");
        var buttons = new JPanel(new MigLayout("insets 4, gap 4"));
        buttons.add(cancel);
        buttons.add(cancelAll);
        add(new JScrollPane(table));
        add(buttons, BorderLayout.EAST);
        jobs.addListener(this);
    }

    private static String text(String key) {
        return Jobs.TEXTS.get(key);
    }

    /** Moves the keyboard into the table. */
    void takeFocus() {
        table.requestFocusInWindow();
    }

    @Override
    public void changed() {
        if (jobs.active().isEmpty()) {
            timer.stop();
            showJobs();
        } else {
            timer.start();
        }
    }

    private void showJobs() {
        table.rows(jobs.active().stream().map(JobsPane::row).toList());
    }

    private static Row row(JobHandle job) {
        double share = job.fraction();
        return Row.of(job, Cell.of(job.title()), Cell.of(job.owner()), Cell.of(text("job.state." + job.state())),
                Cell.of(share < 0 ? "" : Formats.percent(share), "", Math.round(1000 * share)),
                Cell.of(job.age().toSeconds() + " s", "", job.age().toMillis()));
    }
}
