package tdb2.ui.workbench;

import java.util.function.Consumer;
import java.util.function.Supplier;
import tdb2.engine.error.CancelledException;
import tdb2.engine.error.Fault;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.ui.widgets.PageLoader;

/** Reads the pages of one view as short jobs of a file. Event thread only. */
public final class PageJobs implements PageLoader.Worker {

    private final JobQueue jobs;
    private final String title;
    private final Object slot = new Object();

    /** Pages read under a title, for people: "Reading bytes". */
    public PageJobs(JobQueue jobs, String title) {
        this.jobs = jobs;
        this.title = title;
    }

    @Override
    public <T> void start(Supplier<T> work, Consumer<T> done, Consumer<RuntimeException> failed) {
        jobs.read(slot, new Job<T>() {
            @Override
            public String title() {
                return title;
            }

            @Override
            public T work(Progress progress) {
                return work.get();
            }

            @Override
            public void done(T answer) {
                done.accept(answer);
            }

            @Override
            public void failed(TdbException why) {
                failed.accept(why);
            }

            @Override
            public void cancelled() {
                failed.accept(
                        new CancelledException(new Fault(title, Fault.NOWHERE, "an answer", "a cancelled job", "")));
            }
        });
    }
}
