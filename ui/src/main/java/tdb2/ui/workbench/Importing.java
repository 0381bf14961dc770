package tdb2.ui.workbench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import tdb2.engine.error.Fault;
import tdb2.engine.error.StorageException;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.engine.restore.Dump;
import tdb2.engine.restore.Restore;
import tdb2.ui.theme.Formats;
import tdb2.ui.widgets.MessageBar.Message;
import tdb2.ui.widgets.MessageBar.Tone;

/** Stores the records of a dump in a file that is open, all of them in one transaction or none. Event thread only. */
final class Importing {

    private static final String DUMP = "dump";
    private static final String ALONE = "alone";

    private final PathForm form = new PathForm("import", List.of(DUMP), List.of(ALONE), this::start);
    private final Consumer<Message> teller;
    private Optional<Document> target = Optional.empty();

    /** @param teller shows what came of it */
    Importing(Consumer<Message> teller) {
        this.teller = teller;
    }

    /** What is shown above the views. */
    PathForm form() {
        return form;
    }

    /** Asks which dump is to be stored in a file. */
    void ask(Document document) {
        target = Optional.of(document);
        form.open(Jobs.TEXTS.get("import.into", document.name()), Map.of());
    }

    private void start() {
        Document document = target.orElseThrow();
        document.editing().begin().ifPresentOrElse(
                handle -> document.jobs().scan(form, new ImportJob(document, handle)),
                () -> form.ended(Optional.of(document.editing().refusal().orElseGet(
                        () -> Jobs.TEXTS.get("import.busy")))));
    }

    /**
     * Does something with the records of a dump.
     *
     * @throws StorageException when it cannot be read
     */
    static <T> T reading(Path dump, Progress progress, Function<Restore, T> work) {
        try (InputStream in = Files.newInputStream(dump)) {
            return work.apply(new Restore(Dump.of(dump.toString(), in), Files.size(dump), progress));
        } catch (IOException e) {
            throw unreadable(dump, e);
        } catch (UncheckedIOException e) {
            throw unreadable(dump, e.getCause());
        }
    }

    private static StorageException unreadable(Path dump, IOException why) {
        return new StorageException(new Fault(dump.toString(), Fault.NOWHERE, "a dump that can be read",
                why.toString(), "check the name and your permissions"), why);
    }

    private final class ImportJob implements Job<Restore.Result> {

        private final Document document;
        private final WriteHandle handle;
        private final Path dump = form.typed(DUMP);
        private final boolean alone = form.isTicked(ALONE);
        private volatile Optional<Restore.Result> answer = Optional.empty();

        ImportJob(Document document, WriteHandle handle) {
            this.document = document;
            this.handle = handle;
        }

        @Override
        public String title() {
            return Jobs.TEXTS.get("job.import");
        }

        @Override
        public Restore.Result work(Progress progress) {
            Restore.Result result = reading(dump, progress,
                    restore -> handle.run(progress, (tdb, _) -> restore.into(tdb, alone)));
            answer = Optional.of(result);
            return result;
        }

        @Override
        public void done(Restore.Result result) {
            over(Optional.empty());
            teller.accept(new Message(Tone.INFO,
                    Jobs.TEXTS.get("imported", Formats.count(result.records()), document.name()),
                    Jobs.TEXTS.get(alone ? "imported.alone" : "imported.means"), "", ""));
        }

        @Override
        public void failed(TdbException why) {
            over(Optional.of(why.getMessage()));
        }

        /** It may have come too late. */
        @Override
        public void cancelled() {
            answer.ifPresentOrElse(this::done, () -> over(Optional.of(Jobs.TEXTS.get("form.cancelled"))));
        }

        private void over(Optional<String> why) {
            document.editing().end(0);
            form.ended(why);
            document.refresh();
        }
    }
}
