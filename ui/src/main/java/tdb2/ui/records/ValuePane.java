package tdb2.ui.records;

import java.awt.BorderLayout;
import java.awt.CardLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.swing.ButtonGroup;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import javax.swing.JToggleButton;
import net.miginfocom.swing.MigLayout;
import tdb2.engine.Entry;
import tdb2.engine.decode.Disclosure;
import tdb2.engine.decode.Extent;
import tdb2.engine.decode.Rendering;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.ui.decode.DecodedPane;
import tdb2.ui.decode.DecoderChooser;
import tdb2.ui.decode.Decodings;
import tdb2.ui.decode.Decodings.Decoding;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.ByteText;
import tdb2.ui.widgets.HexDump;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.Job;
import tdb2.ui.workbench.Settings;

/**
 * The value of one record: as its decoder reads it, as text or as hex, 64 KiB at a time. What is secret is masked until
 * it is asked for. Event thread only.
 */
final class ValuePane extends JPanel {
    /** Bytes shown at a time. */
    static final int PAGE = 1 << 16;

    private static final Texts TEXTS = Texts.of(ValuePane.class);
    private static final String SLOT = "records.value";
    private static final String DECODED = "decoded";
    private static final String BYTES = "bytes";

    private final transient Document document;
    private final transient Decodings decodings;
    private final DecoderChooser chooser;
    private final DecodedPane decoded = new DecodedPane("value.decoded");
    private final CardLayout cards = new CardLayout();
    private final JPanel body = new JPanel(cards);
    private final JLabel title = new JLabel();
    private final JLabel range = new JLabel();
    private final JToggleButton reveal = new JToggleButton(TEXTS.get("value.reveal"));
    private final JToggleButton asFields = new JToggleButton(TEXTS.get("value.fields"));
    private final JToggleButton asText = new JToggleButton(TEXTS.get("value.text"));
    private final JToggleButton asHex = new JToggleButton(TEXTS.get("value.hex"));
    private final JButton back = new JButton("\u2039");
    private final JButton forward = new JButton("\u203a");
    private final JTextArea area = new JTextArea();
    private transient Entry entry;
    private transient Optional<Decoding> decoding = Optional.empty();
    private byte[] page = {};
    private long from;
    /** Tells answers for this record from those for one shown before. */
    private int life;

    ValuePane(Document document, Settings settings, Runnable otherwise) {
        super(new BorderLayout());
        this.document = document;
        Runnable again = () -> {
            decodeAgain();
            otherwise.run();
        };
        decodings = new Decodings(document, settings, again);
        chooser = new DecoderChooser("value.decoder", decodings, again);
        area.setName("value.area");
        area.setFont(Theme.mono());
        area.setEditable(false);
        area.setLineWrap(true);
        area.getAccessibleContext().setAccessibleName(TEXTS.get("value.name"));
        var scroll = new JScrollPane(area);
        scroll.setBorder(null);
        body.add(scroll, BYTES);
        body.add(decoded, DECODED);
        add(bar(), BorderLayout.PAGE_START);
        add(body);
        clear();
    }

    /** How the values of this file are decoded. */
    Decodings decodings() {
        return decodings;
    }

    /** Shows the value of a record from its start. */
    void show(Entry record) {
        boolean other = entry == null || entry.header().offset() != record.header().offset();
        entry = record;
        life++;
        title.setText(TEXTS.get("value.title", ByteText.escaped(record.key(), 0, Math.min(80, record.key().length)),
                Formats.size(record.value().length())));
        title.setToolTipText(Formats.sizeTip(record.value().length()));
        decoding = Optional.of(decodings.decode(record));
        if (other) {
            reveal.setSelected(false);
            chooseForm();
        }
        take(0, first(record.value().preview()));
    }

    /** The form that says most: fields where there are some, else text, else hex. */
    private void chooseForm() {
        boolean fields = decoding.filter(Decodings::hasFields).isPresent();
        boolean text = ByteText.mostlyText(entry.value().preview());
        (fields ? asFields : text ? asText : asHex).setSelected(true);
    }

    /** Another decoder was chosen, or more is known of the file. */
    private void decodeAgain() {
        if (entry != null) {
            decoding = Optional.of(decodings.decode(entry));
            chooseForm();
            render();
        }
    }

    /** Shows that nothing is selected. */
    void clear() {
        entry = null;
        decoding = Optional.empty();
        life++;
        title.setText(TEXTS.get("value.none"));
        title.setToolTipText(null);
        take(0, new byte[0]);
    }

