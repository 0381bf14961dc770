package tdb2.ui.records;

import tdb2.ui.theme.Formats;
import tdb2.ui.theme.Texts;

/** Says how many records are listed so far. */
final class CountText {
    private static final Texts TEXTS = Texts.of(CountText.class);

    private CountText() {}

    static String of(RecordList.State state, boolean filtered, boolean cancelled, long chosen) {
        var all = all(state, filtered, cancelled);
        return chosen > 1 ? TEXTS.get("count.chosen", Formats.count(chosen), all) : all;
    }

    private static String all(RecordList.State state, boolean filtered, boolean cancelled) {
        if (cancelled) {
            return TEXTS.get("count.cancelled", Formats.count(state.listed()), Formats.count(state.scanned()),
                    state.listed());
        }
        if (state.capped()) {
            return TEXTS.get("count.capped", Formats.count(state.listed()));
        }
        if (state.sorting()) {
            return TEXTS.get("count.sorting", Formats.count(state.listed()), state.listed());
        }
        if (filtered) {
            var key = state.complete() ? "count.matches" : "count.matching";
            return TEXTS.get(key, Formats.count(state.listed()), Formats.count(state.scanned()), state.listed());
        }
        return TEXTS.get(state.complete() ? "count.all" : "count.counting", Formats.count(state.listed()),
                state.listed());
    }

    static String tip(RecordList.State state) {
        return state.complete() ? "" : TEXTS.get("count.tip");
    }
}
