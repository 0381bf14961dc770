package tdb2.ui.decode;

import java.awt.BorderLayout;
import java.util.List;
import java.util.Optional;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;
import tdb2.engine.decode.Disclosure;
import tdb2.engine.decode.Extent;
import tdb2.engine.decode.Rendering;
import tdb2.ui.decode.Decodings.Decoding;
import tdb2.ui.theme.Texts;

/**
 * A decoded value: its fields, and beside them its bytes. A field picked marks its bytes, a byte its field. Event thread
 * only.
 */
public final class DecodedPane extends JPanel {

    private static final Texts TEXTS = Texts.of(DecodedPane.class);

    private final FieldTable fields;
    private final ByteArea bytes;

    /**
     * @param name of the component; its table is {@code NAME.fields}, its bytes {@code NAME.bytes}
     */
    public DecodedPane(String name) {
        super(new BorderLayout());
        setName(name);
        fields = new FieldTable(name + ".fields");
        bytes = new ByteArea(name + ".bytes", TEXTS.get("bytes.name"));
        fields.onPick(extent -> bytes.mark(Optional.of(extent)));
        bytes.onByte(at -> {
            fields.selectAt(at);
            bytes.mark(Optional.of(new Extent(at, 1)));
        });
        var left = new JScrollPane(fields);
        var right = new JScrollPane(bytes);
        left.setBorder(null);
        right.setBorder(null);
        var split = new JSplitPane(JSplitPane.HORIZONTAL_SPLIT, left, right);
        split.setResizeWeight(0.6);
        split.setBorder(null);
        add(split);
    }

    /** Shows a value from its start; its secrets as well when they are revealed. */
    public void show(Decoding decoding, Disclosure secrets) {
        fields.show(Rendering.rows(decoding.tree(), secrets));
        List<Extent> hidden = secrets == Disclosure.MASKED ? Rendering.secrets(decoding.tree()) : List.of();
        bytes.show(decoding.subject().value(), hidden);
        bytes.mark(Optional.empty());
    }
}
