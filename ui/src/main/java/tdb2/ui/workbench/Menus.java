package tdb2.ui.workbench;

import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.nio.file.Path;
import java.util.List;

import javax.swing.AbstractButton;
import javax.swing.Action;
import javax.swing.Box;
import javax.swing.ButtonGroup;
import javax.swing.JButton;
import javax.swing.JCheckBoxMenuItem;
import javax.swing.JMenu;
import javax.swing.JMenuBar;
import javax.swing.JMenuItem;
import javax.swing.JRadioButtonMenuItem;
import javax.swing.JToggleButton;
import javax.swing.JToolBar;
import javax.swing.KeyStroke;
import javax.swing.event.MenuEvent;
import javax.swing.event.MenuListener;

import tdb2.ui.theme.Icons;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;

/** The menu bar and the tool bar: every action of the window, with its shortcut. */
final class Menus {

    private static final Texts TEXTS = Jobs.TEXTS;

    private final Workbench workbench;
    private final OpenFiles files;
    private final Action open;
    private final Action refresh;
    private final Action close;
    private final Action back;
    private final Action forward;
    private final Action theme;
    private final Action live;

    Menus(Workbench workbench) {
        this.workbench = workbench;
        this.files = workbench.files();
        var selection = workbench.selection();
        open = Actions.of("open", workbench::askForFiles);
        refresh = Actions.of("refresh", () -> files.active().ifPresent(files::again));
        close = Actions.of("close", workbench::close);
        back = Actions.of("back", selection::back);
        forward = Actions.of("forward", selection::forward);
        live = Actions.of("live", () -> workbench.live().live(!workbench.live().isLive()));
        live.putValue(Action.SELECTED_KEY, workbench.live().isLive());
        workbench.live().addListener(() -> live.putValue(Action.SELECTED_KEY, workbench.live().isLive()));
        theme = Actions.of("theme", () -> workbench.use(Theme.isDark() ? Theme.LIGHT : Theme.DARK));
        selection.addListener((_, _) -> enable());
        files.addListener(new OpenFiles.Listener() {
            @Override
            public void activated(java.util.Optional<OpenFile> file) {
                enable();
            }
        });
        enable();
    }

    Action open() {
        return open;
    }

    private void enable() {
        boolean any = files.active().isPresent();
        refresh.setEnabled(any);
        close.setEnabled(any);
        back.setEnabled(workbench.selection().canGoBack());
        forward.setEnabled(workbench.selection().canGoForward());
    }

    JMenuBar bar() {
        var bar = new JMenuBar();
        bar.setName("menu");
        bar.add(fileMenu());
        bar.add(goMenu());
        bar.add(viewMenu());
        bar.add(helpMenu());
        return bar;
    }

    private static JMenu menu(String id) {
        var menu = new JMenu(TEXTS.get("menu." + id));
        menu.setName("menu." + id);
        menu.setMnemonic(TEXTS.get("menu." + id + ".mnemonic").charAt(0));
        return menu;
    }

    private static JMenuItem item(Action action) {
        var item = new JMenuItem(action);
        item.setName("menu." + action.getValue(Action.ACTION_COMMAND_KEY));
        item.setToolTipText(null);
        return item;
    }

    private JMenu fileMenu() {
        JMenu menu = menu("file");
        menu.add(item(open));
        menu.add(recentMenu());
        menu.addSeparator();
        menu.add(item(refresh));
        menu.add(item(close));
        menu.addSeparator();
        menu.add(item(Actions.of("quit", workbench::quit)));
        return menu;
    }

    private JMenu recentMenu() {
        JMenu menu = menu("recent");
        menu.addMenuListener(new MenuListener() {
            @Override
            public void menuSelected(MenuEvent event) {
                menu.removeAll();
                for (Path path : workbench.settings().recent()) {
                    var item = new JMenuItem(path.toString());
                    item.addActionListener(_ -> workbench.open(List.of(path)));
                    menu.add(item);
                }
                if (menu.getItemCount() == 0) {
                    var none = new JMenuItem(TEXTS.get("menu.recent.none"));
                    none.setEnabled(false);
                    menu.add(none);
                }
            }

            @Override
            public void menuDeselected(MenuEvent event) {
                // made anew each time
            }

            @Override
            public void menuCanceled(MenuEvent event) {
                // made anew each time
            }
        });
        return menu;
    }

