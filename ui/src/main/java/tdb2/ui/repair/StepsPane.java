package tdb2.ui.repair;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.swing.BorderFactory;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import javax.swing.UIManager;
import net.miginfocom.swing.MigLayout;
import tdb2.engine.repair.Fix;
import tdb2.engine.repair.Plan;
import tdb2.engine.repair.Plan.Kind;
import tdb2.engine.repair.Plan.Place;
import tdb2.engine.repair.Plan.Risk;
import tdb2.engine.repair.Plan.Step;
import tdb2.ui.theme.Icons;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.FactTable;
import tdb2.ui.widgets.FactTable.Cell;
import tdb2.ui.widgets.FactTable.Column;
import tdb2.ui.widgets.FactTable.Column.Style;
import tdb2.ui.widgets.FactTable.Row;
import tdb2.ui.widgets.Figures;

/**
 * The steps of a plan with reason and risk; of the selected one the places in the file, and of the selected place the bytes
 * as they are and what becomes of them. Event thread only.
 */
final class StepsPane extends JPanel {

    private static final Texts TEXTS = Texts.of(StepsPane.class);

    private final transient RepairJobs jobs;
    private final FactTable steps = new FactTable("repair.steps",
            new Column(TEXTS.get("step.number"), Style.NUMBER, 44), Column.text(TEXTS.get("risk"), 84),
            new Column(TEXTS.get("records"), Style.NUMBER, 72), new Column(TEXTS.get("bytes"), Style.NUMBER, 80),
            Column.text(TEXTS.get("step"), 320));
    private final FactTable places = new FactTable("repair.places", Column.mono(TEXTS.get("offset"), 112),
            new Column(TEXTS.get("bytes"), Style.NUMBER, 72), Column.text(TEXTS.get("becomes"), 60));
    private final JTextArea reason = new JTextArea(2, 10);
    private final BytesPane bytes = new BytesPane();

    /**
     * A place and what becomes of it.
     *
     * @param place where
     * @param fix the bytes that are put there, where some are
     * @param words what becomes of it otherwise
     */
    private record Shown(Place place, Optional<Fix> fix, String words) {}

    StepsPane(RepairJobs jobs) {
        this.jobs = jobs;
        setOpaque(false);
        steps.getAccessibleContext().setAccessibleName(TEXTS.get("steps"));
        places.getAccessibleContext().setAccessibleName(TEXTS.get("places"));
        steps.onPick(what -> pick((Step) what));
        places.onPick(what -> show((Shown) what));
        reason.setName("repair.reason");
        reason.setEditable(false);
        reason.setFocusable(false);
        reason.setOpaque(false);
        reason.setLineWrap(true);
        reason.setWrapStyleWord(true);
        reason.setBorder(BorderFactory.createEmptyBorder(Theme.grid(1), Theme.grid(2), Theme.grid(1), Theme.grid(2)));
        restyle();
        setLayout(new MigLayout("insets 0, gap 0, fill", "[40%, fill][60%, fill]", "[]0[]0[grow, fill]"));
        add(new JScrollPane(steps), "span, growx, wmin 0, h 112:140:140, wrap");
        add(reason, "span, growx, wmin 0, wrap");
        add(new JScrollPane(places), "grow, wmin 0, hmin 60");
        add(bytes, "grow, wmin 0");
    }

    @Override
    public void updateUI() {
        super.updateUI();
        if (reason != null) {
            restyle();
        }
    }

    private void restyle() {
        reason.setFont(UIManager.getFont("Label.font"));
    }

    /** Shows the steps of a plan. */
    void show(Plan plan) {
        List<Row> rows = new ArrayList<>();
        for (Step step : plan.steps()) {
            rows.add(Row.of(step, Figures.count(rows.size() + 1), risk(step.risk()), Figures.count(step.records()),
                    Figures.size(step.bytes()), tipped(step.what())));
        }
        steps.clearSelection();
        steps.rows(rows);
        steps.setRowSelectionInterval(0, 0);
    }

    /** Shows what would be changed in the file itself, or was. */
    void show(List<Fix> fixes) {
        steps.clearSelection();
        reason.setText(TEXTS.get("inPlace.because"));
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
        reason.setText(TEXTS.get("because", step.reason()));
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
        bytes.clear();
        if (!shown.isEmpty()) {
            places.setRowSelectionInterval(0, 0);
        }
    }

    private void show(Shown shown) {
        jobs.broken().shower().accept(shown.place());
        jobs.bytes(shown.place(), before -> {
            if (places.selected().filter(shown::equals).isPresent()) {
                show(shown, before);
            }
        });
    }

    /** A fix shows its own bytes on both sides also when it has been made. */
    private void show(Shown shown, byte[] there) {
        long offset = shown.place().offset();
        shown.fix().ifPresentOrElse(fix -> bytes.show(offset, fix.before(), fix.after(),
                Arrays.equals(there, fix.after()) ? TEXTS.get("made") + "\n" : ""),
                () -> bytes.show(offset, there, shown.words()));
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
