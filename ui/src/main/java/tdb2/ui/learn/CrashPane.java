package tdb2.ui.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;

import net.miginfocom.swing.MigLayout;

import tdb2.engine.disk.SimulatedDisk;
import tdb2.engine.disk.Unsynced;
import tdb2.engine.disk.Unsynced.Place;
import tdb2.engine.error.TdbException;
import tdb2.engine.lab.Film;
import tdb2.engine.lab.PowerCut;
import tdb2.engine.lab.PowerCut.Outcome;
import tdb2.engine.lab.PowerCut.Verdict;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.RegionStyle;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.CellMap;
import tdb2.ui.widgets.CellPane;
import tdb2.ui.widgets.FactTable;
import tdb2.ui.widgets.FactTable.Cell;
import tdb2.ui.widgets.FactTable.Column;
import tdb2.ui.widgets.FactTable.Row;
import tdb2.ui.widgets.Section;
import tdb2.ui.widgets.WrapBar;
import tdb2.ui.workbench.JobQueue;
import tdb2.ui.workbench.Task;
import tdb2.ui.workbench.ViewButtons;

/**
 * The power goes at the moment that is shown: which sectors survive, and what recovery makes of them; and the outcomes of
 * all moments as a grid. Event thread only.
 */
final class CrashPane {

    private static final Texts TEXTS = Texts.of(CrashPane.class);
    private static final Object ONE = "learn.outcome";
    private static final Object ALL = "learn.outcomes";
    private static final int EACH = 24;

    private final JobQueue jobs;
    private final IntConsumer go;
    private final FactTable places = new FactTable("learn.places", Column.mono(TEXTS.get("column.offset"), 100),
            Column.text(TEXTS.get("column.part"), 130), Column.text(TEXTS.get("column.survives"), 120));
    private final CellPane grid = CellPane.of("learn.outcomes", TEXTS.get("outcomes.question"),
            Column.text(TEXTS.get("column.step"), 60), Column.text(TEXTS.get("column.outcome"), 160),
            Column.text(TEXTS.get("column.recovery"), 260));
    private final JPanel choosing = new JPanel(new MigLayout("insets 0, fill, wrap 1", "[grow, fill]",
            "[grow, fill][]"));
    private final Section section;
    private final JSplitPane split;
    private Optional<Movie> movie = Optional.empty();
    private Optional<Unsynced> unsynced = Optional.empty();
    private List<Outcome> outcomes = List.of();
    private int steps;
    private int[] choice = {};
    private long turns;

    /**
     * @param within where its keys work
     * @param go shows the moment after so many steps
     */
    CrashPane(JComponent within, JobQueue jobs, IntConsumer go) {
        this.jobs = jobs;
        this.go = go;
        choosing.setOpaque(false);
        choosing.add(new JScrollPane(places), "wmin 60, hmin 60");
        places.getAccessibleContext().setAccessibleName(TEXTS.get("places"));
        var bar = new WrapBar(0);
        ViewButtons buttons = ViewButtons.of("crash", within, TEXTS);
        buttons.add(bar, "turn", this::turn);
        buttons.add(bar, "allOld", () -> choose(place -> 0));
        buttons.add(bar, "allNew", () -> choose(CrashPane::newest));
        buttons.add(bar, "random", () -> unsynced.ifPresent(now -> chosen(now.sample(
                new SplittableRandom(++turns)).choice())));
        buttons.add(bar, "all", this::all);
        choosing.add(bar);
        section = new Section("learn.cut", TEXTS.get("cut.question"), choosing);
        grid.onPick(this::pick);
        split = new JSplitPane(JSplitPane.VERTICAL_SPLIT, section, grid);
        split.setBorder(null);
        split.setResizeWeight(0.6);
        split.setDividerLocation(Theme.grid(66));
    }

    JComponent component() {
        return split;
    }

    /** The power goes after so many steps; at first all that was stored survives. */
    void show(Movie now, int after) {
        if (movie.filter(now::equals).isEmpty()) {
            movie = Optional.of(now);
            outcomes = List.of();
            grid.show(TEXTS.get("outcomes.none"), List.of(), List.of());
        }
        steps = after;
        unsynced = Optional.of(now.film().unsynced(after));
        choose(CrashPane::newest);
    }

