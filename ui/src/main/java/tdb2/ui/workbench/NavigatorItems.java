package tdb2.ui.workbench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import javax.swing.Icon;
import javax.swing.tree.DefaultMutableTreeNode;

import tdb2.engine.format.Header;
import tdb2.engine.inspect.Census;
import tdb2.engine.inspect.Census.AreaCensus;
import tdb2.engine.inspect.RegionMap;
import tdb2.engine.space.FreeArea;
import tdb2.engine.transaction.RecoveryState;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.Icons;
import tdb2.ui.theme.RegionStyle;

/** Makes the nodes of one file: its objects, each with the view that shows it. */
final class NavigatorItems {

    private static final int AREAS_SHOWN = 500;

    private final OpenFile file;
    private final Document document;
    private final DefaultMutableTreeNode node;

    private NavigatorItems(DefaultMutableTreeNode node, OpenFile file, Document document) {
        this.node = node;
        this.file = file;
        this.document = document;
    }

    /** Fills the node of a file. */
    static void fill(DefaultMutableTreeNode node, OpenFile file) {
        boolean refused = file.state() instanceof OpenFile.State.Refused;
        String note = file.document().map(document -> document.view().dialect().id().toUpperCase(Locale.ROOT))
                .orElseGet(() -> Jobs.TEXTS.get(refused ? "navigator.refused" : "navigator.opening"));
        node.setUserObject(new NavigatorItem(NavigatorItem.FILE, file, file.name(), note,
                Icons.of(refused ? "warning" : "zone"), Optional.empty(), file.document().map(Selection::file)));
        file.document().ifPresent(document -> new NavigatorItems(node, file, document).fill());
    }

    private void fill() {
        Header header = document.view().header();
        Optional<RegionMap> regions = document.regions();
        Optional<Census> census = regions.map(map -> map.survey().census());
        add(ViewIds.RECORDS, "records", census.map(c -> Formats.count(c.records())).orElse(""), Icons.of("record"));
        add(ViewIds.SUMMARY, "header", "", RegionStyle.HEADER.icon(),
                Selection.bytes(document, header.offset(), header.length()));
        var index = document.view().assembly().index();
        add(ViewIds.DEPTHS, "index",
                Jobs.TEXTS.get("navigator.partitions", index.partitions(), index.partitionWord()),
                RegionStyle.SUB_TABLE.icon());
        var space = add(ViewIds.SPACE, "space", census.map(c -> Formats.size(c.freeBytes())).orElse(""),
                RegionStyle.FREE.icon());
        census.ifPresent(c -> areas(space, c.areas()));
        add(ViewIds.LAYOUT, "layout", Formats.size(document.view().size()), Icons.of("hex"));
        RecoveryState.Status status = document.view().recovery().status();
        add(ViewIds.RECOVERY, "recovery", Jobs.TEXTS.get("navigator.recovery." + status), RegionStyle.RECOVERY.icon());
        int faults = regions.map(map -> map.faults().size()).orElse(document.view().faults().size());
        add(ViewIds.FAULTS, "faults", regions.isPresent() || faults > 0 ? Formats.count(faults) : "",
                Icons.of(faults > 0 ? "damage" : "info"));
        add(ViewIds.LOCKS, "locks", "", Icons.of("lock"));
    }

    private void areas(DefaultMutableTreeNode parent, List<AreaCensus> areas) {
        for (AreaCensus counted : areas.subList(0, Math.min(AREAS_SHOWN, areas.size()))) {
            FreeArea area = counted.area();
            Icon icon = (area.kind() == FreeArea.Kind.ZONE ? RegionStyle.ZONE_HEADER : RegionStyle.FREE_TABLE).icon();
            parent.add(new DefaultMutableTreeNode(new NavigatorItem(area.describe(), file, area.describe(),
                    Formats.size(counted.bytes()), icon, Optional.of(ViewIds.SPACE),
                    Optional.of(Selection.bytes(document, area.offset(), area.headerLength())))));
        }
        if (areas.size() > AREAS_SHOWN) {
            parent.add(new DefaultMutableTreeNode(new NavigatorItem("more", file,
                    Jobs.TEXTS.get("navigator.more", areas.size() - AREAS_SHOWN), "", Icons.of("info"),
                    Optional.of(ViewIds.SPACE), Optional.empty())));
        }
    }

    private DefaultMutableTreeNode add(String view, String word, String note, Icon icon, Selection... selects) {
        var child = new DefaultMutableTreeNode(new NavigatorItem(word, file, Jobs.TEXTS.get("navigator." + word), note,
                icon, Optional.of(view), List.of(selects).stream().findFirst()));
        node.add(child);
        return child;
    }
}
