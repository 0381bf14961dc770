package tdb2.ui.structure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.engine.inspect.Region;
import tdb2.ui.theme.Texts;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.Job;

/** Explains bytes of one file beside the event thread and keeps the last answers. Event thread only. */
public final class Explainer {
    private static final Texts TEXTS = Texts.of(Explainer.class);
    private static final int KEPT = 64;

    private final Document document;
    private final Object slot = new Object();
    private final Map<Long, Explanation> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Explanation> eldest) {
            return size() > KEPT;
        }
    };

    public Explainer(Document document) {
        this.document = document;
    }

    /** The explanation of a region's byte if it is at hand. */
    public Optional<Explanation> of(Region region, long offset) {
        return Optional.ofNullable(kept.get(region.offset()))
                .filter(known -> known.region().equals(region) && known.covers(offset));
    }

    /**
     * Explains a byte; a newer question replaces an older. Nothing is told while the structure of the file is not
     * known.
     */
    public void explain(long offset, Consumer<Explanation> answer, Consumer<TdbException> failed) {
        var map = document.regions();
        if (map.isEmpty() || offset < 0 || offset >= document.view().size()) {
            return;
        }
        document.jobs().read(slot, new Job<Explanation>() {
            @Override
            public String title() {
                return TEXTS.get("job.explain");
            }

            @Override
            public Explanation work(Progress progress) {
                return Explanation.of(document.tdb(), map.get(), offset);
            }

            @Override
            public void done(Explanation explanation) {
                kept.put(explanation.region().offset(), explanation);
                answer.accept(explanation);
            }

            @Override
            public void failed(TdbException why) {
                failed.accept(why);
            }
        });
    }

    /** Forgets all answers: the file changed. */
    public void forget() {
        kept.clear();
    }
}
