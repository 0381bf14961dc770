package tdb2.ui.workbench;

import java.awt.Component;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

import javax.swing.DefaultListCellRenderer;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.JTextField;

import net.miginfocom.swing.MigLayout;

import tdb2.engine.CreateOptions;
import tdb2.engine.dialect.NtdbCreation;
import tdb2.engine.format.Dialect;
import tdb2.engine.hash.HashChoice;
import tdb2.ui.theme.Texts;

/**
 * Asks what a file that is to be made is: dialect, variant, byte order, hash function, seed, hash size. What the dialect
 * has not cannot be chosen. Event thread only.
 */
final class DialectFields extends JPanel {

    private static final Texts TEXTS = Jobs.TEXTS;

    private final String id;
    private final JComboBox<String> dialect;
    private final JComboBox<String> variant;
    private final JComboBox<String> order;
    private final JComboBox<String> hash;
    private final JTextField seed = new JTextField();
    private final JTextField hashSize = new JTextField();

    /**
     * @param id begins the names of the fields
     * @param run done when Enter is pressed in one
     */
    DialectFields(String id, Runnable run) {
        super(new MigLayout("insets 0, gapx 8, gapy 6, fillx", "[][grow, fill]16[][grow, fill]"));
        this.id = id;
        setOpaque(false);
        dialect = box("dialect", List.of("tdb2", "tdb1", "tdb2-tables", "ntdb"));
        variant = box("variant", List.of("1", "0"));
        order = box("order", List.of("native", "LE", "BE"));
        hash = box("hash", List.of("default", "jenkins", "constant:0"));
        seed.putClientProperty("JTextField.placeholderText", TEXTS.get("new.seed.random"));
        hashSize.putClientProperty("JTextField.placeholderText", TEXTS.get("new.hashSize.usual"));
        field("dialect", dialect, "wmin 80");
        field("order", order, "wmin 80, wrap");
        field("variant", variant, "wmin 80");
        field("hash", hash, "wmin 80, wrap");
        field("seed", seed, "wmin 80");
        field("hashSize", hashSize, "wmin 80");
        seed.addActionListener(_ -> run.run());
        hashSize.addActionListener(_ -> run.run());
        dialect.addActionListener(_ -> offer());
        offer();
    }

    private JComboBox<String> box(String of, List<String> choices) {
        var box = new JComboBox<>(choices.toArray(String[]::new));
        box.setRenderer(new DefaultListCellRenderer() {
            @Override
            public Component getListCellRendererComponent(JList<?> list, Object value, int index, boolean chosen,
                    boolean focus) {
                String word = value.toString().split(":")[0];
                return super.getListCellRendererComponent(list, TEXTS.get("new." + of + "." + word), index, chosen,
                        focus);
            }
        });
        return box;
    }

    private void field(String of, JComponent field, String how) {
        var label = new JLabel(TEXTS.get("new." + of));
        label.setLabelFor(field);
        label.setDisplayedMnemonic(TEXTS.get("new." + of + ".mnemonic").charAt(0));
        field.setName(id + "." + of);
        add(label);
        add(field, how);
    }

    private Dialect chosen() {
        return Dialect.of((String) dialect.getSelectedItem()).orElseThrow();
    }

    private void offer() {
        Dialect chosen = chosen();
        variant.setEnabled(chosen == Dialect.TDB2);
        seed.setEnabled(chosen != Dialect.TDB1);
        hashSize.setEnabled(chosen == Dialect.TDB1 || chosen == Dialect.NTDB);
    }

    /** Chooses a dialect. */
    void choose(Dialect wanted) {
        dialect.setSelectedItem(wanted.id());
    }

    /** What was chosen, or what is wrong with it. */
    Wanted wanted() {
        try {
            CreateOptions options = CreateOptions.DEFAULT.withDialect(chosen()).withOrder(order())
                    .withVariant(variant.getSelectedIndex() == 0 ? 1 : 0)
                    .withHash(HashChoice.parse((String) hash.getSelectedItem()).orElseThrow());
            if (isGiven(seed)) {
                options = options.withSeed(unsigned(seed.getText().strip()));
            }
            if (isGiven(hashSize)) {
                long number = Long.parseLong(hashSize.getText().strip());
                if (number < 1 || number > NtdbCreation.MOST) {
                    return Wanted.wrong(TEXTS.get("new.hashSize.bad", NtdbCreation.MOST));
                }
                options = options.withHashSize(number);
            }
            return new Wanted(Optional.of(options), "");
        } catch (NumberFormatException _) {
            return Wanted.wrong(TEXTS.get("new.number.bad"));
        }
    }

    /**
     * What is to be made.
     *
     * @param options empty when something is wrong
     * @param problem what is
     */
    record Wanted(Optional<CreateOptions> options, String problem) {

        private static Wanted wrong(String problem) {
            return new Wanted(Optional.empty(), problem);
        }
    }

    private static boolean isGiven(JTextField field) {
        return field.isEnabled() && !field.getText().isBlank();
    }

    private ByteOrder order() {
        return switch ((String) order.getSelectedItem()) {
            case "LE" -> ByteOrder.LITTLE_ENDIAN;
            case "BE" -> ByteOrder.BIG_ENDIAN;
            default -> ByteOrder.nativeOrder();
        };
    }

    /** Decimal or 0x hex, all of 64 bits. */
    private static long unsigned(String number) {
        return number.startsWith("0x") || number.startsWith("0X")
                ? Long.parseUnsignedLong(number, 2, number.length(), 16)
                : number.startsWith("-") ? Long.parseLong(number) : Long.parseUnsignedLong(number);
    }
}
