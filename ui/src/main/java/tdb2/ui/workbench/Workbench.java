package tdb2.ui.workbench;

import java.awt.BorderLayout;
import java.awt.CardLayout;
import java.awt.Dimension;
import java.awt.Frame;
import java.awt.GraphicsEnvironment;
import java.awt.Rectangle;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import javax.swing.JFileChooser;
import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.WindowConstants;

import tdb2.ui.theme.Icons;
import tdb2.ui.theme.Theme;

/** The window: puts files, views, selection and jobs together. Event thread only. */
public final class Workbench {

    private static final long SURVEY_AT_ONCE = 256L << 20;

    private static final String START = "start";
    private static final String FILES = "files";
    private static final String HELP = "help";

    private final List<ViewType> types;
    private final Settings settings;
    private final Jobs jobs = new Jobs();
    private final EventLog log = new EventLog();
    private final SelectionModel selection = new SelectionModel();
    private final OpenFiles files = new OpenFiles(jobs, selection);
    private final JFrame frame = new JFrame();
    private final LiveFiles live;
    private final Navigator navigator;
    private final FileTabs tabs;
    private final SidePane side;
    private final Panels panels;
    private final CardLayout cards = new CardLayout();
    private final JPanel middle = new JPanel(cards);
    private final HelpPage help;
    private Theme theme;

    /**
     * @param types the views there are
     * @param settings what is remembered from the last time
     */
    public Workbench(List<ViewType> types, Settings settings) {
        this.types = List.copyOf(types);
        this.settings = settings;
        theme = settings.get("theme").flatMap(Workbench::theme).orElse(Theme.SYSTEM);
        theme.apply();
        live = new LiveFiles(files, settings);
        var menus = new Menus(this);
        tabs = new FileTabs(files, selection, types, settings, live);
        side = new SidePane(files, selection, types, this::reveal, settings);
        navigator = new Navigator(files, selection, this::show);
        panels = new Panels(settings, navigator, tabs, side, new BottomPane(jobs, files, log));
        middle.add(new StartPage(settings, jobs, files, menus.open(), this::open, this::reveal), START);
        middle.add(panels, FILES);
        fill(menus);
        help = new HelpPage(types, frame.getJMenuBar(), this::leaveHelp);
        middle.add(help, HELP);
        selection.addListener((_, _) -> leaveHelp());
        files.addListener(new Titles());
    }

    private static Optional<Theme> theme(String name) {
        return Arrays.stream(Theme.values()).filter(known -> known.name().equals(name)).findFirst();
    }

