package tdb2.ui.recovery;

import java.util.List;

import javax.swing.JComponent;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;
import javax.swing.JTabbedPane;

import tdb2.engine.format.Field;
import tdb2.engine.transaction.RecoveryState;
import tdb2.engine.transaction.RecoveryState.Change;
import tdb2.engine.transaction.RecoveryState.Part;
import tdb2.ui.theme.RegionStyle;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.FactTable;
import tdb2.ui.widgets.FactTable.Cell;
import tdb2.ui.widgets.FactTable.Column;
import tdb2.ui.widgets.FactTable.Row;
import tdb2.ui.widgets.Figures;
import tdb2.ui.widgets.Section;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.Selection;
import tdb2.ui.workbench.ViewContext;
import tdb2.ui.workbench.ViewPart;

/** The recovery structures, their fields, and what a replay would write. Event thread only. */
public final class RecoveryView implements ViewPart, Document.Listener {

    private static final Texts TEXTS = Texts.of(RecoveryView.class);

    private final ViewContext context;
    private final FactTable parts = new FactTable("parts", Column.text(TEXTS.get("part"), 160),
            Column.mono(TEXTS.get("offset"), 110), Column.number(TEXTS.get("length")),
            Column.number(TEXTS.get("changes")), Column.text(TEXTS.get("state"), 400));
    private final FactTable fields = new FactTable("recovery.fields", Column.text(TEXTS.get("field"), 160),
            Column.mono(TEXTS.get("offset"), 110), Column.mono(TEXTS.get("value"), 170),
            Column.text(TEXTS.get("means"), 400));
    private final FactTable changes = new FactTable("changes", Column.mono(TEXTS.get("offset"), 110),
            Column.number(TEXTS.get("length")), Column.text("", 40));
    private final Section section = new Section("recovery", TEXTS.get("question"), new JScrollPane(parts));
    private final JTabbedPane detail = new JTabbedPane();
    private final JSplitPane panel = new JSplitPane(JSplitPane.VERTICAL_SPLIT, section, detail);

    public RecoveryView(ViewContext context) {
        this.context = context;
        panel.setResizeWeight(0.4);
        panel.setOpaque(false);
        parts.getAccessibleContext().setAccessibleName(TEXTS.get("question"));
        fields.getAccessibleContext().setAccessibleName(TEXTS.get("fields"));
        changes.getAccessibleContext().setAccessibleName(TEXTS.get("replay"));
        detail.addTab(TEXTS.get("fields"), new JScrollPane(fields));
        detail.addTab(TEXTS.get("replay"), new JScrollPane(changes));
        parts.onPick(what -> show((Part) what));
        fields.onPick(what -> select(((Field) what).offset(), ((Field) what).length()));
        changes.onPick(what -> select(((Change) what).offset(), ((Change) what).length()));
        context.document().addListener(this);
        refreshed(context.document());
    }

    @Override
    public JComponent component() {
        return panel;
    }

    @Override
    public void disposed() {
        context.document().removeListener(this);
    }

    @Override
    public void refreshed(Document document) {
        RecoveryState state = document.view().recovery();
        String preview = document.view().previewed() ? " " + TEXTS.get("previewed") : "";
        section.say(TEXTS.get("status." + state.status()) + " " + capital(state.summary()) + preview);
        parts.rows(state.parts().stream().map(RecoveryView::row).toList());
        state.parts().stream().findFirst().ifPresentOrElse(this::fill, () -> {
            fields.rows(List.of());
            changes.rows(List.of());
        });
    }

    private static String capital(String sentence) {
        return sentence.isEmpty() ? "" : Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1) + ".";
    }

    private void show(Part part) {
        fill(part);
        select(part.offset(), part.length());
    }

    private void select(long offset, long length) {
        context.publish(this, Selection.bytes(context.document(), offset, length));
    }

    private void fill(Part part) {
        fields.rows(part.fields().stream().map(RecoveryView::row).toList());
        changes.rows(part.changes().stream().map(
                change -> Row.of(change, Figures.offset(change.offset()), Figures.size(change.length()), Cell.of("")))
                .toList());
    }

    private static Row row(Part part) {
        return Row.of(part, Cell.of(part.name()).with(RegionStyle.RECOVERY.icon()), Figures.offset(part.offset()),
                Figures.size(part.length()), Figures.count(part.changes().size()), Cell.of(part.state()));
    }

    private static Row row(Field field) {
        return Row.of(field, Cell.of(field.name()), Figures.offset(field.offset()),
                Cell.of("0x%x".formatted(field.value()), Long.toString(field.value()), field.value()),
                Cell.of(field.means()));
    }
}
