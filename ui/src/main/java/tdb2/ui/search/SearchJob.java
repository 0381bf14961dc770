package tdb2.ui.search;

import java.awt.EventQueue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import tdb2.engine.OpenOptions;
import tdb2.engine.error.Fault;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.engine.inspect.Faults;
import tdb2.engine.search.Grep;
import tdb2.engine.search.Hit;
import tdb2.engine.search.Listener;
import tdb2.engine.search.Sought;
import tdb2.engine.search.Tally;
import tdb2.ui.theme.Texts;
import tdb2.ui.workbench.EventThread;
import tdb2.ui.workbench.Job;

/** One search: tells a few times a second how far it is. */
final class SearchJob implements Job<SearchJob.State> {

    private static final Texts TEXTS = Texts.of(SearchJob.class);
    private static final long TELL_NANOS = 150_000_000;

    /**
     * How far a search is.
     *
     * @param tally what is done
     * @param file the file it is in
     * @param faults what could not be read
     */
    record State(Tally tally, Path file, List<Fault> faults) {
        static final State START = new State(Tally.NONE, Path.of(""), List.of());
    }

    /** Told of a search, on the event thread. */
    interface Watcher {

        /** How far it is. */
        void advanced(State state);

        /** It is over. */
        void ended(State state);

        /** It failed, which a search does for no fault of a file. */
        void failed(TdbException why);

        /** The user stopped it. */
        void stopped();
    }

    private final Asked asked;
    private final Sought sought;
    private final HitList hits;
    private final Watcher watcher;

    SearchJob(Asked asked, HitList hits, Watcher watcher) {
        this.asked = asked;
        this.sought = asked.sought();
        this.hits = hits;
        this.watcher = watcher;
    }

    @Override
    public String title() {
        return TEXTS.get("job.search", asked.text());
    }

    @Override
    public State work(Progress progress) {
        var teller = new Teller();
        try {
            var options = OpenOptions.DEFAULT.withAccessGuard(EventThread::forbid);
            var tally = Grep.run(sought, asked.scope(), options, progress, teller);
            return new State(tally, Path.of(""), teller.faults.list());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // nobody writes here
        }
    }

    @Override
    public void done(State state) {
        watcher.ended(state);
    }

    @Override
    public void failed(TdbException why) {
        watcher.failed(why);
    }

    @Override
    public void cancelled() {
        watcher.stopped();
    }

    /** Passes on what is found. */
    private final class Teller implements Listener {

        private final Faults faults = new Faults();
        private long told;

        @Override
        public void hit(Hit hit) {
            hits.add(hit);
        }

        @Override
        public void fault(Fault fault) {
            faults.add(fault);
        }

        @Override
        public void advanced(Tally tally, Path file) {
            if (System.nanoTime() - told > TELL_NANOS) {
                told = System.nanoTime();
                var state = new State(tally, file, faults.list());
                EventQueue.invokeLater(() -> watcher.advanced(state));
            }
        }
    }
}
