package tdb2.ui.learn;

import java.util.List;

import javax.swing.JComponent;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;

import tdb2.engine.inspect.Region;
import tdb2.engine.lab.Structure;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.RegionStyle;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.CellPicture.Cell;
import tdb2.ui.widgets.FactTable;
import tdb2.ui.widgets.FactTable.Column;
import tdb2.ui.widgets.FactTable.Row;
import tdb2.ui.widgets.Figures;
import tdb2.ui.widgets.LeastRoom;
import tdb2.ui.widgets.Picture;
import tdb2.ui.widgets.PicturePane;

/** Tree and space of a moment, one above the other; what its step stored is outlined. Event thread only. */
final class WalkPictures {

    private static final Texts TEXTS = Texts.of(WalkPictures.class);

    private final TreePicture tree = new TreePicture();
    private final FactTable slots = table("walk.slots");
    private final Pane treePane = new Pane("walk.tree", TEXTS.get("walk.tree.question"), tree, slots);
    private final SpacePicture space = new SpacePicture();
    private final FactTable regions = table("walk.regions");
    private final Pane spacePane = new Pane("walk.space", TEXTS.get("walk.space.question"), space, regions);
    private final JSplitPane split = new JSplitPane(JSplitPane.VERTICAL_SPLIT, treePane, spacePane);

    private final JComponent room = LeastRoom.of(split);

    WalkPictures() {
        tree.mark(SlotSpot::changed);
        space.mark(RegionSpot::changed);
        split.setBorder(null);
        split.setResizeWeight(0.5);
        split.setDividerLocation(Theme.grid(56));
    }

    private static FactTable table(String name) {
        return new FactTable(name, Column.mono(TEXTS.get("column.offset"), 104),
                Column.text(TEXTS.get("walk.column.what"), 420));
    }

    JComponent component() {
        return room;
    }

    /** Shows a moment. */
    void show(Walked walked, int steps) {
        Structure now = walked.structures().get(steps);
        tree.show(walked, steps);
        tree.scrollToMarked();
        slots.rows(tree.cells().stream().map(Cell::what).filter(spot -> !spot.empty() || spot.changed())
                .map(spot -> row(spot.offset(), spot.words(), spot.style())).toList());
        treePane.say(TEXTS.get("walk.tree.answer", now.partition(), now.records(), now.tables().size() - 1,
                now.deepest() + 1));
        space.show(walked, steps);
        space.scrollToMarked();
        regions.rows(now.regions().stream()
                .map(region -> row(region.offset(), SpacePicture.words(walked, steps, region), RegionStyle.of(region)))
                .toList());
        long pieces = now.regions().stream().filter(Region.Free.class::isInstance).count();
        spacePane.say(TEXTS.get("walk.space.answer", Formats.size(now.regions().getLast().end()),
                Formats.size(now.free()), pieces));
    }

    private static Row row(long offset, String words, RegionStyle style) {
        return Row.of(List.of(offset, words), Figures.offset(offset), FactTable.Cell.of(words).with(style.icon()));
    }

    /** A picture that scrolls when it is larger than its room. */
    private static final class Pane extends PicturePane {

        Pane(String name, String question, Picture picture, FactTable table) {
            super(name, question, picture, new JScrollPane(picture), table);
        }

        void say(String words) {
            answer(words);
        }
    }
}
