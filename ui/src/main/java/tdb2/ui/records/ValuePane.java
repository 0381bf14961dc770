package tdb2.ui.records;

import java.awt.BorderLayout;
import java.util.Arrays;
import javax.swing.ButtonGroup;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import javax.swing.JToggleButton;
import net.miginfocom.swing.MigLayout;
import tdb2.engine.Entry;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.ByteText;
import tdb2.ui.widgets.HexDump;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.Job;

/** The value of one record as text or as hex, 64 KiB at a time. Event thread only. */
final class ValuePane extends JPanel {
    /** Bytes shown at a time. */
    static final int PAGE = 1 << 16;

    private static final Texts TEXTS = Texts.of(ValuePane.class);
    private static final String SLOT = "records.value";

    private final transient Document document;
    private final JLabel title = new JLabel();
    private final JLabel range = new JLabel();
    private final JToggleButton asText = new JToggleButton(TEXTS.get("value.text"));
    private final JToggleButton asHex = new JToggleButton(TEXTS.get("value.hex"));
    private final JButton back = new JButton("\u2039");
    private final JButton forward = new JButton("\u203a");
    private final JTextArea area = new JTextArea();
    private transient Entry entry;
    private byte[] page = {};
    private long from;
    /** Tells answers for this record from those for one shown before. */
    private int life;

    ValuePane(Document document) {
        super(new BorderLayout());
        this.document = document;
        area.setName("value.area");
        area.setFont(Theme.mono());
        area.setEditable(false);
        area.setLineWrap(true);
        area.getAccessibleContext().setAccessibleName(TEXTS.get("value.name"));
        var scroll = new JScrollPane(area);
        scroll.setBorder(null);
        add(bar(), BorderLayout.PAGE_START);
        add(scroll);
        clear();
    }

    /** Shows the value of a record from its start. */
    void show(Entry record) {
        boolean other = entry == null || entry.header().offset() != record.header().offset();
        entry = record;
        life++;
        title.setText(TEXTS.get("value.title", ByteText.escaped(record.key(), 0, Math.min(80, record.key().length)),
                Formats.size(record.value().length())));
        title.setToolTipText(Formats.sizeTip(record.value().length()));
        if (other) {
            boolean text = ByteText.mostlyText(record.value().preview());
            asText.setSelected(text);
            asHex.setSelected(!text);
        }
        take(0, first(record.value().preview()));
    }

    /** Shows that nothing is selected. */
    void clear() {
        entry = null;
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
        var bar = new JPanel(new MigLayout("insets 4 8 4 8, gapx 4, hidemode 3", "[grow, fill][][][]8[][]"));
        var group = new ButtonGroup();
        for (var button : new JToggleButton[] { asText, asHex }) {
            group.add(button);
            button.putClientProperty("JButton.buttonType", "toolBarButton");
            button.addActionListener(_ -> render());
        }
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
        area.setLineWrap(!hex);
        area.setText(hex ? HexDump.of(page, from) : ByteText.lines(page));
        area.setCaretPosition(0);
    }
}
