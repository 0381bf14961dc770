package tdb2.ui.inspector;

import java.util.List;
import java.util.Optional;
import tdb2.engine.Entry;
import tdb2.engine.Tdb;
import tdb2.engine.error.TdbException;
import tdb2.engine.inspect.RegionMap;
import tdb2.engine.index.PathStep;
import tdb2.ui.structure.Explanation;
import tdb2.ui.theme.RegionStyle;
import tdb2.ui.theme.Texts;
import tdb2.ui.workbench.Selection;

/**
 * What the inspector shows of a selection. Immutable.
 *
 * @param explanation the region and its fields
 * @param path the way from the key to its bytes
 * @param note why there is no path, or where it ended; may be empty
 */
record Inspection(Explanation explanation, List<PathStep> path, String note) {
    private static final Texts TEXTS = Texts.of(Inspection.class);

    /** Looks at what is selected; never on the event thread. Empty when nothing is known about it yet. */
    static Optional<Inspection> of(Tdb tdb, Optional<RegionMap> map, Selection selection) {
        return explain(tdb, map, selection)
                .map(explanation -> explanation.entry().map(entry -> withPath(tdb, explanation, entry))
                        .orElseGet(() -> new Inspection(explanation, List.of(), "")));
    }

    private static Optional<Explanation> explain(Tdb tdb, Optional<RegionMap> map, Selection selection) {
        long at = selection.span().orElseThrow().offset();
        if (map.isPresent()) {
            long last = map.get().survey().assembly().bytes().size() - 1;
            return last < 0 ? Optional.empty() : Optional.of(Explanation.of(tdb, map.get(), Math.clamp(at, 0, last)));
        }
        return selection.record().map(record -> Explanation.of(tdb, record));
    }

    private static Inspection withPath(Tdb tdb, Explanation explanation, Entry entry) {
        if (RegionStyle.of(explanation.region()) != RegionStyle.RECORD) {
            return new Inspection(explanation, List.of(), TEXTS.get("path.dead"));
        }
        var refusal = tdb.view().refusesLookup();
        if (!refusal.isEmpty()) {
            return new Inspection(explanation, List.of(), TEXTS.get("path.refused", refusal));
        }
        try {
            var lookup = tdb.trace(entry.key());
            boolean here = lookup.record().filter(found -> found.offset() == entry.header().offset()).isPresent();
            return new Inspection(explanation, lookup.steps(), here ? "" : TEXTS.get("path.elsewhere"));
        } catch (TdbException why) {
            return new Inspection(explanation, List.of(), TEXTS.get("path.damaged", why.fault().message()));
        }
    }
}
