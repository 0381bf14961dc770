package tdb2.ui.workbench;

import java.awt.BorderLayout;
import java.awt.CardLayout;
import java.awt.Dimension;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.swing.BoxLayout;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.WindowConstants;

import tdb2.ui.docking.Desk;
import tdb2.ui.help.HelpPane;
import tdb2.ui.help.Manual;
import tdb2.ui.palette.Palette;
import tdb2.ui.theme.Icons;
import tdb2.ui.theme.Theme;

/** The window: puts files, views, selection and jobs together. Event thread only. */
public final class Workbench {

    private static final int WIDTH = 360;
    private static final int HEIGHT = 230;

    private static final String START = "start";
    private static final String FILES = "files";

    private final List<ViewType> types;
    private final List<WindowViewType> windowTypes;
    private final Settings settings;
    private final Look look;
    private final Session session;
    private final Jobs jobs = new Jobs();
    private final EventLog log = new EventLog();
    private final SelectionModel selection = new SelectionModel();
    private final KeySearch keySearch = new KeySearch(() -> reveal(ViewIds.SEARCH));
    private final OpenFiles files;
    private final JFrame frame = new JFrame();
    private final BookmarkBar bookmarkBar = new BookmarkBar();
    private final FileWork work;
    private final LiveFiles live;
    private final WindowState window;
    private final List<Runnable> listeners = new ArrayList<>();
    private final Desk desk;
    private final Arrangement arrangement;
    private final Parts parts;
    private final CardLayout cards = new CardLayout();
    private final JPanel middle = new JPanel(cards);
    private final HelpWindow help;
    private final Palette palette;
    private final HistoryButtons buttons;
    /** Whether views of the window are looked at while no file is open. */
    private boolean withoutFile;

    /**
     * @param types the views of files there are
     * @param windowTypes the views of the window there are, beside its own
     * @param settings what is remembered from the last time
     * @param manual the pages of the command line, for the help
     */
    public Workbench(List<ViewType> types, List<WindowViewType> windowTypes, Settings settings, Manual manual) {
        this.types = List.copyOf(types);
        this.windowTypes = List.copyOf(windowTypes);
        this.settings = settings;
        files = new OpenFiles(jobs, selection, settings.folder().map(folder -> folder.resolve("bookmarks")));
        session = new Session(files, settings);
        look = new Look(settings);
        work = new FileWork(this, jobs);
        live = new LiveFiles(files, settings);
        window = new WindowState(frame, settings, "window", WIDTH, HEIGHT);
        var views = new WindowViews(this);
        var head = new FileHead(files, live, work::close, this::rescue);
        Menus[] menus = new Menus[1];
        desk = new Desk(views.dockables(), head, views.empty(), view -> menus[0].ofTab(view),
                this::helpOnView);
        arrangement = new Arrangement(desk, views.belongings(), settings);
        Commands commands = WindowCommands.of(this);
        menus[0] = new Menus(this, commands);
        desk.addListener(this::tell);
        var bar = new ToolBar(commands);
        var status = new StatusBar(files, jobs);
        Map<JComponent, Runnable> others = new LinkedHashMap<>();
        others.put(bar, bar::takeFocus);
        others.put(head, head::takeFocus);
        parts = new Parts(desk::parts, others);
        middle.add(new StartPage(settings, jobs, commands, this::open, learning(), this::learn), START);
        middle.add(desk, FILES);
        frame.setJMenuBar(menus[0].bar());
        fill(bar, status);
        Look.bindMoreKeys(frame.getRootPane(), commands);
        palette = new Palette(frame, new PaletteEntries(this, commands)::all);
        buttons = new HistoryButtons(frame, selection);
        buttons.listen();
        help = new HelpWindow(jobs, settings, () -> new HelpTopics(described(), commands), manual);
        files.addListener(session);
        files.addListener(new Arrivals(frame, files, desk, this::arrived));
        files.addListener(work);
    }

