package tdb2.ui.workbench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import tdb2.engine.CreateOptions;
import tdb2.engine.Tdb;
import tdb2.engine.convert.Convert;
import tdb2.engine.error.Fault;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;
import tdb2.ui.theme.Formats;
import tdb2.ui.widgets.MessageBar.Message;
import tdb2.ui.widgets.MessageBar.Tone;

/** Makes files of another dialect of files that are open: asks which, and does it. Event thread only. */
final class Conversion {

    private static final String TARGET = "target";

    private final DialectFields kind = new DialectFields("convert", this::run);
    private final PathForm form = new PathForm("convert", List.of(TARGET), List.of(), kind, this::convert);
    private final Consumer<Message> teller;
    private final Consumer<Path> opener;
    private Optional<Document> source = Optional.empty();

    /**
     * @param teller shows what came of it
     * @param opener opens what was made
     */
    Conversion(Consumer<Message> teller, Consumer<Path> opener) {
        this.teller = teller;
        this.opener = opener;
    }

    /** What is shown above the views. */
    PathForm form() {
        return form;
    }

    /** Asks what is to be made of a file: the native format, or TDB1 where it is native already. */
    void ask(Document document) {
        source = Optional.of(document);
        Dialect offered = document.view().dialect() == Dialect.TDB2 ? Dialect.TDB1 : Dialect.TDB2;
        kind.choose(offered);
        form.open(Jobs.TEXTS.get("convert.of", document.name()),
                Map.of(TARGET, document.path() + "." + offered.id()));
    }

    private void run() {
        form.run();
    }

    private void convert() {
        DialectFields.Wanted wanted = kind.wanted();
        if (wanted.options().isEmpty()) {
            form.ended(Optional.of(wanted.problem()));
            return;
        }
        Document document = source.orElseThrow();
        document.jobs().enqueue(form,
                new ConvertJob(document.path(), form.typed(TARGET), wanted.options().get()));
    }

    private final class ConvertJob implements Job<Convert.Result> {

        private final Path file;
        private final Path target;
        private final CreateOptions wanted;

        ConvertJob(Path file, Path target, CreateOptions wanted) {
            this.file = file;
            this.target = target;
            this.wanted = wanted;
        }

        @Override
        public String title() {
            return Jobs.TEXTS.get("job.convert");
        }

        @Override
        public Convert.Result work(Progress progress) {
            try (Tdb tdb = Tdb.open(file)) {
                return Convert.of(tdb, file, target, wanted, progress);
            }
        }

        @Override
        public void done(Convert.Result result) {
            form.ended(Optional.empty());
            String missed = String.join("\n", result.missed().stream().map(Fault::message).toList());
            teller.accept(new Message(Tone.INFO, Jobs.TEXTS.get("converted", target, Formats.count(result.records())),
                    Jobs.TEXTS.get("converted.means"), Jobs.TEXTS.get("converted.sum", result.sha256()), missed));
            opener.accept(target);
        }

        @Override
        public void failed(TdbException why) {
            form.ended(Optional.of(why.getMessage()));
        }

        @Override
        public void cancelled() {
            form.ended(Optional.of(Jobs.TEXTS.get("form.cancelled")));
        }
    }
}
