package tdb2.ui.search;

import java.awt.BorderLayout;
import java.awt.CardLayout;
import java.awt.event.ActionEvent;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.Optional;

import javax.swing.AbstractAction;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JFileChooser;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.KeyStroke;

import net.miginfocom.swing.MigLayout;

import tdb2.engine.error.Fault;
import tdb2.engine.error.StorageException;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.engine.search.Hit;
import tdb2.ui.search.SearchJob.State;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.EmptyState;
import tdb2.ui.widgets.MessageBar;
import tdb2.ui.widgets.MessageBar.Message;
import tdb2.ui.widgets.MessageBar.Tone;
import tdb2.ui.widgets.WindowedTable;
import tdb2.ui.workbench.Job;
import tdb2.ui.workbench.JobHandle;
import tdb2.ui.workbench.JobQueue;
import tdb2.ui.workbench.OpenFile;
import tdb2.ui.workbench.WindowContext;
import tdb2.ui.workbench.WindowPart;

/** Searches over all open files, or a folder of them. Event thread only. */
public final class SearchView implements WindowPart, SearchJob.Watcher {

    private static final Texts TEXTS = Texts.of(SearchView.class);
    private static final String SLOT = "search";
    private static final int FAULTS_SHOWN = 50;

    private final WindowContext context;
    private final JPanel panel = new JPanel(new BorderLayout());
    private final CardLayout cards = new CardLayout();
    private final JPanel body = new JPanel(cards);
    private final EmptyState empty = new EmptyState("search", TEXTS.get("empty.title"), TEXTS.get("empty.hint"));
    private final MessageBar trouble = new MessageBar();
    private final JLabel summary = new JLabel();
    private final JButton export = new JButton(TEXTS.get("export"));
    private final HitList hits = new HitList();
    private final WindowedTable<Hit> table = HitTable.over(hits);
    private final SearchBar bar;
    private final HitOpener opener;
    private final JobQueue jobs;
    private Optional<JobHandle> running = Optional.empty();
    private State state = State.START;

    public SearchView(WindowContext context) {
        this.context = context;
        jobs = context.jobs().queue(TEXTS.get("owner"));
        bar = new SearchBar(new History(context.settings()),
                () -> context.files().all().stream().map(OpenFile::path).toList(),
                () -> context.files().active().map(OpenFile::path), this::search, this::stop, summary, export);
        opener = new HitOpener(context.files(), context.selection(), this::say);
        layOut();
        context.keySearch().onSearch(this::searchKey);
    }

    private void layOut() {
        panel.setName("search");
        panel.getAccessibleContext().setAccessibleName(TEXTS.get("name"));
        summary.setName("search.summary");
        trouble.setName("search.trouble");
        export.setName("search.export");
        export.setToolTipText(TEXTS.get("export.tip"));
        export.setEnabled(false);
        export.addActionListener(_ -> export());
        var top = new JPanel(new MigLayout("insets 0, gap 0, hidemode 3, fillx, wrap 1", "[grow, fill]"));
        top.add(bar);
        top.add(trouble);
        body.add(empty, "empty");
        body.add(table, "hits");
        panel.add(top, BorderLayout.PAGE_START);
        panel.add(body);
        bind(table.table(), JComponent.WHEN_FOCUSED, "ENTER", () -> table.selectedRow().ifPresent(opener::open));
        bind(panel, JComponent.WHEN_ANCESTOR_OF_FOCUSED_COMPONENT, "ESCAPE", this::stop);
        table.table().addMouseListener(new java.awt.event.MouseAdapter() {
            @Override
            public void mouseClicked(java.awt.event.MouseEvent event) {
                if (event.getClickCount() == 2) {
                    table.selectedRow().ifPresent(opener::open);
                }
            }
        });
    }

    private static void bind(JComponent to, int when, String key, Runnable does) {
        to.getInputMap(when).put(KeyStroke.getKeyStroke(key), "search." + key);
        to.getActionMap().put("search." + key, new AbstractAction() {
            @Override
            public void actionPerformed(ActionEvent event) {
                does.run();
            }
        });
    }

    @Override
    public JComponent component() {
        return panel;
    }

    @Override
    public void takeFocus() {
        bar.focus();
    }

    private void searchKey(byte[] key) {
        bar.askForKey(HexFormat.of().formatHex(key));
    }

