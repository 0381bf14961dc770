package tdb2.ui.learn;

import java.awt.BorderLayout;
import java.awt.EventQueue;
import java.util.Arrays;
import java.util.Optional;

import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;
import javax.swing.JTabbedPane;

import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.engine.lab.Deed;
import tdb2.engine.lab.Experiment;
import tdb2.engine.lab.Film;
import tdb2.engine.lab.Frame;
import tdb2.engine.lab.Frame.Kind;
import tdb2.engine.lab.Scheme;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.Compared;
import tdb2.ui.widgets.FactTable;
import tdb2.ui.widgets.FactTable.Cell;
import tdb2.ui.widgets.FactTable.Column;
import tdb2.ui.widgets.FactTable.Row;
import tdb2.ui.widgets.Figures;
import tdb2.ui.widgets.HexDump;
import tdb2.ui.widgets.MessageBar;
import tdb2.ui.widgets.MessageBar.Message;
import tdb2.ui.widgets.Section;
import tdb2.ui.widgets.WrapBar;
import tdb2.ui.workbench.Job;
import tdb2.ui.workbench.JobQueue;
import tdb2.ui.workbench.ViewButtons;
import tdb2.ui.workbench.WindowContext;
import tdb2.ui.workbench.WindowPart;

/** A commit of the real engine, store by store and sync by sync, and what a power cut makes of it. Event thread only. */
public final class MicroscopeView implements WindowPart {

    /** The name it is registered under. */
    public static final String ID = "microscope";

    private static final Texts TEXTS = Texts.of(MicroscopeView.class);
    private static final Object FILM = "learn.film";
    private static final int DUMPED = 4096;

    private final JPanel panel = new JPanel(new BorderLayout());
    private final JobQueue jobs;
    private final MessageBar message = new MessageBar();
    private final JComboBox<String> scheme = LabBar.chooser("learn.scheme",
            Arrays.stream(Scheme.values()).map(one -> TEXTS.get("scheme." + one)));
    private final JComboBox<String> deed = LabBar.chooser("learn.deed",
            Arrays.stream(Deed.values()).map(one -> TEXTS.get("deed." + one)));
    private final FactTable frames = new FactTable("learn.frames", Column.text(TEXTS.get("column.step"), 52),
            Column.text(TEXTS.get("column.phase"), 124), Column.mono(TEXTS.get("column.offset"), 104));
    private final SectorMap sectors = new SectorMap();
    private final Compared bytes = new Compared(TEXTS, "before", "after").unwrapped();
    private final CrashPane crash;
    private final SchemesPane schemes = new SchemesPane();
    private final JTabbedPane tabs = new JTabbedPane();
    private final Section section;
    private final ViewButtons buttons = ViewButtons.of(ID, panel, TEXTS);
    private final Playback playback = new Playback("learn.slider", TEXTS, buttons, this::show);
    private Optional<Movie> movie = Optional.empty();

    public MicroscopeView(WindowContext context) {
        jobs = context.jobs().queue(TEXTS.get("owner"));
        crash = new CrashPane(panel, jobs, playback::go);
        panel.setName(ID);
        panel.getAccessibleContext().setAccessibleName(TEXTS.get("name"));
        frames.getAccessibleContext().setAccessibleName(TEXTS.get("frames"));
        frames.onPick(frame -> playback.go(((Frame) frame).number() + 1));
        tabs.setName("learn.tabs");
        tabs.getAccessibleContext().setAccessibleName(TEXTS.get("tabs"));
        tabs.addTab(TEXTS.get("tab.map"), sectors.component());
        tabs.addTab(TEXTS.get("tab.bytes"), bytes);
        tabs.addTab(TEXTS.get("tab.crash"), crash.component());
        tabs.addTab(TEXTS.get("tab.schemes"), schemes.component());
        var split = new JSplitPane(JSplitPane.HORIZONTAL_SPLIT, new JScrollPane(frames), tabs);
        split.setBorder(null);
        split.setResizeWeight(0.35);
        split.setDividerLocation(Theme.grid(72));
        tabs.setTabLayoutPolicy(JTabbedPane.SCROLL_TAB_LAYOUT);
        section = new Section("learn", TEXTS.get("question"), split);
        panel.add(message, BorderLayout.PAGE_START);
        panel.add(section);
        panel.add(bar(), BorderLayout.PAGE_END);
        section.say(TEXTS.get("says.nothing"));
        deed.setSelectedIndex(Deed.TRANSFER.ordinal()); // two records: a broken promise shows soon
        scheme.addActionListener(_ -> film());
        deed.addActionListener(_ -> film());
    }

