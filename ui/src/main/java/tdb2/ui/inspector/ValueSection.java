package tdb2.ui.inspector;

import java.awt.BorderLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JToggleButton;
import net.miginfocom.swing.MigLayout;
import tdb2.engine.Entry;
import tdb2.engine.decode.Disclosure;
import tdb2.engine.decode.Rendering;
import tdb2.engine.decode.Rendering.Row;
import tdb2.ui.decode.DecoderChooser;
import tdb2.ui.decode.Decodings;
import tdb2.ui.inspector.WrappedTable.Cell;
import tdb2.ui.inspector.WrappedTable.Heading;
import tdb2.ui.inspector.WrappedTable.Line;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.Settings;
import tdb2.ui.workbench.Span;

/** What the value of a record means, field by field; each leads to its bytes in the file. Event thread only. */
final class ValueSection extends JPanel {
    private static final Texts TEXTS = Texts.of(ValueSection.class);
    private static final int MOST = 200;

    private final transient Decodings decodings;
    private final JLabel title = new JLabel(TEXTS.get("value.title"));
    private final DecoderChooser chooser;
    private final JToggleButton reveal = new JToggleButton(TEXTS.get("value.reveal"));
    private final WrappedTable table = new WrappedTable("inspector.value",
            List.of(new Heading(TEXTS.get("field.name"), "sequence_num"), new Heading(TEXTS.get("field.means"), "")));
    private final JPanel part = table.withHeadings();
    private transient Optional<Entry> entry = Optional.empty();

    /** A section that tells which bytes the user picked. */
    ValueSection(Document document, Settings settings, Consumer<Span> picked) {
        super(new MigLayout("insets 0, hidemode 3, fillx, wrap 1, gapy 4", "[grow, fill]"));
        setOpaque(false);
        decodings = new Decodings(document, settings, this::fill);
        chooser = new DecoderChooser("inspector.decoder", decodings, this::fill);
        reveal.setName("inspector.reveal");
        reveal.setToolTipText(TEXTS.get("value.reveal.tip"));
        reveal.addActionListener(_ -> fill());
        table.getAccessibleContext().setAccessibleName(TEXTS.get("value.title"));
        table.onPick(picked);
        var bar = new JPanel(new BorderLayout(Theme.grid(1), 0));
        bar.setOpaque(false);
        bar.add(chooser);
        bar.add(reveal, BorderLayout.LINE_END);
        add(title);
        add(bar, "wmin 80");
        add(part, "wmin 80");
        updateUI();
    }

    /** Shows the value of a record; hides when there is none. */
    void show(Optional<Entry> record) {
        reveal.setSelected(false);
        entry = record;
        fill();
    }

    /** The value in one line, secrets masked. */
    String line(Entry record) {
        return Rendering.line(decodings.decode(record).tree(), Disclosure.MASKED);
    }

    /** Marks the field that a byte of the file belongs to. */
    void mark(Span span) {
        table.selectAt(span.offset());
    }

    private void fill() {
        setVisible(entry.isPresent());
        entry.ifPresent(record -> {
            var decoding = decodings.decode(record);
            chooser.show(decoding.decoder());
            reveal.setVisible(decoding.tree().hasSecret());
            var secrets = reveal.isSelected() ? Disclosure.REVEALED : Disclosure.MASKED;
            table.show(lines(Rendering.rows(decoding.tree(), secrets), record.header().valueOffset()));
        });
        revalidate();
    }

    private static List<Line> lines(List<Row> rows, long start) {
        var lines = new ArrayList<Line>();
        for (Row row : rows.subList(0, Math.min(MOST, rows.size()))) {
            var span = row.extent().map(extent -> new Span(start + extent.offset(), extent.length()));
            String name = "\u2002".repeat(2 * row.depth()) + row.name();
            lines.add(new Line(List.of(Cell.words(name, ""), Cell.bytes(row.value(), row.means())), span));
        }
        if (rows.size() > MOST) {
            lines.add(new Line(List.of(Cell.words(TEXTS.get("value.more", rows.size() - MOST), ""),
                    Cell.words(TEXTS.get("value.more.where"), "")), Optional.empty()));
        }
        return lines;
    }

    @Override
    public void updateUI() {
        super.updateUI();
        if (title != null) {
            title.setFont(Theme.title());
        }
    }
}
