package tdb2.ui.inspector;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import javax.swing.Scrollable;
import javax.swing.UIManager;
import net.miginfocom.swing.MigLayout;
import tdb2.engine.Entry;
import tdb2.engine.format.Field;
import tdb2.engine.index.PathStep;
import tdb2.engine.inspect.Region;
import tdb2.ui.inspector.WrappedTable.Cell;
import tdb2.ui.inspector.WrappedTable.Heading;
import tdb2.ui.inspector.WrappedTable.Line;
import tdb2.ui.structure.FieldText;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.RegionStyle;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.ByteText;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.Settings;
import tdb2.ui.workbench.Span;

/** The sheet of one inspection: heading, facts, path, fields. Event thread only. */
final class InspectionPane {
    private static final Texts TEXTS = Texts.of(InspectionPane.class);
    private static final int SHORT = 96;

    private final Sheet sheet = new Sheet();
    private final JScrollPane scroll = new JScrollPane(sheet);
    private final JLabel kind = new JLabel();
    private final JTextArea owner = words();
    private final JTextArea bookmark = words();
    private final WrappedTable facts = new WrappedTable("inspector.facts",
            List.of(new Heading("", TEXTS.get("fact.value")), new Heading("", "")));
    private final ValueSection value;
    private final JLabel pathTitle = new JLabel(TEXTS.get("path.title"));
    private final JTextArea note = words();
    private final WrappedTable path = new WrappedTable("inspector.path",
            List.of(new Heading(TEXTS.get("path.step"), "0x0000000000"), new Heading(TEXTS.get("path.means"), "")));
    private final JLabel fieldsTitle = new JLabel();
    private final WrappedTable fields = new WrappedTable("inspector.fields",
            List.of(new Heading(TEXTS.get("field.name"), "sequence_num"), new Heading(TEXTS.get("field.means"), "")));
    private final JPanel pathPart = path.withHeadings();
    private final JPanel fieldsPart = fields.withHeadings();

    /** A sheet that tells which bytes the user picked. */
    InspectionPane(Document document, Settings settings, Consumer<Span> picked) {
        value = new ValueSection(document, settings, picked);
        scroll.setBorder(null);
        scroll.getVerticalScrollBar().setUnitIncrement(Theme.grid(4));
        facts.setTableHeader(null);
        facts.setShowGrid(false);
        facts.setRowSelectionAllowed(false);
        facts.setFocusable(false);
        facts.getAccessibleContext().setAccessibleName(TEXTS.get("facts.name"));
        path.getAccessibleContext().setAccessibleName(TEXTS.get("path.title"));
        path.onPick(picked);
        fields.onPick(picked);
        kind.setName("inspector.kind");
        owner.setName("inspector.owner");
        bookmark.setName("inspector.bookmark");
        bookmark.setVisible(false);
        note.setName("inspector.note");
        sheet.fill();
    }

    JComponent component() {
        return scroll;
    }

    /** Shows an inspection from its top. */
    void show(Inspection inspection) {
        var explanation = inspection.explanation();
        var region = explanation.region();
        var style = RegionStyle.of(region);
        kind.setText(style.label().substring(0, 1).toUpperCase(Locale.ROOT) + style.label().substring(1));
        kind.setIcon(style.icon());
        owner.setText(ownerOf(region));
        owner.setVisible(!owner.getText().isEmpty());
        facts.show(facts(region, explanation.entry()));
        value.show(explanation.entry());
        note.setText(inspection.note());
        note.setVisible(!inspection.note().isEmpty());
        path.show(inspection.path().stream().map(InspectionPane::step).toList());
        pathPart.setVisible(!inspection.path().isEmpty());
        pathTitle.setVisible(pathPart.isVisible() || note.isVisible());
        fieldsTitle.setText(TEXTS.get("fields.title", explanation.fields().size()));
        fields.getAccessibleContext().setAccessibleName(fieldsTitle.getText());
        fields.show(explanation.fields().stream().map(InspectionPane::field).toList());
        fieldsPart.setVisible(!explanation.fields().isEmpty());
        fieldsTitle.setVisible(fieldsPart.isVisible());
        sheet.revalidate();
    }

    /** Says what the user noted about it; empty for nothing. */
    void showBookmark(String text) {
        bookmark.setText(text);
        bookmark.setVisible(!text.isEmpty());
        sheet.revalidate();
    }

