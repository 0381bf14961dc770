package tdb2.ui.records;

import java.awt.event.ActionEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.swing.AbstractAction;
import javax.swing.Action;
import tdb2.engine.Entry;
import tdb2.engine.Fetch;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.engine.query.Filter;
import tdb2.engine.query.Query;
import tdb2.engine.query.Search;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.ByteText;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.Job;

/**
 * Finds the record of a key: by its hash, as programs do, or by walking where that cannot be. Of a key that is not there it
 * says which near ones are. Event thread only.
 */
final class KeyLookup {
    private static final Texts TEXTS = Texts.of(KeyLookup.class);
    private static final String SLOT = "records.hints";

    private final Document document;
    private final RecordReads reads;
    private final Notices notices;
    private final Consumer<Entry> found;

    KeyLookup(Document document, RecordReads reads, Notices notices, Consumer<Entry> found) {
        this.document = document;
        this.reads = reads;
        this.notices = notices;
        this.found = found;
    }

    /** Goes to the record of a key, or says why not. */
    void go(byte[] key) {
        notices.clearError();
        var refusal = document.view().refusesLookup();
        if (!refusal.isEmpty()) {
            notices.say(TEXTS.get("lookup.refused"), TEXTS.get("lookup.refused.means", refusal),
                    action(TEXTS.get("lookup.walk"), () -> walk(key)));
            return;
        }
        reads.key(key, entry -> entry.ifPresentOrElse(found, () -> absent(key)), this::failed);
    }

    private void failed(TdbException why) {
        notices.error(TEXTS.get("lookup.failed"), TEXTS.get("lookup.failed.means"), why);
    }

    private void absent(byte[] key) {
        notices.say(TEXTS.get("lookup.absent", ByteText.escaped(key)), TEXTS.get("lookup.absent.means"));
        document.jobs().scan(SLOT, new Hints(key));
    }

    private void walk(byte[] key) {
        document.jobs().scan(SLOT, new Job<Optional<Entry>>() {
            @Override
            public String title() {
                return TEXTS.get("job.hints");
            }

            @Override
            public Optional<Entry> work(Progress progress) {
                var search = new Search(document.tdb(), Query.of(Filter.key(key)), false);
                search.run(progress, _ -> {});
                return search.found().count() == 0
                        ? Optional.empty()
                        : document.tdb().at(search.found().offset(0), Fetch.RECORDS);
            }

            @Override
            public void done(Optional<Entry> entry) {
                notices.clearError();
                entry.ifPresentOrElse(found, () -> absent(key));
            }

            @Override
            public void failed(TdbException why) {
                KeyLookup.this.failed(why);
            }
        });
    }

    private static Action action(String title, Runnable does) {
        return new AbstractAction(title) {
            @Override
            public void actionPerformed(ActionEvent event) {
                does.run();
            }
        };
    }

    /** Looks for near keys. */
    private final class Hints implements Job<List<byte[]>> {
        private final byte[] key;

        Hints(byte[] key) {
            this.key = key;
        }

        @Override
        public String title() {
            return TEXTS.get("job.hints");
        }

        @Override
        public List<byte[]> work(Progress progress) {
            return KeyHints.near(document.tdb(), key, progress);
        }

        @Override
        public void done(List<byte[]> near) {
            if (!near.isEmpty()) {
                notices.say(TEXTS.get("lookup.absent", ByteText.escaped(key)), TEXTS.get("lookup.near"),
                        near.stream().map(this::offer).toArray(Action[]::new));
            }
        }

        private Action offer(byte[] hint) {
            return action(TEXTS.get("lookup.offer", ByteText.escaped(hint)),
                    () -> {
                        if (document.view().refusesLookup().isEmpty()) {
                            go(hint);
                        } else {
                            walk(hint);
                        }
                    });
        }

        @Override
        public void failed(TdbException why) {
            // that it is not there was said already
        }
    }
}