    private static int newest(Place place) {
        return place.kind() == Place.Kind.FRAGILE ? 0 : place.ways() - 1;
    }

    /** Says for a place which way it went. */
    private interface Choosing {

        int way(Place place);
    }

    private void choose(Choosing how) {
        unsynced.ifPresent(now -> chosen(now.places().stream().mapToInt(how::way).toArray()));
    }

    private void turn() {
        places.selected().ifPresent(index -> {
            int place = (Integer) index;
            int[] next = choice.clone();
            next[place] = (next[place] + 1) % unsynced.orElseThrow().places().get(place).ways();
            chosen(next);
        });
    }

    private void chosen(int... next) {
        choice = next;
        Unsynced now = unsynced.orElseThrow();
        List<Place> all = now.places();
        places.rows(IntStream.range(0, all.size()).mapToObj(i -> row(i, all.get(i), next[i])).toList());
        section.say(TEXTS.get("cut.running"));
        int[] mine = next;
        int at = steps;
        Film film = movie.orElseThrow().film();
        jobs.read(ONE, new Task<>(TEXTS.get("job.outcome"),
                _ -> new PowerCut(film).outcome(at, now.image(mine)), this::say, this::failed));
    }

    private Row row(int number, Place place, int way) {
        RegionStyle style = movie.orElseThrow().styles().get((int) Math.min(place.offset() / SimulatedDisk.SECTOR,
                movie.get().styles().size() - 1));
        String where = place.kind() == Place.Kind.SECTOR ? style.label() : TEXTS.get("place." + place.kind());
        return Row.of(number, Cell.of(Formats.offset(place.offset()), "", place.offset()),
                Cell.of(where).with(style.icon()), Cell.of(survives(place, way)));
    }

    private static String survives(Place place, int way) {
        if (place.kind() == Place.Kind.FRAGILE) {
            return TEXTS.get(way == 0 ? "way.kept" : "way.lost");
        }
        return way == 0 ? TEXTS.get(place.ways() == 1 ? "way.only" : "way.old")
                : way == place.ways() - 1 ? TEXTS.get("way.new")
                : TEXTS.get("way.between", way, place.ways() - 2);
    }

    private void say(Outcome outcome) {
        section.say(TEXTS.get("cut.answer", TEXTS.get("verdict." + outcome.verdict()), outcome.recovery(),
                outcome.content()));
    }

    private void all() {
        movie.ifPresent(now -> jobs.scan(ALL, new Task<>(TEXTS.get("job.outcomes"),
                progress -> new PowerCut(now.film()).all(EACH, progress), this::showAll, this::failed)));
    }

    private void showAll(List<Outcome> found) {
        outcomes = found;
        List<CellMap.Cell> cells = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            Outcome one = found.get(i);
            String verdict = TEXTS.get("verdict." + one.verdict());
            cells.add(CellMap.Cell.of(style(one.verdict()).color(), TEXTS.get("verdict." + one.verdict() + ".glyph"),
                    TEXTS.get("outcome.tip", one.steps(), verdict)));
            rows.add(Row.of(i, Cell.of(Integer.toString(one.steps()), "", one.steps()), Cell.of(verdict),
                    Cell.of(one.recovery())));
        }
        long broken = found.stream().filter(outcome -> !outcome.verdict().isAllowed()).count();
        grid.show(TEXTS.get(broken == 0 ? "outcomes.sound" : "outcomes.broken", found.size(), broken), cells, rows);
    }

    private static RegionStyle style(Verdict verdict) {
        return switch (verdict) {
            case OLD -> RegionStyle.HEADER;
            case NEW -> RegionStyle.FREE;
            case LOST, TORN, DAMAGED -> RegionStyle.DAMAGE;
        };
    }

    /** Goes to the moment of an outcome, with what survived there. */
    private void pick(int number) {
        Outcome outcome = outcomes.get(number);
        go.accept(outcome.steps());
        chosen(outcome.image().choice());
    }

    private void failed(TdbException why) {
        section.say(why.fault().message());
    }
}
