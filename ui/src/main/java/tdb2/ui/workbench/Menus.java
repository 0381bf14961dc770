package tdb2.ui.workbench;

import java.nio.file.Path;
import java.util.List;

import javax.swing.Action;
import javax.swing.JCheckBoxMenuItem;
import javax.swing.JMenu;
import javax.swing.JMenuBar;
import javax.swing.JMenuItem;
import javax.swing.JPopupMenu;
import javax.swing.JRadioButtonMenuItem;
import javax.swing.event.MenuEvent;
import javax.swing.event.MenuListener;

import tdb2.ui.theme.Texts;
import tdb2.ui.workbench.Commands.Command;
import tdb2.ui.workbench.Commands.Group;

/** The menu bar and the menu of a view's tab, made of the actions of the window. */
record Menus(Workbench workbench, Commands commands) {

    private static final Texts TEXTS = Jobs.TEXTS;

    JMenuBar bar() {
        var bar = new JMenuBar();
        bar.setName("menu");
        bar.add(fileMenu());
        bar.add(menu("edit", Group.EDIT));
        bar.add(menu("go", Group.GO));
        bar.add(menu("view", Group.VIEW));
        bar.add(menu("window", Group.PERSPECTIVE, Group.ARRANGE, Group.LOOK));
        bar.add(menu("help", Group.HELP));
        return bar;
    }

    private static JMenu menu(String id) {
        var menu = new JMenu(TEXTS.get("menu." + id));
        menu.setName("menu." + id);
        menu.setMnemonic(TEXTS.get("menu." + id + ".mnemonic").charAt(0));
        return menu;
    }

    private JMenu menu(String id, Group... groups) {
        JMenu menu = menu(id);
        for (Group group : groups) {
            if (menu.getItemCount() > 0) {
                menu.addSeparator();
            }
            commands.of(group).forEach(command -> menu.add(item(command)));
        }
        return menu;
    }

    private static JMenuItem item(Command command) {
        JMenuItem item = command.action().getValue(Action.SELECTED_KEY) == null
                ? new JMenuItem(command.action())
                : command.group() == Group.ARRANGE || command.group() == Group.FILE
                        ? new JCheckBoxMenuItem(command.action())
                : new JRadioButtonMenuItem(command.action());
        item.setName("menu." + command.id());
        item.setToolTipText(null);
        return item;
    }

    private JMenu fileMenu() {
        JMenu menu = menu("file", Group.FILE);
        menu.insert(recentMenu(), 2);
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

    /** The menu of a view's tab: what can be done to the view. */
    JPopupMenu ofTab(String view) {
        workbench.reveal(view);
        var menu = new JPopupMenu();
        commands.of(Group.ARRANGE).forEach(command -> menu.add(item(command)));
        return menu;
    }
}
