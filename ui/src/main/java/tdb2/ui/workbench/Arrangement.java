package tdb2.ui.workbench;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import tdb2.ui.docking.Desk;
import tdb2.ui.docking.Layout;
import tdb2.ui.docking.LayoutText;
import tdb2.ui.docking.Side;

/** The perspective that is on, the arrangement each begins with, and what the user made of it. Event thread only. */
final class Arrangement {

    private static final int BELOW = 420;
    /** Room at the bottom where faults are listed there: a line or two would be of no use. */
    private static final int WITH_FAULTS = 220;
    private static final String PERSPECTIVE = "window.perspective";

    /** How much room a part has at first, in thousandths of what is left when those after it have theirs. */
    private static final Map<Place, Integer> ROOM =
            new EnumMap<>(Map.of(Place.BESIDE, 460, Place.SIDE, 280, Place.LEFT, 180, Place.BOTTOM, 170));

    /**
     * Where a view belongs.
     *
     * @param view its id
     * @param places in which perspectives
     */
    record Belonging(String view, List<Place.Standing> places) {

        Optional<Place> in(Perspective perspective) {
            return places.stream().filter(standing -> standing.perspectives().contains(perspective)).findFirst()
                    .map(Place.Standing::place);
        }

        Place home(Perspective perspective) {
            return in(perspective).or(() -> places.stream().findFirst().map(Place.Standing::place)).orElse(Place.MAIN);
        }
    }

    private final Desk desk;
    private final List<Belonging> belongings;
    private final Settings settings;
    private Perspective perspective;

    Arrangement(Desk desk, List<Belonging> belongings, Settings settings) {
        this.desk = desk;
        this.belongings = List.copyOf(belongings);
        this.settings = settings;
        perspective = settings.get(PERSPECTIVE).flatMap(Arrangement::named).orElse(Perspective.INSPECT);
        desk.arrange(remembered());
    }

    private static Optional<Perspective> named(String name) {
        return Arrays.stream(Perspective.values()).filter(known -> known.name().equals(name)).findFirst();
    }

    /** The perspective that is on. */
    Perspective perspective() {
        return perspective;
    }

    /** Puts on a perspective as the user last had it. */
    void use(Perspective next) {
        save();
        perspective = next;
        desk.arrange(remembered());
    }

    /** Puts the views of the perspective where they stand at first. */
    void reset() {
        desk.arrange(standard());
    }

    /** Remembers perspective and arrangement. */
    void save() {
        settings.put(PERSPECTIVE, perspective.name());
        settings.put(key(), LayoutText.of(desk.arrangement()));
    }

    private String key() {
        return "window.layout." + perspective;
    }

    private Layout remembered() {
        return settings.get(key()).flatMap(LayoutText::read).orElseGet(this::standard);
    }

    /** The arrangement the perspective begins with. */
    private Layout standard() {
        Layout layout = new Layout.Tabs(true, at(Place.MAIN), Optional.empty());
        if (at(Place.BESIDE).isEmpty()) {
            layout = with(layout, Side.RIGHT, ROOM.get(Place.SIDE), Place.SIDE);
        } else {
            Layout beside = with(group(Place.BESIDE), Side.BOTTOM, BELOW, Place.SIDE);
            layout = Layout.joined(Side.RIGHT, ROOM.get(Place.BESIDE), layout, beside);
        }
        layout = with(layout, Side.LEFT, ROOM.get(Place.LEFT), Place.LEFT);
        int below = perspective == Perspective.INSPECT ? WITH_FAULTS : ROOM.get(Place.BOTTOM);
        return with(layout, Side.BOTTOM, below, Place.BOTTOM);
    }

    private Layout with(Layout layout, Side side, int room, Place place) {
        return at(place).isEmpty() ? layout : Layout.joined(side, room, layout, group(place));
    }

    private Layout group(Place place) {
        return new Layout.Tabs(false, at(place), Optional.empty());
    }

    private List<String> at(Place place) {
        return belongings.stream().filter(one -> one.in(perspective).filter(place::equals).isPresent())
                .map(Belonging::view).toList();
    }

    /** Opens a view at the place where it belongs, unless it is open. */
    void open(String view) {
        if (!desk.isOpen(view)) {
            desk.change(layout -> opened(layout, view));
        }
    }

    private Layout opened(Layout layout, String view) {
        Place home = home(view);
        if (home == Place.MAIN) {
            return layout.into(Optional.empty(), Integer.MAX_VALUE, view);
        }
        Stream<String> kin = layout.views().stream().filter(other -> home(other) == home);
        Optional<String> beside = kin.findFirst();
        int room = ROOM.get(home);
        return beside.map(_ -> layout.into(beside, Integer.MAX_VALUE, view)).orElseGet(() -> switch (home) {
            case BESIDE, MAIN -> layout.beside(Optional.empty(), Side.RIGHT, room, view);
            case LEFT -> layout.along(Side.LEFT, room, view);
            case SIDE -> layout.along(Side.RIGHT, room, view);
            case BOTTOM -> layout.along(Side.BOTTOM, room, view);
        });
    }

    private Place home(String view) {
        return belongings.stream().filter(one -> one.view().equals(view)).findFirst().map(one -> one.home(perspective))
                .orElse(Place.MAIN);
    }
}
