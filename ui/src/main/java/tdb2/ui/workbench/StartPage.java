package tdb2.ui.workbench;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

import javax.swing.Action;
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

/** What the window shows when no file is open: how to begin, and the files opened last. */
final class StartPage extends JPanel {

    private final Settings settings;
    private final DefaultListModel<Path> recent = new DefaultListModel<>();
    private final JLabel heading = new JLabel();
    private final JLabel hint = new JLabel();

    StartPage(Settings settings, Action open, Consumer<List<Path>> opener) {
        super(new MigLayout("fill, insets 32, wrap 1", "push[480!, fill]push",
                "push[][][]24[]8[grow 0, 240::320]push"));
        this.settings = settings;
        setName("start");
        heading.setText(Jobs.TEXTS.get("start.title"));
        heading.setIcon(Icons.of("tdb2", 40));
        heading.setIconTextGap(Theme.grid(3));
        hint.setText("<html>" + Html.escape(Jobs.TEXTS.get("start.hint")) + "</html>");
        hint.setName("hint");
        var button = new JButton(open);
        button.setName("start.open");
        add(heading);
        add(hint);
        add(button, "grow 0, gaptop 8");
        var list = list(opener);
        var label = new JLabel(Jobs.TEXTS.get("start.recent"));
        label.setDisplayedMnemonic(Jobs.TEXTS.get("start.recent.mnemonic").charAt(0));
        label.setLabelFor(list);
        add(label);
        add(new JScrollPane(list), "grow");
        restyle();
    }

    private JList<Path> list(Consumer<List<Path>> opener) {
        var list = new JList<>(recent);
        list.setName("start.recent");
        list.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        list.setCellRenderer(new RecentRenderer());
        list.getAccessibleContext().setAccessibleName(Jobs.TEXTS.get("start.recent"));
        Lists.onChosen(list, path -> opener.accept(List.of(path)));
        return list;
    }

    /** Shows the recent files as they are now. */
    private void refill() {
        recent.clear();
        recent.addAll(settings.recent());
    }

    @Override
    public void addNotify() {
        super.addNotify();
        refill();
    }

    @Override
    public void setVisible(boolean visible) {
        super.setVisible(visible);
        if (visible && recent != null) {
            refill();
        }
    }

    @Override
    public void updateUI() {
        super.updateUI();
        if (heading != null) {
            restyle();
        }
    }

    private void restyle() {
        heading.setFont(UIManager.getFont("h1.font"));
        hint.setForeground(UIManager.getColor("Label.disabledForeground"));
    }
}
