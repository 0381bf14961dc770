package tdb2.ui.workbench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.backup.Backup;
import tdb2.engine.backup.BackupOptions;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.engine.transaction.RecoveryState.Status;

/** Replays what a crash left in a file: on a copy beside it, or in the file itself. Event thread only. */
public final class Recovering {

    private static final Object SLOT = "document.recover";

    /** How far it is. */
    public sealed interface State {

        /** Nobody asked. */
        record Idle() implements State {}

        /** On its way. */
        record Running() implements State {}

        /** Done, on a copy. */
        record Copied(Path copy) implements State {}

        /** Done, in the file; whether there still was something to do. */
        record Replayed(boolean done) implements State {}

        /** It did not work. */
        record Failed(TdbException why) implements State {}

        /** The user cancelled it. */
        record Cancelled() implements State {}
    }

    private final Editing editing;
    private final Standing<State> standing = new Standing<>(new State.Idle());

    Recovering(Editing editing) {
        this.editing = editing;
    }

    /** How far it is. */
    public State state() {
        return standing.now();
    }

    /** Whether a crash left something that can be replayed here. */
    public boolean isDue() {
        return document().collected().isEmpty() && document().view().recovery().status() == Status.PENDING;
    }

    /** Where there is nothing yet, beside the file. */
    private static Path free(Path file) {
        Path free = file.resolveSibling(file.getFileName() + ".recovered");
        for (int i = 2; Files.exists(free); i++) {
            free = file.resolveSibling(file.getFileName() + ".recovered" + i);
        }
        return free;
    }

    /** Copies the file as it is, to {@code NAME.recovered} beside it, and replays there; the file is only read. */
    public void onCopy() {
        EventThread.require();
        if (isDue() && !(state() instanceof State.Running)) {
            standing.become(new State.Running());
            document().jobs().scan(SLOT, new Replay("job.recover.copy", progress -> {
                Path copy = free(document().path());
                Backup.make(document().path(), copy, BackupOptions.DEFAULT, progress);
                Tdb.recover(copy, OpenOptions.WRITE);
                return new State.Copied(copy);
            }));
        }
    }

    /** Replays in the file itself, as the next program that opens it for writing would. */
    public void inFile() {
        EventThread.require();
        if (isDue()) {
            editing.begin().ifPresent(handle -> {
                standing.become(new State.Running());
                document().jobs().scan(SLOT, new Replay("job.recover",
                        progress -> new State.Replayed(handle.recover(progress))));
            });
        }
    }

    private Document document() {
        return editing.document();
    }

    /** The user read what came of it. */
    public void dismiss() {
        if (!(state() instanceof State.Running)) {
            standing.become(new State.Idle());
        }
    }

    /** Told when it is somewhere else. */
    public void addListener(Runnable listener) {
        standing.addListener(listener);
    }

    public void removeListener(Runnable listener) {
        standing.removeListener(listener);
    }

    /** What is to be done on a worker. */
    private interface Work {

        State run(Progress progress);
    }

    private final class Replay implements Job<State> {

        private final String title;
        private final Work work;
        private volatile Optional<State> answer = Optional.empty();

        Replay(String title, Work work) {
            this.title = title;
            this.work = work;
        }

        @Override
        public String title() {
            return Jobs.TEXTS.get(title);
        }

        @Override
        public State work(Progress progress) {
            State state = work.run(progress);
            answer = Optional.of(state);
            return state;
        }

        @Override
        public void done(State state) {
            over(state);
        }

        @Override
        public void failed(TdbException why) {
            over(new State.Failed(why));
        }

        /** It may have come too late. */
        @Override
        public void cancelled() {
            over(answer.orElseGet(State.Cancelled::new));
        }

        private void over(State state) {
            if (title.equals("job.recover")) {
                editing.end(0);
            }
            standing.become(state);
            document().refresh();
        }
    }
}
