package tdb2.ui;

import java.util.List;
import java.util.function.Function;

import tdb2.ui.faults.FaultsView;
import tdb2.ui.hex.HexView;
import tdb2.ui.inspector.InspectorView;
import tdb2.ui.locks.LocksView;
import tdb2.ui.records.RecordsView;
import tdb2.ui.recovery.RecoveryView;
import tdb2.ui.space.LayoutView;
import tdb2.ui.space.SpaceView;
import tdb2.ui.summary.SummaryView;
import tdb2.ui.theme.Texts;
import tdb2.ui.tree.DepthView;
import tdb2.ui.workbench.Shortcut;
import tdb2.ui.workbench.ViewContext;
import tdb2.ui.workbench.ViewIds;
import tdb2.ui.workbench.ViewPart;
import tdb2.ui.workbench.ViewType;
import tdb2.ui.workbench.ViewType.Place;

/** All views there are, in the order of their tabs. */
final class Views {

    private static final Texts TEXTS = Texts.of(Views.class);

    private Views() {}

    static List<ViewType> all() {
        return List.of(view(ViewIds.RECORDS, "record", Place.CENTRE, RecordsView.class, RecordsView::new),
                view(ViewIds.SUMMARY, "info", Place.CENTRE, SummaryView.class, SummaryView::new),
                view(ViewIds.HEX, "hex", Place.CENTRE, HexView.class, HexView::new),
                view(ViewIds.DEPTHS, "sub-table", Place.CENTRE, DepthView.class, DepthView::of),
                view(ViewIds.SPACE, "free", Place.CENTRE, SpaceView.class, SpaceView::of),
                view(ViewIds.LAYOUT, "zone", Place.CENTRE, LayoutView.class, LayoutView::new),
                view(ViewIds.RECOVERY, "recovery", Place.CENTRE, RecoveryView.class, RecoveryView::new),
                view(ViewIds.LOCKS, "lock", Place.CENTRE, LocksView.class, LocksView::new),
                view(ViewIds.FAULTS, "damage", Place.CENTRE, FaultsView.class, FaultsView::of),
                view(ViewIds.INSPECTOR, "search", Place.RIGHT, InspectorView.class, InspectorView::new));
    }

    private static ViewType view(String id, String icon, Place place, Class<?> owner,
            Function<ViewContext, ViewPart> factory) {
        return new ViewType(id, TEXTS.get("view." + id), TEXTS.get("view." + id + ".answers"), icon, place,
                () -> Shortcut.all(Texts.of(owner)), factory);
    }
}
