package tdb2.ui.recovery;

import java.awt.BorderLayout;
import java.awt.EventQueue;
import java.awt.event.ActionEvent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.swing.AbstractAction;
import javax.swing.Action;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;
import javax.swing.JTabbedPane;

import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Field;
import tdb2.engine.inspect.RegionMap;
import tdb2.engine.inspect.Touched;
import tdb2.engine.transaction.RecoveryState;
import tdb2.engine.transaction.RecoveryState.Change;
import tdb2.engine.transaction.RecoveryState.Part;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.RegionStyle;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.ByteText;
import tdb2.ui.widgets.FactTable;
import tdb2.ui.widgets.FactTable.Cell;
import tdb2.ui.widgets.FactTable.Column;
import tdb2.ui.widgets.FactTable.Row;
import tdb2.ui.widgets.Figures;
import tdb2.ui.widgets.MessageBar;
import tdb2.ui.widgets.MessageBar.Message;
import tdb2.ui.widgets.MessageBar.Tone;
import tdb2.ui.widgets.Section;
import tdb2.ui.widgets.WrapBar;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.Job;
import tdb2.ui.workbench.Recovering;
import tdb2.ui.workbench.Recovering.State;
import tdb2.ui.workbench.Selection;
import tdb2.ui.workbench.ViewButtons;
import tdb2.ui.workbench.ViewContext;
import tdb2.ui.workbench.ViewPart;

/** The recovery structures, their fields, and what a replay would write. Event thread only. */
public final class RecoveryView implements ViewPart, Document.Listener {

    private static final Texts TEXTS = Texts.of(RecoveryView.class);
    private static final int KEY_SHOWN = 60;

    private final ViewContext context;
    private final FactTable parts = new FactTable("parts", Column.text(TEXTS.get("part"), 160),
            Column.mono(TEXTS.get("offset"), 110), Column.number(TEXTS.get("length")),
            Column.number(TEXTS.get("changes")), Column.text(TEXTS.get("state"), 400));
    private final FactTable fields = new FactTable("recovery.fields", Column.text(TEXTS.get("field"), 160),
            Column.mono(TEXTS.get("offset"), 110), Column.mono(TEXTS.get("value"), 170),
            Column.text(TEXTS.get("means"), 400));
    private final FactTable changes = new FactTable("changes", Column.mono(TEXTS.get("offset"), 110),
            Column.number(TEXTS.get("length")), Column.text(TEXTS.get("holds"), 220),
            Column.text(TEXTS.get("where"), 160), Column.mono(TEXTS.get("keys"), 200));
    private final Section section = new Section("recovery", TEXTS.get("question"), new JScrollPane(parts));
    private final JTabbedPane detail = new JTabbedPane();
    private final JSplitPane split = new JSplitPane(JSplitPane.VERTICAL_SPLIT, section, detail);
    private final JPanel panel = new JPanel(new BorderLayout());
    private final MessageBar message = new MessageBar();
    private final ViewButtons buttons = ViewButtons.of("recovery", panel, TEXTS);
    private final Recovering recovering;
    private final Runnable moved = this::tell;
    private Optional<Part> shown = Optional.empty();

    public RecoveryView(ViewContext context) {
        this.context = context;
        recovering = context.document().editing().recovering();
        split.setResizeWeight(0.4);
        split.setBorder(null);
        panel.setOpaque(false);
        panel.setName("recovery." + context.document().name());
        message.setName("recovery.message");
        panel.add(message, BorderLayout.PAGE_START);
        panel.add(split);
        panel.add(bar(), BorderLayout.PAGE_END);
        parts.getAccessibleContext().setAccessibleName(TEXTS.get("question"));
        fields.getAccessibleContext().setAccessibleName(TEXTS.get("fields"));
        changes.getAccessibleContext().setAccessibleName(TEXTS.get("replay"));
        detail.addTab(TEXTS.get("replay"), new JScrollPane(changes));
        detail.addTab(TEXTS.get("fields"), new JScrollPane(fields));
        parts.onPick(what -> show((Part) what));
        fields.onPick(what -> select(((Field) what).offset(), ((Field) what).length()));
        changes.onPick(what -> select(((Change) what).offset(), ((Change) what).length()));
        context.document().addListener(this);
        recovering.addListener(moved);
        refreshed(context.document());
    }

    private JPanel bar() {
        var bar = new WrapBar(2);
        buttons.add(bar, "copy", () -> ask("copy", recovering::onCopy));
        buttons.add(bar, "real", () -> ask("real", recovering::inFile));
        return bar;
    }