    @Override
    public void updateUI() {
        super.updateUI();
        if (area != null) {
            area.setFont(Theme.mono());
        }
    }

    private JPanel bar() {
        var bar = new JPanel(new MigLayout("insets 4 8 4 8, gapx 4, hidemode 3", "[grow, fill][][][]8[][]8[][][]"));
        var group = new ButtonGroup();
        for (var button : new JToggleButton[] { asFields, asText, asHex }) {
            group.add(button);
            button.putClientProperty("JButton.buttonType", "toolBarButton");
            button.addActionListener(_ -> render());
        }
        reveal.putClientProperty("JButton.buttonType", "toolBarButton");
        reveal.addActionListener(_ -> render());
        reveal.setName("value.reveal");
        reveal.setToolTipText(TEXTS.get("value.reveal.tip"));
        asFields.setName("value.fields");
        asText.setName("value.text");
        asHex.setName("value.hex");
        back.setName("value.back");
        forward.setName("value.forward");
        range.setName("value.range");
        back.setToolTipText(TEXTS.get("value.back"));
        forward.setToolTipText(TEXTS.get("value.forward"));
        back.addActionListener(_ -> turn(from - PAGE));
        forward.addActionListener(_ -> turn(from + PAGE));
        bar.add(title, "wmin 0");
        bar.add(range);
        bar.add(back);
        bar.add(forward);
        bar.add(reveal);
        bar.add(chooser, "wmin 120");
        bar.add(asFields);
        bar.add(asText);
        bar.add(asHex);
        return bar;
    }

    private static byte[] first(byte[] preview) {
        return preview.length <= PAGE ? preview : Arrays.copyOf(preview, PAGE);
    }

    private void turn(long start) {
        var record = entry;
        int asked = life;
        document.jobs().read(SLOT, new Job<byte[]>() {
            @Override
            public String title() {
                return TEXTS.get("job.value");
            }

            @Override
            public byte[] work(Progress progress) {
                return record.value().read(start, PAGE);
            }

            @Override
            public void done(byte[] bytes) {
                if (asked == life) {
                    take(start, bytes);
                }
            }

            @Override
            public void failed(TdbException why) {
                if (asked == life) {
                    range.setText(TEXTS.get("value.failed"));
                    range.setToolTipText(why.getMessage());
                }
            }
        });
    }

    private void take(long start, byte[] bytes) {
        from = start;
        page = bytes;
        long length = entry == null ? 0 : entry.value().length();
        boolean paged = length > PAGE;
        range.setVisible(paged);
        back.setVisible(paged);
        forward.setVisible(paged);
        back.setEnabled(from > 0);
        forward.setEnabled(from + page.length < length);
        range.setText(TEXTS.get("value.range", Formats.count(from), Formats.count(from + page.length),
                Formats.count(length)));
        range.setToolTipText(null);
        render();
    }

    private void render() {
        boolean hex = asHex.isSelected();
        var secrets = reveal.isSelected() ? Disclosure.REVEALED : Disclosure.MASKED;
        reveal.setVisible(decoding.filter(shown -> shown.tree().hasSecret()).isPresent());
        chooser.setEnabled(decoding.isPresent());
        asFields.setEnabled(decoding.isPresent());
        decoding.ifPresent(shown -> {
            chooser.show(shown.decoder());
            decoded.show(shown, secrets);
        });
        List<Extent> hidden = secrets == Disclosure.REVEALED
                ? List.of()
                : decoding.map(shown -> Rendering.secrets(shown.tree())).orElse(List.of());
        area.setLineWrap(!hex);
        area.setText(hex
                ? HexDump.of(page, from, i -> isHidden(hidden, i + from))
                : ByteText.lines(masked(hidden)));
        area.setCaretPosition(0);
        cards.show(body, asFields.isSelected() && decoding.isPresent() ? DECODED : BYTES);
    }

    /** The page with an asterisk for each secret byte. */
    private byte[] masked(List<Extent> hidden) {
        byte[] masked = page.clone();
        for (int i = 0; i < masked.length && !hidden.isEmpty(); i++) {
            masked[i] = isHidden(hidden, i + from) ? (byte) '*' : masked[i];
        }
        return masked;
    }

    private static boolean isHidden(List<Extent> hidden, long index) {
        return hidden.stream().anyMatch(extent -> extent.offset() <= index && index < extent.end());
    }
}