    private JMenu goMenu() {
        JMenu menu = menu("go");
        menu.add(item(back));
        menu.add(item(forward));
        menu.addSeparator();
        menu.add(item(Actions.of("nextFile", () -> files.step(1))));
        menu.add(item(Actions.of("previousFile", () -> files.step(-1))));
        menu.addSeparator();
        menu.add(item(Actions.of("toFiles", workbench::focusFiles)));
        menu.add(item(Actions.of("toInspector", workbench::focusSide)));
        menu.addSeparator();
        int number = 1;
        for (ViewType type : workbench.types()) {
            if (type.place() == ViewType.Place.CENTRE) {
                var item = new JMenuItem(type.title(), Icons.of(type.icon()));
                item.setName("menu.view." + type.id());
                item.addActionListener(_ -> workbench.reveal(type.id()));
                if (number <= 9) {
                    item.setAccelerator(KeyStroke.getKeyStroke(KeyEvent.VK_0 + number, InputEvent.CTRL_DOWN_MASK));
                }
                menu.add(item);
                number++;
            }
        }
        return menu;
    }

    private JMenu viewMenu() {
        JMenu menu = menu("view");
        for (Panels.Part part : Panels.Part.values()) {
            var item = new JCheckBoxMenuItem(Actions.of("panel." + part, () -> workbench.panels().show(part,
                    !workbench.panels().isShown(part))));
            item.setName("menu.panel." + part);
            menu.add(item);
            menu.addMenuListener(new Ticker(() -> item.setSelected(workbench.panels().isShown(part))));
        }
        menu.addSeparator();
        var follows = new JCheckBoxMenuItem(live);
        follows.setName("menu.live");
        menu.add(follows);
        menu.addSeparator();
        var group = new ButtonGroup();
        for (Theme theme : Theme.values()) {
            var item = new JRadioButtonMenuItem(Actions.of("theme." + theme, () -> workbench.use(theme)));
            item.setName("menu.theme." + theme);
            group.add(item);
            menu.add(item);
            menu.addMenuListener(new Ticker(() -> item.setSelected(workbench.theme() == theme)));
        }
        menu.add(item(theme));
        return menu;
    }

    private JMenu helpMenu() {
        JMenu menu = menu("help");
        menu.add(item(Actions.of("helpPage", () -> workbench.help(HelpPage.TOP))));
        menu.add(item(Actions.of("about", () -> workbench.help(HelpPage.ABOUT))));
        return menu;
    }

    JToolBar toolBar() {
        var bar = new JToolBar();
        bar.setName("toolbar");
        bar.setFloatable(false);
        bar.getAccessibleContext().setAccessibleName(TEXTS.get("toolbar.name"));
        bar.add(button(open));
        bar.add(button(refresh));
        bar.add(labelled(new JToggleButton(live), live));
        bar.addSeparator();
        bar.add(button(back));
        bar.add(button(forward));
        bar.add(Box.createHorizontalGlue());
        bar.add(button(theme));
        return bar;
    }

    private static AbstractButton button(Action action) {
        return labelled(new JButton(action), action);
    }

    private static AbstractButton labelled(AbstractButton button, Action action) {
        String id = String.valueOf(action.getValue(Action.ACTION_COMMAND_KEY));
        button.setName("tool." + id);
        button.setHideActionText(true);
        button.getAccessibleContext().setAccessibleName(String.valueOf(action.getValue(Action.NAME)));
        Object key = action.getValue(Action.ACCELERATOR_KEY);
        String shortcut = key instanceof KeyStroke stroke
                ? " (" + Shortcut.text(stroke) + ")"
                : "";
        button.setToolTipText(action.getValue(Action.NAME) + shortcut);
        return button;
    }

    /** Brings ticks up to date when a menu opens. */
    private record Ticker(Runnable tick) implements MenuListener {

        @Override
        public void menuSelected(MenuEvent event) {
            tick.run();
        }

        @Override
        public void menuDeselected(MenuEvent event) {
            // nothing to do
        }

        @Override
        public void menuCanceled(MenuEvent event) {
            // nothing to do
        }
    }
}