    /** Marks the field that a selection is about. */
    void mark(Span span) {
        value.mark(span);
        fields.selectAt(span.offset());
        int row = fields.getSelectedRow();
        if (row >= 0) {
            fields.scrollRectToVisible(fields.getCellRect(row, 0, true));
        }
    }

    private static String ownerOf(Region region) {
        return switch (region) {
            case Region.Dead dead -> TEXTS.get("owner.why", region.owner(), dead.why());
            case Region.Unknown unknown -> TEXTS.get("owner.why", region.owner(), unknown.found());
            case Region.Record record when !record.reachable() -> TEXTS.get("owner.unreachable");
            default -> region.owner().isEmpty() ? "" : TEXTS.get("owner", region.owner());
        };
    }

    private List<Line> facts(Region region, Optional<Entry> entry) {
        var lines = new ArrayList<Line>();
        entry.ifPresent(record -> {
            lines.add(fact("fact.key", Cell.bytes(cut(record.key(), record.header().keyLength()), "")));
            lines.add(fact("fact.value", Cell.bytes(value.line(record), "")));
            lines.add(fact("fact.sizes", Cell.words(TEXTS.get("fact.sizes.text",
                    Formats.size(record.header().keyLength()), Formats.size(record.header().valueLength()),
                    Formats.size(record.header().padding())), "")));
        });
        lines.add(fact("fact.place",
                Cell.bytes(Formats.offset(region.offset()), TEXTS.get("fact.length", region.length()))));
        return lines;
    }

    private static Line fact(String name, Cell cell) {
        return new Line(List.of(Cell.words(TEXTS.get(name), ""), cell), Optional.empty());
    }

    private static String cut(byte[] bytes, long length) {
        byte[] first = bytes.length <= SHORT ? bytes : Arrays.copyOf(bytes, SHORT);
        return ByteText.readable(first) + (length > first.length ? "\u2026" : "");
    }

    private static Line step(PathStep step) {
        boolean there = step.offset() >= 0;
        return new Line(List.of(
                Cell.place(TEXTS.get("step." + step.kind().name()), there ? Formats.offset(step.offset()) : ""),
                Cell.words(step.means(), "")),
                there ? Optional.of(new Span(step.offset(), step.length())) : Optional.empty());
    }

    private static Line field(Field field) {
        var value = FieldText.value(field);
        return new Line(List.of(Cell.words(field.name(), FieldText.bits(field)),
                value.isEmpty() ? Cell.words(field.means(), "") : Cell.bytes(value, field.means())),
                Optional.of(new Span(field.offset(), field.length())));
    }

    private static JTextArea words() {
        var area = new JTextArea();
        area.setEditable(false);
        area.setFocusable(false);
        area.setOpaque(false);
        area.setLineWrap(true);
        area.setWrapStyleWord(true);
        area.setFont(UIManager.getFont("Label.font"));
        area.setBorder(BorderFactory.createEmptyBorder());
        return area;
    }

    /** As wide as the window, as high as it must be. */
    private final class Sheet extends JPanel implements Scrollable {
        Sheet() {
            super(new MigLayout("insets 12 12 12 12, hidemode 3, fillx, wrap 1, gapy 4", "[grow, fill]"));
        }

        void fill() {
            add(kind);
            add(owner, "wmin 80, gapbottom 4");
            add(bookmark, "wmin 80, gapbottom 4");
            add(facts, "wmin 80, gapbottom 8");
            add(value, "wmin 80, gapbottom 8");
            add(pathTitle);
            add(note, "wmin 80");
            add(pathPart, "wmin 80, gapbottom 8");
            add(fieldsTitle);
            add(fieldsPart, "wmin 80");
            restyle();
        }

        @Override
        public void updateUI() {
            super.updateUI();
            if (kind != null) {
                restyle();
            }
        }

        private void restyle() {
            kind.setFont(Theme.heading());
            pathTitle.setFont(Theme.title());
            fieldsTitle.setFont(Theme.title());
            setBackground(UIManager.getColor("Table.background"));
        }

        @Override
        public Dimension getPreferredScrollableViewportSize() {
            return new Dimension(Theme.grid(90), Theme.grid(120));
        }

        @Override
        public int getScrollableUnitIncrement(Rectangle visible, int orientation, int direction) {
            return Theme.grid(5);
        }

        @Override
        public int getScrollableBlockIncrement(Rectangle visible, int orientation, int direction) {
            return visible.height - Theme.grid(5);
        }

        @Override
        public boolean getScrollableTracksViewportWidth() {
            return true;
        }

        @Override
        public boolean getScrollableTracksViewportHeight() {
            return false;
        }
    }
}
