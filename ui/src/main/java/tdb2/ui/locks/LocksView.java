package tdb2.ui.locks;

import java.awt.BorderLayout;
import java.awt.event.ActionEvent;
import java.nio.file.Path;
import java.util.Optional;

import javax.swing.AbstractAction;
import javax.swing.Action;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JTabbedPane;

import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.engine.history.Recording;
import tdb2.engine.history.RecordingText;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.LockListener;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.MessageBar;
import tdb2.ui.widgets.MessageBar.Message;
import tdb2.ui.widgets.MessageBar.Tone;
import tdb2.ui.workbench.FailureText;
import tdb2.ui.workbench.Job;
import tdb2.ui.workbench.Selection;
import tdb2.ui.workbench.ViewContext;
import tdb2.ui.workbench.ViewPart;

/**
 * The locks on the file: who holds and who waits now, over time, and what is most waited for. Looked up ten times a second
 * while on the screen. What was seen can be stopped, gone through, saved and opened again. Event thread only.
 */
public final class LocksView implements ViewPart {

    private static final Texts TEXTS = Texts.of(LocksView.class);
    private static final long SHOWN_BYTES = 1 << 20;
    private static final String TAB = "locks.tab";

    private final ViewContext context;
    private final MessageBar message = new MessageBar();
    private final JTabbedPane tabs = new JTabbedPane();
    private final NowPane now = new NowPane(this::pick);
    private final LanesPane lanes = LanesPane.create();
    private final HeatPane heat = HeatPane.create();
    private final LockControls controls = new LockControls(this);
    private final Practice practice;
    private final LockListener own = event -> feed().told(path(), event);
    private final JPanel panel = new JPanel(new BorderLayout());
    private volatile LockFeed feed;
    private Optional<Recording> replayed = Optional.empty();
    private Optional<LockPicture> last = Optional.empty();
    private boolean onScreen;
    private boolean paused;

    public LocksView(ViewContext context) {
        this.context = context;
        feed = feedOf(context.document().path());
        context.document().editing().locks().addListener(own);
        practice = new Practice(context.document().jobs(), this::practise, this::failed);
        tabs.setName("locks.tabs");
        tabs.addTab(TEXTS.get("tab.now"), now.component());
        tabs.addTab(TEXTS.get("tab.lanes"), lanes);
        tabs.addTab(TEXTS.get("tab.heat"), heat);
        tabs.setSelectedIndex(Math.clamp(context.settings().number(TAB, 0), 0, tabs.getTabCount() - 1));
        tabs.addChangeListener(_ -> {
            context.settings().put(TAB, tabs.getSelectedIndex());
            last.ifPresent(this::show);
        });
        var head = new JPanel(new BorderLayout());
        head.setOpaque(false);
        head.add(message, BorderLayout.NORTH);
        head.add(controls.bar());
        panel.setOpaque(false);
        panel.add(head, BorderLayout.NORTH);
        panel.add(tabs);
        panel.add(controls.replay(), BorderLayout.SOUTH);
    }

    private Path path() {
        return context.document().path();
    }

    private LockFeed feed() {
        return feed;
    }

    private LockFeed feedOf(Path path) {
        boolean own = path.equals(context.document().path());
        return new LockFeed(path, own ? context.document().collected() : Optional.empty(), this::fresh, this::failed);
    }

    @Override
    public JComponent component() {
        return panel;
    }

    @Override
    public void shown() {
        onScreen = true;
        if (!paused) {
            feed.start();
        }
    }

    @Override
    public void hidden() {
        onScreen = false;
        feed.stop();
    }

    @Override
    public void disposed() {
        context.document().editing().locks().removeListener(own);
        feed.stop();
        practice.close();
    }

    private void fresh(LockPicture picture) {
        if (!paused) {
            show(picture);
        }
    }

    private void show(LockPicture picture) {
        last = Optional.of(picture);
        switch (tabs.getSelectedIndex()) {
            case 0 -> now.show(picture);
            case 1 -> lanes.show(picture);
            default -> heat.show(picture);
        }
    }

