package tdb2.ui.workbench;

import java.awt.BorderLayout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.swing.JPanel;
import javax.swing.JTabbedPane;

import tdb2.ui.theme.Icons;
import tdb2.ui.widgets.EmptyState;
import tdb2.ui.widgets.MessageBar;

/** The middle of the window: a tab for each file. */
final class FileTabs extends JTabbedPane implements OpenFiles.Listener {

    private final OpenFiles files;
    private final SelectionModel selection;
    private final List<ViewType> types;
    private final LiveFiles live;
    private final Settings settings;
    private final Map<OpenFile, JPanel> pages = new HashMap<>();
    private final Map<OpenFile, FilePane> panes = new HashMap<>();

    FileTabs(OpenFiles files, SelectionModel selection, List<ViewType> types, Settings settings, LiveFiles live) {
        this.live = live;
        this.files = files;
        this.selection = selection;
        this.types = types.stream().filter(type -> type.place() == ViewType.Place.CENTRE).toList();
        this.settings = settings;
        setName("files");
        getAccessibleContext().setAccessibleName(Jobs.TEXTS.get("files.name"));
        putClientProperty("JTabbedPane.tabType", "card");
        putClientProperty("JTabbedPane.tabClosable", true);
        putClientProperty("JTabbedPane.tabCloseToolTipText", Jobs.TEXTS.get("files.close"));
        putClientProperty("JTabbedPane.tabCloseCallback",
                (java.util.function.IntConsumer) at -> files.close(files.all().get(at)));
        setTabLayoutPolicy(JTabbedPane.SCROLL_TAB_LAYOUT);
        addChangeListener(_ -> {
            int at = getSelectedIndex();
            if (at >= 0 && at < files.all().size()) {
                files.activate(files.all().get(at));
            }
        });
        files.addListener(this);
    }

    /** Brings a view of the file in front to the front and moves the keyboard into it. */
    void reveal(String view) {
        files.active().map(panes::get).ifPresent(pane -> pane.reveal(view));
    }

    /** Brings a view of the file in front to the front; the keyboard stays where it is. */
    void raise(String view) {
        files.active().map(panes::get).ifPresent(pane -> pane.raise(view));
    }

    @Override
    public void added(OpenFile file) {
        var page = new JPanel(new BorderLayout());
        pages.put(file, page);
        insertTab(file.name(), Icons.of("info"), page, file.path().toString(), files.all().indexOf(file));
        fill(file);
    }

    @Override
    public void changed(OpenFile file) {
        if (pages.containsKey(file)) {
            fill(file);
        }
    }

    @Override
    public void removed(OpenFile file) {
        Optional.ofNullable(panes.remove(file)).ifPresent(FilePane::dispose);
        remove(pages.remove(file));
    }

    @Override
    public void activated(Optional<OpenFile> file) {
        file.map(pages::get).ifPresent(this::setSelectedComponent);
    }

    private void fill(OpenFile file) {
        JPanel page = pages.get(file);
        page.removeAll();
        switch (file.state()) {
            case OpenFile.State.Opening _ -> page.add(new EmptyState("job", Jobs.TEXTS.get("job.open", file.name()),
                    file.path().toString()));
            case OpenFile.State.Refused(var why) -> {
                var card = new MessageBar();
                card.setName("refused");
                card.show(FailureText.of(file.path(), why),
                        Actions.of("retry", () -> files.again(file)), Actions.of("close", () -> files.close(file)));
                page.add(card, BorderLayout.NORTH);
            }
            case OpenFile.State.Ready(var document) -> {
                var pane = new FilePane(document, selection, types, settings, live);
                panes.put(file, pane);
                page.add(pane);
            }
        }
        setIconAt(files.all().indexOf(file),
                Icons.of(file.state() instanceof OpenFile.State.Refused ? "warning" : "record"));
        page.revalidate();
        page.repaint();
    }
}
