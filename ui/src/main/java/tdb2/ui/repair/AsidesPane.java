package tdb2.ui.repair;

import java.awt.BorderLayout;
import java.util.Optional;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import tdb2.engine.repair.Aside;
import tdb2.engine.repair.Plan.Place;
import tdb2.ui.theme.Icons;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.ByteText;
import tdb2.ui.widgets.FactTable;
import tdb2.ui.widgets.FactTable.Cell;
import tdb2.ui.widgets.FactTable.Column;
import tdb2.ui.widgets.FactTable.Row;
import tdb2.ui.widgets.Figures;
import tdb2.ui.widgets.Section;

/** The records that are set aside, each with what speaks against it. Event thread only. */
final class AsidesPane extends JPanel {

    private static final Texts TEXTS = Texts.of(AsidesPane.class);

    private final FactTable table = new FactTable("repair.asides", Column.text(TEXTS.get("doubt"), 360),
            Column.mono(TEXTS.get("key"), 260), Column.number(TEXTS.get("size")),
            Column.mono(TEXTS.get("offset"), 120), Column.mono(TEXTS.get("value"), 260));
    private final Section section = new Section("asides", TEXTS.get("asides.question"), new JScrollPane(table));

    AsidesPane(RepairJobs jobs) {
        super(new BorderLayout());
        setOpaque(false);
        table.getAccessibleContext().setAccessibleName(TEXTS.get("asides.question"));
        table.onPick(what -> jobs.broken().shower()
                .accept(new Place(((Aside) what).offset(), ((Aside) what).length())));
        add(section);
    }

    void show(Planned planned) {
        long more = planned.plan().suspect() - planned.asides().size();
        section.say(TEXTS.get("asides.answer", planned.plan().suspect(), more));
        table.rows(planned.asides().stream().map(AsidesPane::row).toList());
    }

    private static Row row(Aside aside) {
        String doubt = aside.doubt().says();
        String value = ByteText.readable(aside.valueStart());
        return Row.of(aside, new Cell(doubt, doubt, Optional.of(Icons.of("warning")), doubt),
                Cell.of(ByteText.readable(aside.key())), Figures.size(aside.valueLength()),
                Figures.offset(aside.offset()), Cell.of(value));
    }
}
