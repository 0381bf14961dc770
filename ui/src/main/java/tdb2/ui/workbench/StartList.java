package tdb2.ui.workbench;

import java.awt.Component;
import java.util.List;

import javax.swing.Action;
import javax.swing.BorderFactory;
import javax.swing.DefaultListCellRenderer;
import javax.swing.DefaultListModel;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.ListSelectionModel;
import javax.swing.UIManager;

import net.miginfocom.swing.MigLayout;
import tdb2.ui.theme.Icons;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.Html;
import tdb2.ui.widgets.Lists;

/** A list on the start page with its heading, and a line that says what is not in it. Event thread only. */
final class StartList extends JPanel {

    private final DefaultListModel<StartItem> items = new DefaultListModel<>();
    private final JList<StartItem> list = new JList<>(items);
    private final JLabel title = new JLabel();
    private final JLabel foot = new JLabel();

    /**
     * @param id of its texts, {@code start.ID}, and its name for tests
     * @param actions beside the heading
     */
    StartList(String id, Action... actions) {
        super(new MigLayout("insets 0, gap 4, fill, hidemode 3", "[grow, fill][]", "[28!][grow, fill][]"));
        setOpaque(false);
        title.setText(Jobs.TEXTS.get("start." + id));
        title.setDisplayedMnemonic(Jobs.TEXTS.get("start." + id + ".mnemonic").charAt(0));
        title.setLabelFor(list);
        add(title, actions.length == 0 ? "spanx, wrap" : "");
        for (Action action : actions) {
            var button = new JButton(action);
            button.setName("start." + id + "." + action.getValue(Action.ACTION_COMMAND_KEY));
            button.putClientProperty("JButton.buttonType", "toolBarButton");
            button.getAccessibleContext().setAccessibleName(String.valueOf(action.getValue(Action.NAME)));
            button.setToolTipText(String.valueOf(action.getValue(Action.NAME)));
            button.setHideActionText(true);
            add(button, "wrap");
        }
        list.setName("start." + id);
        list.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        list.setCellRenderer(new Renderer());
        list.getAccessibleContext().setAccessibleName(title.getText());
        Lists.onChosen(list, item -> item.chosen().run());
        add(new JScrollPane(list), "spanx, grow, push, wmin 100, wrap");
        foot.setName("start." + id + ".foot");
        add(foot, "spanx, wmin 0");
        foot.setVisible(false);
        restyle();
    }

    /** Shows other lines; the selected one stays by its title. */
    void show(List<StartItem> shown) {
        String selected = list.getSelectedValue() == null ? "" : list.getSelectedValue().detail();
        items.clear();
        items.addAll(shown);
        for (int i = 0; i < shown.size(); i++) {
            if (shown.get(i).detail().equals(selected)) {
                list.setSelectedIndex(i);
            }
        }
    }

    /** Says something below; nothing hides it. */
    void say(String words) {
        foot.setText(words.isEmpty() ? "" : "<html>" + Html.escape(words) + "</html>");
        foot.setVisible(!words.isEmpty());
        list.getAccessibleContext().setAccessibleDescription(words);
    }

    @Override
    public void updateUI() {
        super.updateUI();
        if (foot != null) {
            restyle();
        }
    }

    private void restyle() {
        title.setFont(Theme.title());
        foot.setForeground(UIManager.getColor("Label.disabledForeground"));
    }

    /** Two lines: what it is, and quietly where. */
    private static final class Renderer extends DefaultListCellRenderer {

        @Override
        public Component getListCellRendererComponent(JList<?> in, Object value, int index, boolean selected,
                boolean focused) {
            StartItem item = (StartItem) value;
            String text = "<html><b>" + Html.escape(item.title()) + "</b>&nbsp; " + Html.escape(item.note())
                    + "<br><span style='color:" + quiet(in, selected) + "'>" + Html.escape(item.detail())
                    + "</span></html>";
            super.getListCellRendererComponent(in, text, index, selected, focused);
            setIcon(Icons.of(item.icon()));
            setIconTextGap(Theme.grid(2));
            setToolTipText(item.detail());
            setBorder(BorderFactory.createEmptyBorder(Theme.grid(1), Theme.grid(2), Theme.grid(1), Theme.grid(2)));
            getAccessibleContext().setAccessibleName(item.title() + ", " + item.note() + ", " + item.detail());
            return this;
        }

        private static String quiet(JList<?> in, boolean selected) {
            var colour = selected ? in.getSelectionForeground() : UIManager.getColor("Label.disabledForeground");
            return "#%06x".formatted(colour.getRGB() & 0xffffff);
        }
    }
}