    private void search(Asked asked) {
        stop();
        hits.clear();
        table.clearSelection();
        trouble.clear();
        empty.say(TEXTS.get("searching"), TEXTS.get("searching.hint"));
        cards.show(body, "empty");
        bar.running(true);
        state = State.START;
        running = Optional.of(jobs.scan(SLOT, new SearchJob(asked, hits, this)));
    }

    private void stop() {
        running.ifPresent(JobHandle::cancel);
    }

    @Override
    public void advanced(State now) {
        if (running.filter(job -> !job.state().over()).isPresent()) {
            state = now;
            show("summary.running");
        }
    }

    @Override
    public void ended(State last) {
        state = last;
        over();
        show("summary.done");
        if (last.tally().files() == 0) {
            empty.say(TEXTS.get("nothing.files"), TEXTS.get("nothing.files.hint"));
        } else if (last.tally().hits() == 0) {
            empty.say(TEXTS.get("nothing"), TEXTS.get("nothing.hint"));
        }
        context.log().add(TEXTS.get("name"), "", TEXTS.get("log.done", last.tally().hits(), last.tally().files()), "");
    }

    @Override
    public void stopped() {
        over();
        show("summary.stopped");
        empty.say(TEXTS.get("stopped"), TEXTS.get("stopped.hint"));
    }

    @Override
    public void failed(TdbException why) {
        over();
        trouble.show(Message.of(TEXTS.get("failed"), TEXTS.get("failed.means"), why.fault()));
    }

    private void over() {
        running = Optional.empty();
        bar.running(false);
    }

    private void show(String key) {
        hits.look();
        var tally = state.tally();
        summary.setText(TEXTS.get(key, tally.hits(), tally.files(), Formats.count(tally.records()),
                Formats.size(tally.bytes())) + more(tally.hits()));
        summary.setToolTipText(state.file().toString().isEmpty() ? null : state.file().toString());
        export.setEnabled(hits.count() > 0);
        cards.show(body, hits.count() > 0 ? "hits" : "empty");
        var faults = state.faults();
        if (!faults.isEmpty()) {
            trouble.show(new Message(Tone.WARNING, TEXTS.get("faults.what", tally.faults()),
                    TEXTS.get("faults.means"), "",
                    String.join("\n", faults.stream().limit(FAULTS_SHOWN).map(Fault::message).toList())));
        }
    }

    private static String more(long found) {
        return found > HitList.LIMIT ? " " + TEXTS.get("summary.more", found - HitList.LIMIT) : "";
    }

    private void say(String what, String means) {
        trouble.show(new Message(Tone.INFO, what, means, "", ""), new AbstractAction(TEXTS.get("dismiss")) {
            @Override
            public void actionPerformed(ActionEvent event) {
                trouble.clear();
            }
        });
    }

    private void export() {
        var chooser = new JFileChooser();
        chooser.setDialogTitle(TEXTS.get("export.title"));
        chooser.setSelectedFile(new java.io.File("hits.csv"));
        if (chooser.showSaveDialog(panel) == JFileChooser.APPROVE_OPTION) {
            jobs.enqueue("search.export", new Export(chooser.getSelectedFile().toPath()));
        }
    }

    /** Writes what was found to a file, all or nothing. */
    private final class Export implements Job<Void> {

        private final Path target;

        Export(Path target) {
            this.target = target;
        }

        @Override
        public String title() {
            return TEXTS.get("job.export");
        }

        @Override
        public Void work(Progress progress) {
            try {
                // nobody but the user may read it: what was found may be secret
                Path next = Files.createTempFile(target.toAbsolutePath().getParent(), ".hits", ".new");
                try {
                    try (var out = new BufferedOutputStream(Files.newOutputStream(next))) {
                        HitExport.of(target.getFileName().toString()).write(hits.all(), out);
                    }
                    Files.move(next, target, StandardCopyOption.REPLACE_EXISTING);
                } finally {
                    Files.deleteIfExists(next);
                }
                return null;
            } catch (IOException e) {
                throw new StorageException(new Fault(target.toString(), Fault.NOWHERE, TEXTS.get("export.expected"),
                        e.toString(), TEXTS.get("export.advice")), e);
            }
        }

        @Override
        public void done(Void nothing) {
            say(TEXTS.get("exported", target.toString()), "");
        }

        @Override
        public void failed(TdbException why) {
            trouble.show(Message.of(TEXTS.get("export.failed"), TEXTS.get("failed.means"), why.fault()));
        }
    }
}