    private void fill(Menus menus) {
        frame.setName("browser");
        frame.setTitle(Jobs.TEXTS.get("title"));
        frame.setIconImages(Icons.program());
        frame.setDefaultCloseOperation(WindowConstants.DO_NOTHING_ON_CLOSE);
        frame.setJMenuBar(menus.bar());
        var content = new JPanel(new BorderLayout());
        content.add(menus.toolBar(), BorderLayout.NORTH);
        content.add(middle);
        content.add(new StatusBar(files, jobs), BorderLayout.SOUTH);
        content.setTransferHandler(new DropFiles(this::open));
        frame.setContentPane(content);
        frame.setMinimumSize(new Dimension(Theme.grid(160), Theme.grid(100)));
        frame.setBounds(bounds());
        if (settings.get("window.maximized").filter("true"::equals).isPresent()) {
            frame.setExtendedState(Frame.MAXIMIZED_BOTH);
        }
        frame.addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosing(WindowEvent event) {
                quit();
            }

            @Override
            public void windowIconified(WindowEvent event) {
                live.attend(false);
            }

            @Override
            public void windowDeiconified(WindowEvent event) {
                live.attend(true);
            }
        });
    }

    /** The place the window had, when that is still on a screen; otherwise the middle of the first screen. */
    private Rectangle bounds() {
        var last = new Rectangle(settings.number("window.x", -1), settings.number("window.y", -1),
                settings.number("window.width", 0), settings.number("window.height", 0));
        Rectangle screen = GraphicsEnvironment.getLocalGraphicsEnvironment().getMaximumWindowBounds();
        if (last.width > 200 && last.height > 200 && screen.intersects(last)) {
            return last;
        }
        int width = Math.min(screen.width, Theme.grid(360));
        int height = Math.min(screen.height, Theme.grid(230));
        return new Rectangle(screen.x + (screen.width - width) / 2, screen.y + (screen.height - height) / 2, width,
                height);
    }

    /** The window. */
    public JFrame frame() {
        return frame;
    }

    /** The files of the window. */
    public OpenFiles files() {
        return files;
    }

    /** What is selected. */
    public SelectionModel selection() {
        return selection;
    }

    /** Follows what others do to the files. */
    public LiveFiles live() {
        return live;
    }

    /** What is being done. */
    public Jobs jobs() {
        return jobs;
    }

    /** What happened. */
    public EventLog log() {
        return log;
    }

    /** What is remembered. */
    public Settings settings() {
        return settings;
    }

    /** The views there are. */
    public List<ViewType> types() {
        return types;
    }

    /** The theme the user chose. */
    public Theme theme() {
        return theme;
    }

    Panels panels() {
        return panels;
    }

    /** Opens files, each in the background. */
    public void open(List<Path> paths) {
        leaveHelp();
        files.open(paths);
    }

    /** Puts on a theme and remembers it. */
    public void use(Theme chosen) {
        theme = chosen;
        settings.put("theme", chosen.name());
        chosen.apply();
    }

    /** Brings a view of the file in front to the front and moves the keyboard into it. */
    public void reveal(String view) {
        show(view, true);
    }

    private void show(String view, boolean focus) {
        leaveHelp();
        boolean beside = types.stream()
                .anyMatch(type -> type.id().equals(view) && type.place() == ViewType.Place.RIGHT);
        if (beside) {
            panels.show(Panels.Part.SIDE, true);
            side.takeFocus();
        } else if (focus) {
            tabs.reveal(view);
        } else {
            tabs.raise(view);
        }
    }

    void focusFiles() {
        leaveHelp();
        panels.show(Panels.Part.FILES, true);
        navigator.takeFocus();
    }

    void focusSide() {
        leaveHelp();
        panels.show(Panels.Part.SIDE, true);
        side.takeFocus();
    }

    /** Shows the help page from one of its places on. */
    void help(String place) {
        cards.show(middle, HELP);
        help.open(place);
    }

    private void leaveHelp() {
        if (help.isVisible()) {
            showFiles();
            help.left();
        }
    }

    private void showFiles() {
        cards.show(middle, files.active().isPresent() ? FILES : START);
    }

    /** Closes the help page, or else the file in front. */
    void close() {
        if (help.isVisible()) {
            leaveHelp();
        } else {
            files.active().ifPresent(files::close);
        }
    }

    void askForFiles() {
        var chooser = new JFileChooser();
        chooser.setMultiSelectionEnabled(true);
        chooser.setDialogTitle(Jobs.TEXTS.get("open.title"));
        files.active().map(file -> file.path().getParent())
                .or(() -> settings.recent().stream().findFirst().map(Path::getParent))
                .ifPresent(folder -> chooser.setCurrentDirectory(folder.toFile()));
        if (chooser.showOpenDialog(frame) == JFileChooser.APPROVE_OPTION) {
            open(Arrays.stream(chooser.getSelectedFiles()).map(java.io.File::toPath).toList());
        }
    }

    /** Remembers how the window was, closes all files and the window. */
    public void quit() {
        panels.save();
        boolean maximized = (frame.getExtendedState() & Frame.MAXIMIZED_BOTH) != 0;
        settings.put("window.maximized", Boolean.toString(maximized));
        if (!maximized) {
            settings.put("window.x", frame.getX());
            settings.put("window.y", frame.getY());
            settings.put("window.width", frame.getWidth());
            settings.put("window.height", frame.getHeight());
        }
        files.all().forEach(files::close);
        live.close();
        frame.dispose();
        Thread.ofPlatform().name("save settings").start(settings::save);
    }

    /** Keeps title and memory up to date, and begins to count what is in a file as soon as it is open. */
    private final class Titles implements OpenFiles.Listener {

        @Override
        public void changed(OpenFile file) {
            file.document().ifPresent(document -> {
                settings.remember(file.path());
                if (document.view().size() <= SURVEY_AT_ONCE) {
                    document.survey();
                }
            });
        }

        @Override
        public void activated(Optional<OpenFile> file) {
            showFiles();
            frame.setTitle(file.map(now -> Jobs.TEXTS.get("title.file", now.name())).orElse(Jobs.TEXTS.get("title")));
        }
    }
}
