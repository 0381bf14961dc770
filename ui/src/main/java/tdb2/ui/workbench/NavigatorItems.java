package tdb2.ui.workbench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import javax.swing.Icon;

import tdb2.engine.error.Fault;
import tdb2.engine.format.Header;
import tdb2.engine.format.Landmark;
import tdb2.engine.inspect.Census;
import tdb2.engine.inspect.Census.AreaCensus;
import tdb2.engine.inspect.RegionMap;
import tdb2.engine.space.FreeArea;
import tdb2.engine.transaction.RecoveryState;
import tdb2.ui.marks.Bookmark;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.Icons;
import tdb2.ui.theme.RegionStyle;
import tdb2.ui.workbench.NavigatorItem.Parts;

/**
 * What is in one file, as the tree of files shows it: each object with its bytes and the view that shows it.
 *
 * @param file the file
 * @param document the same, open
 */
record NavigatorItems(OpenFile file, Document document) {

    /** The item of a file, with its objects below it. */
    static NavigatorItem of(OpenFile file) {
        boolean refused = file.state() instanceof OpenFile.State.Refused;
        String note = file.document().map(document -> document.view().dialect().id().toUpperCase(Locale.ROOT))
                .orElseGet(() -> Jobs.TEXTS.get(refused ? "navigator.refused" : "navigator.opening"));
        var item = new NavigatorItem(NavigatorItem.FILE, file, file.name(), note,
                Icons.of(refused ? "warning" : "zone"), Optional.empty(), file.document().map(Selection::file),
                Parts.NONE);
        var objects = file.document().map(document -> new NavigatorItems(file, document).objects()).orElse(List.of());
        return item.with(objects.size(), objects::get);
    }

    private List<NavigatorItem> objects() {
        Header header = document.view().header();
        Optional<Census> census = document.regions().map(map -> map.survey().census());
        return List.of(
                item(ViewIds.SUMMARY, "header", "", RegionStyle.HEADER.icon(),
                        Selection.bytes(document, header.offset(), header.length())),
                areas(census),
                index(),
                item(ViewIds.RECORDS, "records", census.map(c -> Formats.count(c.records())).orElse(""),
                        Icons.of("record")),
                item(ViewIds.SPACE, "space", census.map(c -> Formats.size(c.freeBytes())).orElse(""),
                        RegionStyle.FREE.icon()),
                item(ViewIds.LAYOUT, "layout", Formats.size(document.view().size()), Icons.of("hex")),
                recovery(), faults(), bookmarks(),
                item(ViewIds.LOCKS, "locks", "", Icons.of("lock")));
    }

    /** Zones, free tables or the free list. */
    private NavigatorItem areas(Optional<Census> census) {
        List<AreaCensus> areas = census.map(Census::areas).orElse(List.of());
        String word = "areas." + (areas.isEmpty() ? "ANY" : areas.getFirst().area().kind());
        return item(ViewIds.SPACE, word, areas.isEmpty() ? "" : Formats.count(areas.size()),
                RegionStyle.ZONE_HEADER.icon()).with(areas.size(), number -> area(areas.get(number)));
    }

    private NavigatorItem area(AreaCensus counted) {
        FreeArea area = counted.area();
        boolean zone = area.kind() == FreeArea.Kind.ZONE;
        Icon icon = (zone ? RegionStyle.ZONE_HEADER : RegionStyle.FREE_TABLE).icon();
        return part(ViewIds.SPACE, area.describe(), area.describe(),
                Jobs.TEXTS.get("navigator.free", Formats.size(counted.bytes())), icon,
                Selection.bytes(document, area.offset(), zone ? area.length() : area.headerLength()));
    }

    /** The hash tree, the chains or the hash table, with its partitions. */
    private NavigatorItem index() {
        var index = document.view().assembly().index();
        var item = item(ViewIds.DEPTHS, "index." + index.partitionWord().replace(' ', '_'),
                Formats.count(index.partitions()), RegionStyle.SUB_TABLE.icon(), table());
        return item.with(index.partitions(), number -> part(ViewIds.DEPTHS, "partition " + number,
                Jobs.TEXTS.get("navigator.partition", index.partitionWord(), Integer.toString(number)), "",
                RegionStyle.HASH_TABLE.icon(),
                Selection.bytes(document, index.headOffset(number), index.slotLength())));
    }

    /** The table that the index begins with. */
    private Selection table() {
        var assembly = document.view().assembly();
        var index = assembly.index();
        return assembly.landmarks().stream().filter(landmark -> landmark.kind() == Landmark.Kind.HASH_TABLE).findFirst()
                .map(landmark -> Selection.bytes(document, landmark.offset(), landmark.length()))
                .orElseGet(() -> Selection.bytes(document, index.headOffset(0),
                        index.headOffset(index.partitions() - 1) + index.slotLength() - index.headOffset(0)));
    }

    private NavigatorItem recovery() {
        RecoveryState state = document.view().recovery();
        return item(ViewIds.RECOVERY, "recovery", Jobs.TEXTS.get("navigator.recovery." + state.status()),
                RegionStyle.RECOVERY.icon()).with(state.parts().size(), number -> {
                    var part = state.parts().get(number);
                    return part(ViewIds.RECOVERY, "part " + number, part.name(), part.state(),
                            RegionStyle.RECOVERY.icon(), Selection.bytes(document, part.offset(), part.length()));
                });
    }

    private NavigatorItem faults() {
        Optional<RegionMap> regions = document.regions();
        List<Fault> faults = regions.map(RegionMap::faults).orElse(document.view().faults());
        String note = regions.isPresent() || !faults.isEmpty() ? Formats.count(faults.size()) : "";
        return item(ViewIds.FAULTS, "faults", note, Icons.of(faults.isEmpty() ? "info" : "damage"))
                .with(faults.size(), number -> fault(number, faults.get(number)));
    }

    private NavigatorItem fault(int number, Fault fault) {
        boolean there = fault.offset() != Fault.NOWHERE;
        return new NavigatorItem("fault " + number, file, fault.found(), there ? Formats.offset(fault.offset()) : "",
                RegionStyle.DAMAGE.icon(), Optional.of(ViewIds.FAULTS),
                there ? Optional.of(Selection.bytes(document, fault.offset(), 1)) : Optional.empty(), Parts.NONE);
    }

    private NavigatorItem bookmarks() {
        List<Bookmark> all = document.bookmarks().list();
        return item(ViewIds.BOOKMARKS, "bookmarks", all.isEmpty() ? "" : Formats.count(all.size()),
                Icons.of("bookmark")).with(all.size(), number -> {
                    var one = all.get(number);
                    return new NavigatorItem(one.id(), file, BookmarkText.of(one), one.note(),
                            Icons.of("bookmark"), Optional.of(ViewIds.BOOKMARKS), Optional.empty(), Parts.NONE);
                });
    }

    private NavigatorItem item(String view, String word, String note, Icon icon, Selection... selects) {
        return new NavigatorItem(word, file, Jobs.TEXTS.get("navigator." + word), note, icon, Optional.of(view),
                List.of(selects).stream().findFirst(), Parts.NONE);
    }

    private NavigatorItem part(String view, String id, String label, String note, Icon icon, Selection selects) {
        return new NavigatorItem(id, file, label, note, icon, Optional.of(view), Optional.of(selects), Parts.NONE);
    }
}
