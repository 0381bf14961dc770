package tdb2.ui.workbench;

import java.util.List;
import java.util.Optional;

import javax.swing.BorderFactory;
import javax.swing.Icon;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JProgressBar;
import javax.swing.Timer;
import javax.swing.UIManager;

import net.miginfocom.swing.MigLayout;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.Icons;
import tdb2.ui.theme.Theme;

/** The strip at the bottom: how the file is open, what we are doing to it right now, and the job that runs. */
final class StatusBar extends JPanel implements OpenFiles.Listener, Jobs.Listener, Document.Listener {

    private static final int REFRESH_MILLIS = 200;
    private static final int QUIET_MILLIS = 300;

    private final OpenFiles files;
    private final Jobs jobs;
    private final JLabel mode = new JLabel();
    private final JLabel dialect = label("status.dialect", "");
    private final JLabel sequence = label("status.sequence", "");
    private final JLabel size = label("status.size", "");
    private final JLabel activity = label("status.activity", "");
    private final JLabel job = label("status.job", "");
    private final JProgressBar progress = new JProgressBar(0, 1000);
    private final JButton cancel = new JButton(Icons.of("cancel"));
    private final Runnable edited = this::showActivity;
    private final Timer timer = new Timer(REFRESH_MILLIS, _ -> showActivity());
    private Optional<Document> document = Optional.empty();

    StatusBar(OpenFiles files, Jobs jobs) {
        super(new MigLayout("insets 2 8 2 8, gapx 16, fillx, hidemode 3", "[][][][][grow, fill][][]", "[24!, center]"));
        this.files = files;
        this.jobs = jobs;
        setName("status");
        getAccessibleContext().setAccessibleName(Jobs.TEXTS.get("status.name"));
        mode.setName("status.mode");
        progress.setName("status.progress");
        progress.getAccessibleContext().setAccessibleName(Jobs.TEXTS.get("status.progress"));
        cancel.setName("status.cancel");
        cancel.setToolTipText(Jobs.TEXTS.get("status.cancel"));
        cancel.getAccessibleContext().setAccessibleName(Jobs.TEXTS.get("status.cancel"));
        cancel.putClientProperty("JButton.buttonType", "toolBarButton");
        cancel.addActionListener(_ -> visibleJobs().stream().findFirst().ifPresent(JobHandle::cancel));
        add(mode);
        add(dialect);
        add(sequence);
        add(size);
        add(activity, "wmin 0");
        add(job, "split 3, gapx 0 8");
        add(progress, "w 120!, gapx 0 4");
        add(cancel);
        restyle();
        files.addListener(this);
        jobs.addListener(this);
        showFile();
    }

    private static JLabel label(String name, String text) {
        var label = new JLabel(text);
        label.setName(name);
        return label;
    }

    @Override
    public void activated(Optional<OpenFile> file) {
        follow(file.flatMap(OpenFile::document));
    }

    @Override
    public void changed(OpenFile file) {
        follow(files.active().flatMap(OpenFile::document));
    }

    private void follow(Optional<Document> next) {
        document.ifPresent(old -> {
            old.removeListener(this);
            old.editing().history().removeListener(edited);
            old.editing().saving().removeListener(edited);
            old.editing().repacking().removeListener(edited);
            old.editing().transacting().removeListener(edited);
        });
        document = next;
        document.ifPresent(now -> {
            now.addListener(this);
            now.editing().history().addListener(edited);
            now.editing().saving().addListener(edited);
            now.editing().repacking().addListener(edited);
            now.editing().transacting().addListener(edited);
        });
        showFile();
    }

    @Override
    public void refreshed(Document refreshed) {
        showFile();
    }

    @Override
    public void surveyed(Document surveyed) {
        showFile();
    }

    @Override
    public void fluxChanged(Document changed) {
        showActivity();
    }

    /** Jobs came or went. */
    @Override
    public void changed() {
        if (jobs.active().isEmpty()) {
            timer.stop();
        } else if (!timer.isRunning()) {
            timer.start();
        }
        showActivity();
    }

    private void showFile() {
        boolean open = document.isPresent();
        mode.setVisible(open);
        dialect.setVisible(open);
        sequence.setVisible(open);
        size.setVisible(open);
        document.map(Document::view).ifPresent(view -> {
            dialect.setText(view.dialect().title());
            sequence.setText(Jobs.TEXTS.get("status.sequence", Formats.count(view.header().seqnum())));
            sequence.setToolTipText(Jobs.TEXTS.get("status.sequence.tip"));
            size.setText(Formats.size(view.size()));
            size.setToolTipText(Formats.sizeTip(view.size()));
        });
        showActivity();
    }

    private void showActivity() {
        document.map(now -> Access.of(now, jobs).mode()).ifPresent(how -> {
            mode.setText(how.badge());
            mode.setToolTipText(how.means());
            mode.putClientProperty("FlatLaf.style", style(how));
        });
        activity.setText(document.map(this::activityOf).orElse(Jobs.TEXTS.get("status.noFile")));
        activity.setIcon(document.map(now -> now.inFlux() ? Icons.of("warning") : (Icon) null).orElse(null));
        List<JobHandle> shown = visibleJobs();
        job.setVisible(!shown.isEmpty());
        progress.setVisible(!shown.isEmpty());
        cancel.setVisible(!shown.isEmpty());
        shown.stream().findFirst().ifPresent(first -> {
            job.setText(shown.size() == 1
                    ? first.title()
                    : Jobs.TEXTS.get("status.jobs", first.title(), shown.size() - 1));
            progress.setIndeterminate(first.fraction() < 0);
            progress.setValue((int) (1000 * Math.max(0, first.fraction())));
        });
    }

    /** What is being done to the file, in words. */
    private String activityOf(Document now) {
        return now.inFlux() ? Jobs.TEXTS.get("status.flux") : Access.of(now, jobs).summary();
    }

    /** Jobs that last long enough to be worth showing. */
    private List<JobHandle> visibleJobs() {
        return jobs.active().stream().filter(running -> running.age().toMillis() > QUIET_MILLIS).toList();
    }

    @Override
    public void updateUI() {
        super.updateUI();
        if (mode != null) {
            restyle();
        }
    }

    private void restyle() {
        setBorder(BorderFactory.createMatteBorder(1, 0, 0, 0, UIManager.getColor("Component.borderColor")));
        showActivity();
    }

    /** A mode is told by its word, and by a colour besides: blue reads, yellow has edits, vermilion writes. */
    private static String style(Access.Mode how) {
        String colours = switch (how) {
            case READ_ONLY -> Theme.isDark() ? "#1e1f22; background: #6fc3f0" : "#ffffff; background: #0072b2";
            case STAGED -> "#1e1f22; background: #f0c541";
            case TRANSACTION -> Theme.isDark() ? "#1e1f22; background: #ff9a62" : "#ffffff; background: #b84a00";
        };
        return "font: $semibold.font -1; foreground: " + colours + "; arc: 8; border: 2,8,2,8";
    }
}
