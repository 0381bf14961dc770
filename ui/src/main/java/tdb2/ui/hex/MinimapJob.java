package tdb2.ui.hex;

import java.awt.EventQueue;
import java.util.function.Consumer;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.engine.inspect.RegionMap;
import tdb2.ui.theme.Texts;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.Job;

/** Samples a file for the minimap; the sample is shown as it grows. Event thread only. */
final class MinimapJob {
    private static final Texts TEXTS = Texts.of(MinimapJob.class);
    private static final String SLOT = "hex.minimap";

    private final Document document;
    private final Consumer<MinimapSample> show;
    private int life;

    MinimapJob(Document document, Consumer<MinimapSample> show) {
        this.document = document;
        this.show = show;
    }

    /** Samples the file anew. */
    void start(RegionMap map) {
        int begun = ++life;
        long size = document.view().size();
        document.jobs().scan(SLOT, new Job<MinimapSample>() {
            @Override
            public String title() {
                return TEXTS.get("job.minimap");
            }

            @Override
            public MinimapSample work(Progress progress) {
                return MinimapSample.of(map, size, progress, part -> EventQueue.invokeLater(() -> {
                    if (begun == life) {
                        show.accept(part);
                    }
                }));
            }

            @Override
            public void done(MinimapSample whole) {
                show.accept(whole);
            }

            @Override
            public void failed(TdbException why) {
                // the map stays as far as it came; the bytes themselves say what is wrong
            }
        });
    }

    /** Stops sampling. */
    void stop() {
        life++;
        document.jobs().drop(SLOT);
    }
}