    private JPanel bar() {
        var bar = new WrapBar(2);
        buttons.add(bar, "film", this::film);
        playback.addButtons(bar);
        bar.grow(playback.slider(), 80);
        bar.begin(scheme);
        bar.add(deed);
        return bar;
    }

    @Override
    public JComponent component() {
        return panel;
    }

    @Override
    public void takeFocus() {
        if (movie.isEmpty()) {
            film();
        }
        EventQueue.invokeLater(frames::requestFocusInWindow);
    }

    /** The film that is shown; empty before the first one is made. */
    public Optional<Film> shown() {
        return movie.map(Movie::film);
    }

    /** How many steps of it are done. */
    public int steps() {
        return playback.at();
    }

    private void film() {
        playback.stop();
        jobs.enqueue(FILM, new Filming(new Experiment(Scheme.values()[scheme.getSelectedIndex()],
                Deed.values()[deed.getSelectedIndex()])));
    }

    /** Shows the moment after so many steps. */
    private void show(int steps) {
        int row = rowOf(steps - 1);
        if (row >= 0) {
            frames.setRowSelectionInterval(row, row);
            frames.scrollRectToVisible(frames.getCellRect(row, 0, true));
        } else {
            frames.clearSelection();
        }
        movie.ifPresent(now -> show(now, steps));
    }

    private int rowOf(int number) {
        for (int row = 0; row < frames.getRowCount(); row++) {
            if (frames.whatAt(row).filter(frame -> ((Frame) frame).number() == number).isPresent()) {
                return row;
            }
        }
        return -1;
    }

    private void show(Movie now, int steps) {
        sectors.show(now, steps);
        crash.show(now, steps);
        String images = now.moments().get(steps).images() > 1_000_000
                ? TEXTS.get("images.many")
                : Formats.count(now.moments().get(steps).images());
        if (steps == 0) {
            section.say(TEXTS.get("says.start"));
            bytes.show("", "");
            return;
        }
        Frame frame = now.film().frames().get(steps - 1);
        section.say(TEXTS.get("says.step", steps, now.film().frames().size(), TEXTS.get("phase." + frame.phase()),
                TEXTS.get("phase." + frame.phase() + ".means"), images));
        bytes.show(dump(frame, frame.before()), dump(frame, frame.after()));
    }

    private static String dump(Frame frame, byte[] stored) {
        return frame.kind() == Kind.STORE
                ? HexDump.of(Arrays.copyOf(stored, Math.min(DUMPED, stored.length)), frame.offset())
                : TEXTS.get("bytes.none");
    }

    private static Row row(Frame frame) {
        String does = switch (frame.kind()) {
            case SYNC -> TEXTS.get("does.sync");
            case RESIZE -> TEXTS.get("does.resize", Formats.size(frame.length()));
            case STORE -> TEXTS.get("does.store", frame.after().length);
        };
        return Row.of(frame, Cell.of(Integer.toString(frame.number() + 1), "", frame.number()),
                Cell.of(TEXTS.get("phase." + frame.phase()) + ", " + does),
                frame.kind() == Kind.STORE ? Figures.offset(frame.offset()) : Cell.of(""));
    }

    /** Films on a worker. */
    private final class Filming implements Job<Movie> {

        private final Experiment experiment;

        Filming(Experiment experiment) {
            this.experiment = experiment;
        }

        @Override
        public String title() {
            return TEXTS.get("job.film");
        }

        @Override
        public Movie work(Progress progress) {
            return Movie.of(experiment, progress);
        }

        @Override
        public void done(Movie made) {
            message.clear();
            movie = Optional.of(made);
            schemes.add(made.film());
            playback.steps(made.film().first(), made.film().frames().size());
            frames.rows(made.film().frames().stream().map(MicroscopeView::row).toList());
            playback.go(made.film().first());
        }

        @Override
        public void failed(TdbException why) {
            message.show(Message.of(TEXTS.get("failed"), TEXTS.get("failed.means"), why.fault()));
        }
    }
}
