package tdb2.ui.workbench;

import java.nio.file.Path;
import java.util.function.Consumer;

import tdb2.engine.CreateOptions;
import tdb2.engine.Tdb;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;

/**
 * Makes a new, empty database; never in the place of another file.
 *
 * @param path where
 * @param options what it is to be
 * @param made told when it is there, whole
 * @param refused told why it is not
 */
record CreateJob(Path path, CreateOptions options, Consumer<Path> made,
        Consumer<TdbException> refused) implements Job<Path> {

    @Override
    public String title() {
        return Jobs.TEXTS.get("job.create", path.getFileName());
    }

    @Override
    public Path work(Progress progress) {
        Tdb.create(path, options).close();
        return path;
    }

    @Override
    public void done(Path answer) {
        made.accept(answer);
    }

    @Override
    public void failed(TdbException why) {
        refused.accept(why);
    }
}
