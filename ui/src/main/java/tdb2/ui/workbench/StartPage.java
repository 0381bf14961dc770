package tdb2.ui.workbench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import javax.swing.AbstractButton;
import javax.swing.Action;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JToggleButton;
import javax.swing.KeyStroke;
import javax.swing.SwingConstants;
import javax.swing.UIManager;

import net.miginfocom.swing.MigLayout;
import tdb2.ui.theme.Icons;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.Html;

/**
 * What the window shows when no file is open: where to begin, the files opened last, databases that are open on this
 * machine, and samples. Nothing here waits for a file.
 */
final class StartPage extends JPanel {

    private static final Map<Perspective, String> ICONS = Map.of(Perspective.INSPECT, "search", Perspective.LEARN,
            "sub-table", Perspective.REPAIR, "damage", Perspective.LOCKS, "lock");

    private final Settings settings;
    private final StartFiles files;
    private final StartList recent = new StartList("recent");
    private final StartList machine;
    private final StartList samples = new StartList("samples");
    private final JLabel heading = new JLabel();
    private final JLabel hint = new JLabel();
    private final JLabel begin = new JLabel();
    private boolean looked;

    /**
     * @param commands has the actions to open files and to put on perspectives
     * @param opener opens files
     * @param learning views that need no file
     * @param learn shows one of them
     */
    StartPage(Settings settings, Jobs jobs, Commands commands, Consumer<List<Path>> opener,
            List<WindowViewType> learning, Consumer<WindowViewType> learn) {
        super(new MigLayout("insets 24 32 24 32, fill, wrap 3, gapx 24",
                "[grow, fill, sg][grow, fill, sg][grow, fill, sg]",
                "[][][]16[]4[]12[]20[grow, fill]"));
        this.settings = settings;
        files = new StartFiles(jobs.queue(""), path -> opener.accept(List.of(path)));
        machine = new StartList("machine", Actions.of("lookAgain", this::lookAtMachine));
        setName("start");
        heading.setText(Jobs.TEXTS.get("start.title"));
        heading.setIcon(Icons.of("tdb2", 40));
        heading.setIconTextGap(Theme.grid(3));
        hint.setText("<html>" + Html.escape(Jobs.TEXTS.get("start.hint")) + "</html>");
        hint.setName("hint");
        begin.setText(Jobs.TEXTS.get("start.begin"));
        var button = new JButton(commands.get("open"));
        button.setName("start.open");
        add(heading, "spanx");
        add(hint, "spanx, wmin 0");
        add(button, "spanx, grow 0");
        add(begin, "spanx");
        add(cards(commands), "spanx, growx");
        add(labs(learning, learn), "spanx, growx");
        add(recent, "hmin 120, wmin 0");
        add(machine, "hmin 120, wmin 0");
        add(samples, "hmin 120, wmin 0");
        samples.show(Samples.all().stream().map(sample -> new StartItem("record", sample.title(), sample.dialect(),
                sample.about(), () -> files.sample(sample, samples::say))).toList());
        restyle();
    }

    /** A card for each perspective: what is opened next stands as the chosen one arranges it. */
    private static JPanel cards(Commands commands) {
        var cards = new JPanel(new MigLayout("insets 0, fill, gapx 12", "[grow, fill, sg]", "[top, grow, fill]"));
        cards.setOpaque(false);
        for (Perspective perspective : Perspective.values()) {
            Action use = commands.get("perspective." + perspective);
            AbstractButton card = new JToggleButton(use);
            String about = String.valueOf(use.getValue(Action.SHORT_DESCRIPTION));
            card.setName("start.begin." + perspective);
            card.setText("<html><b>" + Html.escape(perspective.title()) + "</b><br>" + Html.escape(about) + "</html>");
            card.setToolTipText(Shortcut.text((KeyStroke) use.getValue(Action.ACCELERATOR_KEY)));
            card.setMnemonic(0); // the letters are those of the lists here
            card.setIcon(Icons.of(ICONS.get(perspective), 24));
            card.setIconTextGap(Theme.grid(3));
            card.setHorizontalAlignment(SwingConstants.LEADING);
            card.getAccessibleContext().setAccessibleName(perspective.title());
            card.getAccessibleContext().setAccessibleDescription(about);
            cards.add(card, "wmin 0, hmin 64, aligny top, growy");
        }
        return cards;
    }

    /** A button for each view that needs no file. */
    private static JPanel labs(List<WindowViewType> views, Consumer<WindowViewType> show) {
        var labs = new JPanel(new MigLayout("insets 0, gapx 12"));
        labs.setOpaque(false);
        labs.add(new JLabel(Jobs.TEXTS.get("start.labs")));
        for (WindowViewType view : views) {
            var button = new JButton(view.title(), Icons.of(view.icon()));
            button.setName("start.lab." + view.id());
            button.setToolTipText(Shortcut.text(view.key()));
            button.getAccessibleContext().setAccessibleDescription(view.answers());
            button.addActionListener(_ -> show.accept(view));
            labs.add(button);
        }
        return labs;
    }

    private void lookAtMachine() {
        machine.say(Jobs.TEXTS.get("start.machine.looking"));
        files.machine(machine::show, machine::say);
    }

    /** Shows the recent files as they are now. */
    private void refill() {
        files.recent(settings.recent(), items -> {
            recent.show(items);
            recent.say(items.isEmpty() ? Jobs.TEXTS.get("start.recent.none") : "");
        });
        if (!looked) {
            looked = true;
            lookAtMachine();
        }
    }

    @Override
    public void addNotify() {
        super.addNotify();
        if (isVisible()) {
            refill();
        }
    }

    @Override
    public void setVisible(boolean visible) {
        super.setVisible(visible);
        if (visible && recent != null && isDisplayable()) {
            refill();
        }
    }

    @Override
    public void updateUI() {
        super.updateUI();
        if (begin != null) {
            restyle();
        }
    }

    private void restyle() {
        heading.setFont(UIManager.getFont("h1.font"));
        begin.setFont(Theme.title());
        hint.setForeground(UIManager.getColor("Label.disabledForeground"));
    }
}
