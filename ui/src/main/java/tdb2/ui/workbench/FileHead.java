package tdb2.ui.workbench;

import java.awt.BorderLayout;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

import javax.swing.BoxLayout;
import javax.swing.JPanel;
import javax.swing.JTabbedPane;

import tdb2.ui.theme.Icons;

/** What stands above the views: a tab for each open file, and what is to be said about the one in front. */
final class FileHead extends JPanel implements OpenFiles.Listener {

    private final OpenFiles files;
    private final LiveFiles live;
    private final transient Runnable rescuer;
    private final JTabbedPane tabs = new JTabbedPane();
    private final JPanel messages = new JPanel();
    private final Map<OpenFile, JPanel> pages = new HashMap<>();
    private final Map<OpenFile, FileMessages> told = new HashMap<>();

    /**
     * @param closer closes a file, or asks whether to
     * @param rescuer leads to what can be saved of the file in front
     */
    FileHead(OpenFiles files, LiveFiles live, Consumer<OpenFile> closer, Runnable rescuer) {
        super(new BorderLayout());
        this.rescuer = rescuer;
        this.live = live;
        this.files = files;
        setName("head");
        tabs.setName("files");
        tabs.getAccessibleContext().setAccessibleName(Jobs.TEXTS.get("files.name"));
        tabs.putClientProperty("JTabbedPane.tabType", "card");
        tabs.putClientProperty("JTabbedPane.hasFullBorder", false);
        tabs.putClientProperty("JTabbedPane.tabClosable", true);
        tabs.putClientProperty("JTabbedPane.tabCloseToolTipText", Jobs.TEXTS.get("files.close"));
        tabs.putClientProperty("JTabbedPane.tabCloseCallback",
                (IntConsumer) at -> closer.accept(files.all().get(at)));
        tabs.setTabLayoutPolicy(JTabbedPane.SCROLL_TAB_LAYOUT);
        tabs.addChangeListener(_ -> {
            int at = tabs.getSelectedIndex();
            if (at >= 0 && at < files.all().size()) {
                files.activate(files.all().get(at));
            }
        });
        messages.setLayout(new BoxLayout(messages, BoxLayout.Y_AXIS));
        add(tabs);
        add(messages, BorderLayout.SOUTH);
        files.addListener(this);
    }

    /** Moves the keyboard to the tabs of files. */
    void takeFocus() {
        tabs.requestFocusInWindow();
    }

    @Override
    public void added(OpenFile file) {
        var page = new JPanel();
        page.setPreferredSize(new java.awt.Dimension());
        pages.put(file, page);
        tabs.insertTab(file.name(), Icons.of("job"), page, file.path().toString(), files.all().indexOf(file));
        var said = new FileMessages(files, file, live, rescuer);
        told.put(file, said);
        messages.add(said);
    }

    @Override
    public void changed(OpenFile file) {
        if (pages.containsKey(file)) {
            told.get(file).update();
            tabs.setIconAt(files.all().indexOf(file),
                    Icons.of(file.state() instanceof OpenFile.State.Refused ? "warning" : "record"));
        }
    }

    @Override
    public void removed(OpenFile file) {
        tabs.remove(pages.remove(file));
        FileMessages said = told.remove(file);
        said.dispose();
        messages.remove(said);
    }

    @Override
    public void activated(Optional<OpenFile> file) {
        file.map(pages::get).ifPresent(tabs::setSelectedComponent);
        told.forEach((of, said) -> said.setVisible(file.filter(of::equals).isPresent()));
    }
}