    /** Names what would happen; only then it can be done. */
    private void ask(String what, Runnable does) {
        RecoveryState state = context.document().view().recovery();
        long bytes = state.parts().stream().flatMap(part -> part.changes().stream()).mapToLong(Change::length).sum();
        long ranges = state.parts().stream().mapToLong(part -> part.changes().size()).sum();
        message.show(new Message(Tone.WARNING, TEXTS.get("ask." + what, context.document().name()),
                TEXTS.get("ask." + what + ".means", state.summary(), ranges, Formats.size(bytes)),
                TEXTS.get("ask." + what + ".next"), ""),
                action("do." + what, does), action("leave", message::clear));
        EventQueue.invokeLater(message::takeFocus);
    }

    private Action action(String id, Runnable does) {
        return new AbstractAction(TEXTS.get(id)) {
            @Override
            public void actionPerformed(ActionEvent event) {
                message.clear();
                does.run();
            }
        };
    }

    /** Recovering is somewhere else. */
    private void tell() {
        boolean due = recovering.isDue() && !(recovering.state() instanceof State.Running);
        buttons.enable("copy", due);
        buttons.enable("real", due && context.document().editing().refusal().isEmpty());
        switch (recovering.state()) {
            case State.Idle(),State.Running() -> {
                // the job tells how far it is
            }
            case State.Copied(var copy) -> inform("copied", copy.toString());
            case State.Replayed(boolean done) -> inform(done ? "replayed" : "replayed.nothing", "");
            case State.Cancelled() -> inform("cancelled", "");
            case State.Failed(var why) -> message.show(Message.of(TEXTS.get("failed"), TEXTS.get("failed.means"),
                    why.fault()), action("dismiss", recovering::dismiss));
        }
    }

    private void inform(String what, String argument) {
        message.show(new Message(Tone.INFO, TEXTS.get(what, argument), TEXTS.get(what + ".means"), "", ""),
                action("dismiss", recovering::dismiss));
    }

    @Override
    public JComponent component() {
        return panel;
    }

    @Override
    public void disposed() {
        context.document().removeListener(this);
        recovering.removeListener(moved);
        context.document().jobs().drop(changes);
    }

    /** Now it is known what lies where. */
    @Override
    public void surveyed(Document document) {
        shown.ifPresent(this::explain);
    }

    @Override
    public void refreshed(Document document) {
        RecoveryState state = document.view().recovery();
        String preview = document.view().previewed() ? " " + TEXTS.get("previewed") : "";
        section.say(TEXTS.get("status." + state.status()) + " " + capital(state.summary()) + preview);
        parts.rows(state.parts().stream().map(RecoveryView::row).toList());
        state.parts().stream().findFirst().ifPresentOrElse(this::fill, () -> {
            fields.rows(List.of());
            shown = Optional.empty();
            changes.rows(List.of());
        });
        tell();
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
        shown = Optional.of(part);
        list(part, List.of());
        explain(part);
    }

    private void list(Part part, List<Touched> touched) {
        List<Change> all = part.changes();
        changes.rows(IntStream.range(0, Math.min(Touched.RANGES, all.size()))
                .mapToObj(i -> row(all.get(i), i < touched.size() ? Optional.of(touched.get(i)) : Optional.empty()))
                .toList());
    }

    private static Row row(Change change, Optional<Touched> touched) {
        return Row.of(change, Figures.offset(change.offset()), Figures.size(change.length()),
                Cell.of(TEXTS.get("holds." + change.holds())), touched.map(RecoveryView::where).orElse(Cell.of("")),
                Cell.of(touched.map(RecoveryView::keys).orElse("")));
    }

    private static Cell where(Touched touched) {
        List<RegionStyle> styles = touched.regions().stream().map(RegionStyle::of).distinct().toList();
        RegionStyle first = styles.isEmpty() ? RegionStyle.UNKNOWN : styles.getFirst();
        return Cell.of(styles.stream().map(RegionStyle::label).collect(Collectors.joining(", "))).with(first.icon());
    }

    private static String keys(Touched touched) {
        return touched.keys().stream().map(Touched.Key::start)
                .map(key -> ByteText.escaped(key, 0, Math.min(KEY_SHOWN, key.length)))
                .collect(Collectors.joining(", ")) + (touched.isMore() ? " …" : "");
    }

    private void explain(Part part) {
        context.document().regions().filter(_ -> !part.changes().isEmpty()).ifPresent(map -> context.document().jobs()
                .read(changes, new Explaining(part, map)));
    }

    /** Finds out what lies where a part writes. */
    private final class Explaining implements Job<List<Touched>> {

        private final Part part;
        private final RegionMap map;

        Explaining(Part part, RegionMap map) {
            this.part = part;
            this.map = map;
        }

        @Override
        public String title() {
            return TEXTS.get("job.touched");
        }

        @Override
        public List<Touched> work(Progress progress) {
            return Touched.of(map, part.changes(), progress);
        }

        @Override
        public void done(List<Touched> touched) {
            if (shown.filter(part::equals).isPresent()) {
                list(part, touched);
            }
        }

        @Override
        public void failed(TdbException why) {
            message.show(Message.of(TEXTS.get("touched.failed"), TEXTS.get("failed.means"), why.fault()));
        }
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
