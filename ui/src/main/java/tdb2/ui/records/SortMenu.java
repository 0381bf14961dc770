package tdb2.ui.records;

import java.util.function.Consumer;
import javax.swing.ButtonGroup;
import javax.swing.JCheckBoxMenuItem;
import javax.swing.JPopupMenu;
import javax.swing.JRadioButtonMenuItem;
import tdb2.engine.query.Order;
import tdb2.engine.query.Order.By;
import tdb2.ui.theme.Texts;

/** What the records can be sorted by, as a menu for the keyboard. Event thread only. */
final class SortMenu {
    private static final Texts TEXTS = Texts.of(SortMenu.class);

    private SortMenu() {}

    static JPopupMenu of(Order now, Consumer<Order> chosen) {
        var menu = new JPopupMenu();
        menu.setName("records.sort");
        var group = new ButtonGroup();
        for (By by : By.values()) {
            var item = new JRadioButtonMenuItem(TEXTS.get("sort." + by), by == now.by());
            item.setName("sort." + by);
            item.addActionListener(_ -> chosen.accept(new Order(by, by != By.INDEX && now.descending())));
            group.add(item);
            menu.add(item);
        }
        menu.addSeparator();
        var descending = new JCheckBoxMenuItem(TEXTS.get("sort.descending"), now.descending());
        descending.setName("sort.descending");
        descending.setEnabled(now.by() != By.INDEX);
        descending.addActionListener(_ -> chosen.accept(new Order(now.by(), descending.isSelected())));
        menu.add(descending);
        return menu;
    }
}
