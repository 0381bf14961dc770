package tdb2.ui.workbench;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import javax.swing.AbstractButton;
import javax.swing.Action;
import javax.swing.ButtonGroup;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JToggleButton;
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
final class StartPage extends JPanel implements OpenFiles.Listener {

    private static final String BEGIN = "start.begin";

    /** What people come for, and the view that answers it first. */
    private enum Use {
        INSPECT(ViewIds.RECORDS, "search"), LEARN(ViewIds.DEPTHS, "sub-table"), REPAIR(ViewIds.FAULTS, "damage"),
        LOCKS(ViewIds.LOCKS, "lock");

        private final String view;
        private final String icon;

        Use(String view, String icon) {
            this.view = view;
            this.icon = icon;
        }
    }

    private final Settings settings;
    private final Consumer<String> reveal;
    private final StartFiles files;
    private final StartList recent = new StartList("recent");
    private final StartList machine;
    private final StartList samples = new StartList("samples");
    private final JLabel heading = new JLabel();
    private final JLabel hint = new JLabel();
    private final JLabel begin = new JLabel();
    /** Files that were asked for here and are not open yet. */
    private final Set<OpenFile> asked = new HashSet<>();
    private boolean looked;

    /**
     * @param opened the files of the window
     * @param open asks for a file
     * @param reveal brings a view of the file in front to the front
     */
    StartPage(Settings settings, Jobs jobs, OpenFiles opened, Action open, Consumer<List<Path>> opener,
            Consumer<String> reveal) {
        super(new MigLayout("insets 24 32 24 32, fill, wrap 3, gapx 24",
                "[grow, fill, sg][grow, fill, sg][grow, fill, sg]",
                "[][][]16[]4[]20[grow, fill]"));
        this.settings = settings;
        this.reveal = reveal;
        files = new StartFiles(jobs.queue(""), path -> opener.accept(List.of(path)));
        machine = new StartList("machine", Actions.of("lookAgain", this::lookAtMachine));
        setName("start");
        heading.setText(Jobs.TEXTS.get("start.title"));
        heading.setIcon(Icons.of("tdb2", 40));
        heading.setIconTextGap(Theme.grid(3));
        hint.setText("<html>" + Html.escape(Jobs.TEXTS.get("start.hint")) + "</html>");
        hint.setName("hint");
        begin.setText(Jobs.TEXTS.get("start.begin"));
        var button = new JButton(open);
        button.setName("start.open");
        add(heading, "spanx");
        add(hint, "spanx, wmin 0");
        add(button, "spanx, grow 0");
        add(begin, "spanx");
        add(cards(), "spanx, growx");
        add(recent, "hmin 120, wmin 0");
        add(machine, "hmin 120, wmin 0");
        add(samples, "hmin 120, wmin 0");
        samples.show(Samples.all().stream().map(sample -> new StartItem("record", sample.title(), sample.dialect(),
                sample.about(), () -> files.sample(sample, samples::say))).toList());
        opened.addListener(this);
        restyle();
    }

    private JPanel cards() {
        var cards = new JPanel(new MigLayout("insets 0, fill, gapx 12", "[grow, fill, sg]", "[top, grow, fill]"));
        cards.setOpaque(false);
        var group = new ButtonGroup();
        for (Use use : Use.values()) {
            AbstractButton card = new JToggleButton(Actions.of("begin." + use, () -> settings.put(BEGIN, use.name())));
            String title = card.getText();
            String about = Jobs.TEXTS.get("start.begin." + use);
            card.setName("start.begin." + use);
            card.setText("<html><b>" + Html.escape(title) + "</b><br>" + Html.escape(about) + "</html>");
            card.setIcon(Icons.of(use.icon, 24));
            card.setIconTextGap(Theme.grid(3));
            card.setHorizontalAlignment(SwingConstants.LEADING);
            card.getAccessibleContext().setAccessibleName(title);
            card.getAccessibleContext().setAccessibleDescription(about);
            card.setSelected(use == begin());
            group.add(card);
            cards.add(card, "wmin 0, hmin 64, aligny top, growy");
        }
        return cards;
    }

    private Use begin() {
        return settings.get(BEGIN).flatMap(name -> List.of(Use.values()).stream()
                .filter(use -> use.name().equals(name)).findFirst()).orElse(Use.INSPECT);
    }

    /** What is asked for while the page is shown begins as the page says. */
    @Override
    public void added(OpenFile file) {
        if (isVisible()) {
            asked.add(file);
        }
    }

    @Override
    public void changed(OpenFile file) {
        if (file.document().isPresent() && asked.remove(file)) {
            reveal.accept(begin().view);
        }
    }

    @Override
    public void removed(OpenFile file) {
        asked.remove(file);
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
