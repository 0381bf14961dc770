package tdb2.ui.space;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JLabel;
import javax.swing.JPanel;

import net.miginfocom.swing.MigLayout;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.RegionStyle;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.FactTable;
import tdb2.ui.widgets.FactTable.Cell;
import tdb2.ui.widgets.FactTable.Column;
import tdb2.ui.widgets.FactTable.Row;
import tdb2.ui.widgets.Figures;
import tdb2.ui.widgets.PicturePane;
import tdb2.ui.widgets.WrapBar;
import tdb2.ui.workbench.Span;

/** The map of a file with its legend, the way to what it shows, and what is in it as a table. Event thread only. */
final class MapPane extends PicturePane {

    private static final Texts TEXTS = Texts.of(MapPane.class);
    private static final int NAMED = 9;

    private final SpaceMap picture;
    private final FactTable table;
    private final WrapBar legend = new WrapBar(0);
    private final JLabel where = new JLabel();
    private final JButton out = new JButton(TEXTS.get("out"));
    private final JComboBox<Order> order = new JComboBox<>(Order.values());
    private transient Optional<SpaceSample> shown = Optional.empty();

    static MapPane create() {
        return new MapPane(new SpaceMap(), new FactTable("space.table", Column.text(TEXTS.get("map.kind"), 220),
                Column.number(TEXTS.get("map.bytes")), Column.number(TEXTS.get("map.part"))));
    }

    private MapPane(SpaceMap picture, FactTable table) {
        super("map", TEXTS.get("map.question"), picture, picture, table);
        this.picture = picture;
        this.table = table;
        where.setName("map.where");
        where.setFont(Theme.small());
        out.setName("map.out");
        out.setToolTipText(TEXTS.get("out.tip"));
        legend.setName("map.legend");
        legend.getAccessibleContext().setAccessibleName(TEXTS.get("map.legend"));
        var hint = new JLabel(TEXTS.get("hint"));
        hint.setFont(Theme.small());
        order.setName("map.order");
        order.setToolTipText(TEXTS.get("order.tip"));
        order.getAccessibleContext().setAccessibleName(TEXTS.get("order"));
        order.addActionListener(_ -> shown.ifPresent(sample -> picture.show(sample, order())));
        var row = new JPanel(new MigLayout("insets 0, fillx", "[][][grow, fill][]"));
        row.setOpaque(false);
        row.add(out);
        row.add(order);
        row.add(where, "wmin 0");
        hint.setToolTipText(hint.getText());
        row.add(hint, "wmin 0");
        add(legend, "newline, span 3, growx, wmin 0");
        add(row, "newline, span 3, growx, wmin 0");
    }

    void onPick(Consumer<Stretch> listener) {
        picture.onPick(listener);
    }

    void onEnter(Consumer<Stretch> listener) {
        picture.onEnter(listener);
    }

    void onLeave(Runnable listener) {
        picture.onLeave(listener);
        out.addActionListener(_ -> listener.run());
    }

    private Order order() {
        return (Order) order.getSelectedItem();
    }

    /** Begins with the order chosen last, and tells of another. */
    void keepOrder(int last, IntConsumer changed) {
        order.setSelectedIndex(Math.clamp(last, 0, Order.values().length - 1));
        order.addActionListener(_ -> changed.accept(order.getSelectedIndex()));
    }

    /** Outlines the cells of what is selected. */
    void mark(Span span) {
        picture.mark(stretch -> stretch.span().overlaps(span));
    }

    void show(SpaceSample sample, boolean inside) {
        shown = Optional.of(sample);
        picture.show(sample, order());
        Stretch all = sample.all();
        List<RegionStyle> kinds = all.kinds();
        table.rows(kinds.stream().map(style -> Row.of(style, Cell.of(style.label()).with(style.icon()),
                Figures.size(all.of(style)), Figures.percent((double) all.of(style) / all.span().length()))).toList());
        fillLegend(kinds);
        out.setEnabled(inside);
        where.setText(
                TEXTS.get("map.where", Formats.offset(sample.span().offset()), Formats.offset(sample.span().end()),
                        Formats.size(sample.unit())));
        answer(words(all));
    }

    private String words(Stretch all) {
        long size = Math.max(1, all.span().length());
        return TEXTS.get(all.known() < all.span().length() ? "map.counting" : "map.answer",
                Formats.size(all.span().length()), SpaceMap.shares(all, size),
                Formats.percent((double) all.known() / size));
    }

    private void fillLegend(List<RegionStyle> kinds) {
        legend.removeAll();
        for (RegionStyle style : kinds.subList(0, Math.min(NAMED, kinds.size()))) {
            var label = new JLabel(style.label(), style.icon(), JLabel.LEADING);
            label.setFont(Theme.small());
            legend.add(label);
        }
        legend.revalidate();
        legend.repaint();
    }

    @Override
    public void updateUI() {
        super.updateUI();
        if (shown != null) {
            shown.ifPresent(sample -> fillLegend(sample.all().kinds()));
        }
    }
}
