package tdb2.ui.repair;

import java.awt.BorderLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;
import tdb2.engine.repair.Fix;
import tdb2.engine.repair.Plan;
import tdb2.engine.repair.Plan.Kind;
import tdb2.engine.repair.Plan.Place;
import tdb2.engine.repair.Plan.Risk;
import tdb2.engine.repair.Plan.Step;
import tdb2.ui.theme.Icons;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.Compared;
import tdb2.ui.widgets.FactTable;
import tdb2.ui.widgets.FactTable.Cell;
import tdb2.ui.widgets.FactTable.Column;
import tdb2.ui.widgets.FactTable.Row;
import tdb2.ui.widgets.Figures;
import tdb2.ui.widgets.HexDump;

/**
 * The steps of a plan with reason and risk; of the selected one the places in the file, and of the selected place the bytes
 * as they are and what becomes of them. Event thread only.
 */
final class StepsPane extends JPanel {

    private static final Texts TEXTS = Texts.of(StepsPane.class);

    private final transient RepairJobs jobs;
    private final FactTable steps = new FactTable("repair.steps", Column.number(TEXTS.get("step.number")),
            Column.text(TEXTS.get("risk"), 104), Column.text(TEXTS.get("step"), 320),
            Column.number(TEXTS.get("records")), Column.number(TEXTS.get("bytes")),
            Column.text(TEXTS.get("because"), 320));
    private final FactTable places = new FactTable("repair.places", Column.mono(TEXTS.get("offset"), 120),
            Column.number(TEXTS.get("bytes")), Column.text(TEXTS.get("becomes"), 260));
    private final Compared bytes = new Compared(TEXTS, "before", "after");

    /**
     * A place and what becomes of it.
     *
     * @param place where
     * @param fix the bytes that are put there, where some are
     * @param words what becomes of it otherwise
     */
    private record Shown(Place place, Optional<Fix> fix, String words) {}

    StepsPane(RepairJobs jobs) {
        super(new BorderLayout());
        this.jobs = jobs;
        setOpaque(false);
        steps.getAccessibleContext().setAccessibleName(TEXTS.get("steps"));
        places.getAccessibleContext().setAccessibleName(TEXTS.get("places"));
        steps.onPick(what -> pick((Step) what));
        places.onPick(what -> show((Shown) what));
        var detail = split(JSplitPane.VERTICAL_SPLIT, new JScrollPane(places), bytes, 0.4);
        add(split(JSplitPane.HORIZONTAL_SPLIT, new JScrollPane(steps), detail, 0.5));
    }

    private static JSplitPane split(int direction, java.awt.Component one, java.awt.Component other, double share) {
        var split = new JSplitPane(direction, one, other);
        split.setResizeWeight(share);
        split.setBorder(null);
        split.setOpaque(false);
        return split;
    }

    /** Shows the steps of a plan. */
    void show(Plan plan) {
        List<Row> rows = new ArrayList<>();
        for (Step step : plan.steps()) {
            rows.add(Row.of(step, Figures.count(rows.size() + 1), risk(step.risk()), tipped(step.what()),
                    Figures.count(step.records()), Figures.size(step.bytes()), tipped(step.reason())));
        }
        steps.clearSelection();
        steps.rows(rows);
        steps.setRowSelectionInterval(0, 0);
    }

    /** Shows what would be changed in the file itself, or was. */
    void show(List<Fix> fixes) {
        steps.clearSelection();
        fill(fixes.stream().map(StepsPane::shown).toList());
    }

    /** The keyboard goes to the steps. */
    void takeFocus() {
        steps.requestFocusInWindow();
    }

    private static Shown shown(Fix fix) {
        return new Shown(new Place(fix.offset(), fix.before().length), Optional.of(fix), fix.what());
    }

    private void pick(Step step) {
        List<Shown> shown = new ArrayList<>(step.changes().stream().map(StepsPane::shown).toList());
        if (shown.isEmpty() || step.kind() != Kind.HEADER) {
            String words = TEXTS.get("becomes." + step.kind());
            step.places().forEach(place -> shown.add(new Shown(place, Optional.empty(), words)));
        }
        fill(shown);
    }

    private void fill(List<Shown> shown) {
        places.clearSelection();
        places.rows(shown.stream().map(one -> Row.of(one, Figures.offset(one.place().offset()),
                Figures.size(one.place().length()), tipped(one.words()))).toList());
        bytes.show("", "");
        if (!shown.isEmpty()) {
            places.setRowSelectionInterval(0, 0);
        }
    }

    private void show(Shown shown) {
        jobs.broken().shower().accept(shown.place());
        jobs.bytes(shown.place(), before -> {
            if (places.selected().filter(shown::equals).isPresent()) {
                bytes.show(HexDump.of(before, shown.place().offset()), after(shown, before));
            }
        });
    }

    /** A fix shows its own bytes on both sides also when it has been made. */
    private static String after(Shown shown, byte[] before) {
        return shown.fix().map(fix -> {
            String made = Arrays.equals(before, fix.after()) ? TEXTS.get("made") + "\n" : "";
            return made + HexDump.of(fix.after(), fix.offset());
        }).orElse(shown.words());
    }

    private static Cell risk(Risk risk) {
        String icon = switch (risk) {
            case NONE -> "check";
            case LOW -> "info";
            case JUDGE -> "warning";
        };
        return new Cell(TEXTS.get("risk." + risk), TEXTS.get("risk." + risk + ".means"), Optional.of(Icons.of(icon)),
                risk.ordinal());
    }

    private static Cell tipped(String text) {
        return new Cell(text, text, Optional.empty(), text);
    }
}
