package tdb2.ui.workbench;

import java.util.function.Consumer;
import java.util.function.Function;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;

/**
 * A job made of what it consists of.
 *
 * @param <T> the answer
 * @param title what it does, for people
 * @param worker the work, on a worker thread
 * @param taker takes the answer
 * @param refused told why there is none
 * @param given called when the user cancelled it
 */
public record Task<T>(String title, Function<Progress, T> worker, Consumer<T> taker, Consumer<TdbException> refused,
        Runnable given) implements Job<T> {

    /** One that has nothing to tell when the user cancelled it. */
    public Task(String title, Function<Progress, T> worker, Consumer<T> taker, Consumer<TdbException> refused) {
        this(title, worker, taker, refused, () -> {});
    }

    @Override
    public T work(Progress progress) {
        return worker.apply(progress);
    }

    @Override
    public void done(T answer) {
        taker.accept(answer);
    }

    @Override
    public void failed(TdbException why) {
        refused.accept(why);
    }

    @Override
    public void cancelled() {
        given.run();
    }
}
