package tdb2.ui.records;

import tdb2.ui.theme.Formats;
import tdb2.ui.theme.Texts;

/** Says how many records are listed so far. */
final class CountText {
    private static final Texts TEXTS = Texts.of(CountText.class);

    private CountText() {}

    static String of(RecordList.State state, boolean filtered) {
        if (filtered) {
            var key = state.capped() ? "count.capped" : state.complete() ? "count.matches" : "count.matching";
            return TEXTS.get(key, Formats.count(state.listed()), Formats.count(state.scanned()), state.listed());
        }
        return TEXTS.get(state.complete() ? "count.all" : "count.counting", Formats.count(state.listed()),
                state.listed());
    }

    static String tip(RecordList.State state) {
        return state.complete() ? "" : TEXTS.get("count.tip");
    }
}