    /** Stops looking, to go through what was seen; or goes on. */
    void pause(boolean on) {
        paused = on;
        if (on) {
            feed.stop();
            replay(feed.recording());
        } else {
            replayed = Optional.empty();
            message.clear();
            if (onScreen) {
                feed.start();
            }
        }
        controls.paused(on, replayed.map(Recording::length).orElse(0L));
    }

    private void replay(Recording recording) {
        replayed = Optional.of(recording);
        moment(recording.length());
    }

    /** Shows a moment of what is gone through, nanoseconds since its start. */
    void moment(long at) {
        replayed.ifPresent(recording -> context.document().jobs().read(this, new Job<LockPicture>() {
            @Override
            public String title() {
                return TEXTS.get("job.replay");
            }

            @Override
            public LockPicture work(Progress progress) {
                return feed.picture(recording, at);
            }

            @Override
            public void done(LockPicture picture) {
                show(picture);
            }

            @Override
            public void failed(TdbException why) {
                LocksView.this.failed(why);
            }
        }));
    }

    /** Shows only what has these letters in it. */
    void filter(String letters) {
        feed.filter(letters);
        last.ifPresent(picture -> moment(picture.at()));
    }

    /** Forgets what was seen, and begins anew. */
    void restart() {
        feed.restart();
    }

    /** Writes what was seen, or is gone through, to a file. */
    void save(Path to) {
        Recording recording = replayed.orElseGet(feed::recording);
        context.document().jobs().enqueue("locks.save", new Job<Path>() {
            @Override
            public String title() {
                return TEXTS.get("job.save", to.getFileName());
            }

            @Override
            public Path work(Progress progress) {
                RecordingText.save(recording, to);
                return to;
            }

            @Override
            public void done(Path written) {
                message.show(new Message(Tone.INFO, TEXTS.get("saved", written.getFileName()),
                        TEXTS.get("saved.means", recording.spans().size()), "", written.toString()));
            }

            @Override
            public void failed(TdbException why) {
                LocksView.this.failed(why);
            }
        });
    }

    /** Opens a recording and shows it in place of what is going on. */
    void open(Path from) {
        context.document().jobs().read("locks.open", new Job<Recording>() {
            @Override
            public String title() {
                return TEXTS.get("job.open", from.getFileName());
            }

            @Override
            public Recording work(Progress progress) {
                return RecordingText.open(from);
            }

            @Override
            public void done(Recording recording) {
                paused = true;
                feed.stop();
                replay(recording);
                controls.paused(true, recording.length());
                message.show(new Message(Tone.INFO, TEXTS.get("opened", from.getFileName()),
                        TEXTS.get("opened.means", recording.file(), recording.start().toString()), "", ""));
            }

            @Override
            public void failed(TdbException why) {
                LocksView.this.failed(why);
            }
        });
    }

    /** Starts processes that fight for locks on a file of their own. */
    void practise() {
        practice.start();
    }

    private void practise(Path scratch) {
        follow(scratch);
        message.show(new Message(Tone.INFO, TEXTS.get("practice"), TEXTS.get("practice.means"), "",
                scratch.toString()), action("practice.end", this::endPractice));
    }

    private void endPractice() {
        practice.close();
        message.clear();
        follow(context.document().path());
    }

    private void follow(Path path) {
        feed.stop();
        feed = feedOf(path);
        if (paused) {
            pause(false);
        } else if (onScreen) {
            feed.start();
        }
    }

    private static Action action(String name, Runnable does) {
        return new AbstractAction(TEXTS.get(name)) {
            @Override
            public void actionPerformed(ActionEvent event) {
                does.run();
            }
        };
    }

    /** Locked bytes stand for structures and need not exist: what lies in the file is selected. */
    private void pick(ByteRange range) {
        long size = context.document().view().size();
        if (range.start() < size) {
            long end = Math.min(range.endExclusive(), Math.min(size, range.start() + SHOWN_BYTES));
            context.publish(this, Selection.bytes(context.document(), range.start(), end - range.start()));
        }
    }

    private void failed(TdbException why) {
        Message said = FailureText.of(context.document().path(), why);
        message.show(new Message(Tone.WARNING, TEXTS.get("failed"), TEXTS.get("failed.means"), said.next(),
                said.technical()), action("again", () -> {
                    message.clear();
                    if (onScreen && !paused) {
                        feed.start();
                    }
                }));
    }
}