    private void fill(ToolBar bar, StatusBar status) {
        frame.setName("browser");
        frame.setTitle(Jobs.TEXTS.get("title"));
        frame.setIconImages(Icons.program());
        frame.setDefaultCloseOperation(WindowConstants.DO_NOTHING_ON_CLOSE);
        var content = new JPanel(new BorderLayout());
        content.add(bar, BorderLayout.NORTH);
        var centre = new JPanel(new BorderLayout());
        var asking = new JPanel();
        asking.setLayout(new BoxLayout(asking, BoxLayout.Y_AXIS));
        asking.add(bookmarkBar);
        asking.add(work.newFileBar());
        work.forms().forEach(asking::add);
        asking.add(work.askBar());
        centre.add(asking, BorderLayout.NORTH);
        centre.add(middle);
        content.add(centre);
        content.add(status, BorderLayout.SOUTH);
        content.setTransferHandler(new DropFiles(this::open));
        frame.setContentPane(content);
        frame.setMinimumSize(new Dimension(Theme.grid(160), Theme.grid(100)));
        window.restore();
        frame.addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosing(WindowEvent event) {
                work.quit();
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

    /** What the window does to files beyond showing them. */
    FileWork work() {
        return work;
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

    /** The views of the window there are, beside its own. */
    public List<WindowViewType> windowTypes() {
        return windowTypes;
    }

    /** All views that were registered. */
    List<DescribedView> described() {
        return Stream.<DescribedView>concat(types.stream(), windowTypes.stream()).toList();
    }

    /** Looks for keys in all open files. */
    public KeySearch keySearch() {
        return keySearch;
    }

    /** The theme the user chose. */
    public Theme theme() {
        return look.theme();
    }

    /** The perspective that is on. */
    public Perspective perspective() {
        return arrangement.perspective();
    }

    /** Where the views stand. */
    public Desk desk() {
        return desk;
    }

    Parts parts() {
        return parts;
    }

    /** Told when perspective, arrangement or look are others. */
    void addListener(Runnable listener) {
        listeners.add(listener);
    }

    private void tell() {
        listeners.forEach(Runnable::run);
    }

    /** Opens the files that were open last time, and brings to the front the one that was there. */
    public void reopen(List<Path> last) {
        session.reopen(last);
    }

    /** Whether the files that are open at the end are opened at the next start. */
    public boolean reopensAtStart() {
        return session.reopensAtStart();
    }

    /** Sets whether the files that are open at the end are opened at the next start. */
    public void reopenAtStart(boolean wanted) {
        session.reopenAtStart(wanted);
        tell();
    }

    /** Makes everything larger or smaller by steps, or for 0 as large as the desktop has it, and remembers it. */
    public void zoom(int steps) {
        look.zoom(steps);
        tell();
    }

    void openPalette() {
        palette.open();
    }

    /** Opens files, each in the background. */
    public void open(List<Path> paths) {
        files.open(paths);
    }

    /** Puts on a theme and remembers it. */
    public void use(Theme chosen) {
        look.use(chosen);
        tell();
    }

    /** Puts on a perspective as the user last had it. */
    public void use(Perspective perspective) {
        arrangement.use(perspective);
        desk.active().ifPresent(desk::focus);
        tell();
    }

    /** Puts the views of the perspective where they stand at first. */
    public void resetPerspective() {
        arrangement.reset();
    }

    /** Brings a view to the front, of the file in front if it is one of files, and moves the keyboard into it. */
    public void reveal(String view) {
        show(view, true);
    }

    /** Whether a view is on the screen. */
    boolean shows(String view) {
        return desk.views().stream().anyMatch(known -> known.id().equals(view) && known.content().isShowing());
    }

    /** The views of the window that one learns with. */
    private List<WindowViewType> learning() {
        return windowTypes.stream().filter(type -> type.places().stream()
                .anyMatch(standing -> standing.perspectives().contains(Perspective.LEARN))).toList();
    }

    /** Shows a view among those one learns with, whether a file is open or not. */
    private void learn(WindowViewType view) {
        use(Perspective.LEARN);
        reveal(view.id());
    }

    /** Leads to what can be saved of the file in front. */
    private void rescue() {
        use(Perspective.REPAIR);
        reveal(ViewIds.REPAIR);
    }

    void show(String view, boolean focus) {
        if (files.active().isEmpty() && windowTypes.stream().anyMatch(type -> type.id().equals(view))) {
            withoutFile = true;
            showFiles();
            tell();
        }
        arrangement.open(view);
        desk.raise(view);
        if (focus) {
            desk.focus(view);
        }
    }

    /** Shows a topic of the help. */
    public void help(String topic) {
        help.open(topic);
    }

    /** Shows what the help says of the view that has the keyboard, or of how to begin. */
    void help() {
        desk.active().filter(_ -> desk.isShowing()).ifPresentOrElse(this::helpOnView, () -> help(HelpPane.FIRST));
    }

    private void helpOnView(String view) {
        help("view." + view);
    }

    void searchHelp() {
        help.search();
    }

    /** Another file is in front, or none. */
    private void arrived(boolean none) {
        withoutFile &= none;
        showFiles();
    }

    private void showFiles() {
        cards.show(middle, withoutFile || files.active().isPresent() ? FILES : START);
    }

    /** Closes the file in front, or goes back to the start page where there is none. */
    void close() {
        files.active().ifPresentOrElse(work::close, () -> {
            withoutFile = false;
            showFiles();
            tell();
        });
    }

    /** Whether a file is open, or a view is looked at without one. */
    boolean showsViews() {
        return withoutFile || files.active().isPresent();
    }

    /** Asks for a note on what is selected in the file in front. */
    void bookmark() {
        files.active().flatMap(OpenFile::document).ifPresent(
                document -> bookmarkBar.open(document, selection.in(document)));
    }

    void askForFiles() {
        open(FileChoice.ask(frame, files, settings));
    }

    /** Remembers how the window was, closes all files and the window; edits that are not saved are given up. */
    public void quit() {
        arrangement.save();
        window.save();
        buttons.close();
        session.save();
        files.all().forEach(files::close);
        live.close();
        help.close();
        frame.dispose();
        // what still knows the frame, as AWT may for long, keeps no more than that
        frame.setJMenuBar(null);
        frame.setContentPane(new JPanel());
        Thread.ofPlatform().name("save settings").start(settings::save);
    }
}
