package tdb2.ui.search;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiConsumer;
import tdb2.engine.Entry;
import tdb2.engine.Fetch;
import tdb2.engine.Tdb;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.engine.search.Hit;
import tdb2.ui.theme.Texts;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.Job;
import tdb2.ui.workbench.OpenFile;
import tdb2.ui.workbench.OpenFiles;
import tdb2.ui.workbench.Selection;
import tdb2.ui.workbench.SelectionModel;

/** Goes to a hit: opens its file if need be and selects the record, also when it moved meanwhile. Event thread only. */
final class HitOpener implements OpenFiles.Listener {

    private static final Texts TEXTS = Texts.of(HitOpener.class);
    private static final String SLOT = "search.open";

    private final OpenFiles files;
    private final SelectionModel selection;
    private final BiConsumer<String, String> say;
    private Optional<Hit> wanted = Optional.empty();

    /**
     * @param say told what cannot be shown, and why
     */
    HitOpener(OpenFiles files, SelectionModel selection, BiConsumer<String, String> say) {
        this.files = files;
        this.selection = selection;
        this.say = say;
        files.addListener(this);
    }

    /** Goes to a hit. */
    void open(Hit hit) {
        wanted = Optional.of(hit);
        var known = files.all().stream().filter(file -> is(file, hit)).findFirst();
        if (known.isPresent()) {
            files.activate(known.get());
            changed(known.get());
        } else {
            files.open(java.util.List.of(hit.file()));
        }
    }

    private static boolean is(OpenFile file, Hit hit) {
        return file.path().equals(hit.file().toAbsolutePath().normalize());
    }

    @Override
    public void changed(OpenFile file) {
        if (wanted.filter(hit -> is(file, hit)).isEmpty()) {
            return;
        }
        file.document().ifPresent(document -> {
            Hit hit = wanted.orElseThrow();
            wanted = Optional.empty();
            document.jobs().read(SLOT, new Find(document, hit));
        });
    }

    /** Finds the record of a hit. */
    private final class Find implements Job<Optional<Entry>> {

        private final Document document;
        private final Hit hit;

        Find(Document document, Hit hit) {
            this.document = document;
            this.hit = hit;
        }

        @Override
        public String title() {
            return TEXTS.get("job.open");
        }

        @Override
        public Optional<Entry> work(Progress progress) {
            Tdb tdb = document.tdb();
            long size = tdb.view().size();
            var there =
                    hit.record().offset() < size ? tdb.at(hit.record().offset(), Fetch.KEYS) : Optional.<Entry>empty();
            return there.filter(this::isIt).or(() -> hit.key().length == hit.record().keyLength()
                    && tdb.view().refusesLookup().isEmpty() ? tdb.find(hit.key()) : Optional.empty());
        }

        private boolean isIt(Entry entry) {
            return entry.key().length == hit.record().keyLength()
                    && Arrays.equals(entry.key(), 0, hit.key().length, hit.key(), 0, hit.key().length);
        }

        @Override
        public void done(Optional<Entry> answer) {
            answer.ifPresentOrElse(
                    entry -> selection.publish(HitOpener.this,
                            Selection.record(document, entry.header(), entry.key())),
                    () -> say.accept(TEXTS.get("gone.what"), TEXTS.get("gone.means")));
        }

        @Override
        public void failed(TdbException why) {
            say.accept(TEXTS.get("gone.what"), why.fault().message());
        }
    }
}
