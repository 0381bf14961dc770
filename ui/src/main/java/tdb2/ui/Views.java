package tdb2.ui;

import static tdb2.ui.workbench.Perspective.INSPECT;
import static tdb2.ui.workbench.Perspective.LEARN;
import static tdb2.ui.workbench.Perspective.LOCKS;
import static tdb2.ui.workbench.Perspective.REPAIR;
import static tdb2.ui.workbench.Place.BESIDE;
import static tdb2.ui.workbench.Place.BOTTOM;
import static tdb2.ui.workbench.Place.MAIN;
import static tdb2.ui.workbench.Place.SIDE;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import javax.swing.KeyStroke;

import tdb2.ui.bookmarks.BookmarksView;
import tdb2.ui.changes.CompareView;
import tdb2.ui.changes.EditsView;
import tdb2.ui.faults.FaultsView;
import tdb2.ui.hex.HexView;
import tdb2.ui.inspector.InspectorView;
import tdb2.ui.learn.DamageView;
import tdb2.ui.learn.MicroscopeView;
import tdb2.ui.learn.WalkView;
import tdb2.ui.lessons.LessonsView;
import tdb2.ui.locks.LocksView;
import tdb2.ui.records.RecordsView;
import tdb2.ui.repair.RepairView;
import tdb2.ui.recovery.RecoveryView;
import tdb2.ui.search.SearchView;
import tdb2.ui.space.LayoutView;
import tdb2.ui.space.SpaceView;
import tdb2.ui.summary.SummaryView;
import tdb2.ui.theme.Texts;
import tdb2.ui.transactions.TransactionsView;
import tdb2.ui.tree.IndexView;
import tdb2.ui.workbench.Place;
import tdb2.ui.workbench.Shortcut;
import tdb2.ui.workbench.ViewContext;
import tdb2.ui.workbench.ViewIds;
import tdb2.ui.workbench.ViewPart;
import tdb2.ui.workbench.ViewType;
import tdb2.ui.workbench.WindowContext;
import tdb2.ui.workbench.WindowPart;
import tdb2.ui.workbench.WindowViewType;

/** All views there are, in the order of their tabs, each with the place it has in the perspectives. */
final class Views {

    private static final Texts TEXTS = Texts.of(Views.class);

    private Views() {}

    static List<ViewType> all() {
        return List.of(view(ViewIds.RECORDS, "record", RecordsView.class, RecordsView::new,
                MAIN.in(INSPECT), BESIDE.in(LOCKS), BOTTOM.in(LEARN)),
                repair(),
                view(ViewIds.SUMMARY, "info", SummaryView.class, SummaryView::new, MAIN.in(INSPECT, REPAIR)),
                view(ViewIds.HEX, "hex", HexView.class, HexView::new, MAIN.in(INSPECT, LEARN), BESIDE.in(REPAIR)),
                view(ViewIds.DEPTHS, "sub-table", IndexView.class, IndexView::new, MAIN.in(INSPECT), BESIDE.in(LEARN)),
                view(ViewIds.SPACE, "free", SpaceView.class, SpaceView::new, MAIN.in(INSPECT), BESIDE.in(LEARN)),
                view(ViewIds.LAYOUT, "zone", LayoutView.class, LayoutView::new,
                        MAIN.in(INSPECT, LEARN), BESIDE.in(REPAIR)),
                view(ViewIds.RECOVERY, "recovery", RecoveryView.class, RecoveryView::new,
                        MAIN.in(INSPECT, REPAIR), BESIDE.in(LEARN)),
                view(ViewIds.TRANSACTIONS, "transaction", TransactionsView.class, TransactionsView::new,
                        MAIN.in(INSPECT), BESIDE.in(LEARN), BOTTOM.in(LOCKS)),
                view(ViewIds.LOCKS, "lock", LocksView.class, LocksView::new, MAIN.in(INSPECT, LOCKS)),
                view(ViewIds.FAULTS, "damage", FaultsView.class, FaultsView::of,
                        BOTTOM.in(INSPECT, LEARN), MAIN.in(REPAIR)),
                view(ViewIds.EDITS, "edits", EditsView.class, EditsView::new, MAIN.in(INSPECT)),
                view(ViewIds.COMPARE, "compare", CompareView.class, CompareView::new, MAIN.in(INSPECT)),
                view(ViewIds.BOOKMARKS, "bookmark", BookmarksView.class, BookmarksView::new, BOTTOM.in(INSPECT)),
                view(ViewIds.INSPECTOR, "search", InspectorView.class, InspectorView::new,
                        SIDE.in(INSPECT, LEARN, REPAIR, LOCKS)));
    }

    /** The views of the window beside those that every window has. */
    static List<WindowViewType> ofWindow() {
        return List.of(
                ofWindow(ViewIds.SEARCH, "search", SearchView.class, SearchView::new, BOTTOM.in(INSPECT, REPAIR)),
                ofWindow(MicroscopeView.ID, "microscope", MicroscopeView.class, MicroscopeView::new, MAIN.in(LEARN)),
                ofWindow(WalkView.ID, "sub-table", WalkView.class, WalkView::new, MAIN.in(LEARN)),
                ofWindow(DamageView.ID, "damage", DamageView.class, DamageView::new, MAIN.in(LEARN)),
                ofWindow(LessonsView.ID, "lesson", LessonsView.class, LessonsView::new, BESIDE.in(LEARN)));
    }

    private static WindowViewType ofWindow(String id, String icon, Class<?> owner,
            Function<WindowContext, WindowPart> factory, Place.Standing... places) {
        return new WindowViewType(id, TEXTS.get("view." + id), TEXTS.get("view." + id + ".answers"), icon,
                KeyStroke.getKeyStroke(TEXTS.get("view." + id + ".key")), List.of(places),
                () -> Shortcut.allOf(Texts.of(owner), id), factory);
    }

    /** The one view that has something to say of a file that cannot be opened. */
    private static ViewType repair() {
        return view(ViewIds.REPAIR, "repair", RepairView.class, RepairView::of, MAIN.in(REPAIR))
                .andOfRefused(RepairView::ofRefused);
    }

    private static ViewType view(String id, String icon, Class<?> owner, Function<ViewContext, ViewPart> factory,
            Place.Standing... places) {
        return new ViewType(id, TEXTS.get("view." + id), TEXTS.get("view." + id + ".answers"), icon,
                KeyStroke.getKeyStroke(TEXTS.get("view." + id + ".key")), List.of(places),
                () -> Shortcut.allOf(Texts.of(owner), id), factory, Optional.empty());
    }
}
