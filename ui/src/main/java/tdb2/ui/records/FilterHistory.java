package tdb2.ui.records;

import java.util.ArrayList;
import java.util.List;
import tdb2.ui.workbench.Settings;

/** The filters used last, in all files; remembered over a restart. Event thread only. */
final class FilterHistory {
    private static final int KEPT = 20;
    private static final String KEY = "records.filter.";

    private final Settings settings;

    FilterHistory(Settings settings) {
        this.settings = settings;
    }

    /** The latest first. */
    List<Wanted> latest() {
        var latest = new ArrayList<Wanted>();
        for (int i = 0; i < KEPT; i++) {
            settings.get(KEY + i).map(Wanted::ofLine).ifPresent(latest::add);
        }
        return latest;
    }

    /** Puts a filter in front. */
    void add(Wanted used) {
        if (used.text().isEmpty()) {
            return;
        }
        var filters = latest();
        filters.remove(used);
        filters.addFirst(used);
        for (int i = 0; i < Math.min(KEPT, filters.size()); i++) {
            settings.put(KEY + i, filters.get(i).line());
        }
    }
}
