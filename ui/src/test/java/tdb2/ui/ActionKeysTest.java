package tdb2.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JEditorPane;
import javax.swing.JList;
import javax.swing.JMenu;
import javax.swing.JMenuBar;
import javax.swing.JMenuItem;
import javax.swing.JPasswordField;
import javax.swing.JScrollPane;
import javax.swing.JSpinner;
import javax.swing.JSplitPane;
import javax.swing.JTabbedPane;
import javax.swing.JTable;
import javax.swing.JTextArea;
import javax.swing.JTextField;
import javax.swing.JToggleButton;
import javax.swing.JTree;
import javax.swing.KeyStroke;

import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tdb2.ui.theme.Theme;
import tdb2.ui.workbench.Settings;
import tdb2.ui.workbench.Shortcut;
import tdb2.ui.workbench.Workbench;

/** Every action has a key, and no key has two meanings in one place. */
class ActionKeysTest {

    private Workbench workbench;

    @BeforeEach
    void makeWindow() {
        workbench = GuiActionRunner.execute(() -> Browser.window(Settings.inMemory()));
    }

    @AfterEach
    void closeWindow() {
        GuiActionRunner.execute(workbench::quit);
    }

    private List<JMenuItem> items() {
        return GuiActionRunner.execute(() -> {
            var items = new ArrayList<JMenuItem>();
            JMenuBar bar = workbench.frame().getJMenuBar();
            for (int i = 0; i < bar.getMenuCount(); i++) {
                for (Component item : bar.getMenu(i).getMenuComponents()) {
                    if (item instanceof JMenuItem one && !(item instanceof JMenu)) {
                        items.add(one);
                    }
                }
            }
            return items;
        });
    }

    private List<KeyStroke> windowKeys() {
        return items().stream().map(JMenuItem::getAccelerator).toList();
    }

    @Test
    void everyActionHasAKey() {
        assertThat(items()).hasSizeGreaterThan(40)
                .allSatisfy(item -> assertThat(item.getAccelerator()).as(item.getText()).isNotNull());
    }

    @Test
    void noKeyOfTheWindowMeansTwoThings() {
        assertThat(windowKeys()).doesNotHaveDuplicates();
    }

    @Test
    void noViewTakesAKeyOfTheWindowOrTheSameTwice() {
        List<KeyStroke> keys = windowKeys();
        workbench.types().forEach(type -> check(type.id(), type.shortcuts().get(), keys));
        workbench.windowTypes().forEach(type -> check(type.id(), type.shortcuts().get(), keys));
    }

    private static void check(String view, List<Shortcut> shortcuts, List<KeyStroke> keys) {
        List<KeyStroke> own = shortcuts.stream().map(Shortcut::key).toList();
        assertThat(own).as(view).doesNotHaveDuplicates().doesNotContainNull().doesNotContainAnyElementsOf(keys);
    }

    @Test
    void noComponentOfTheLookTakesAKeyOfTheWindow() {
        List<KeyStroke> keys = windowKeys();
        for (Theme theme : List.of(Theme.LIGHT, Theme.DARK)) {
            GuiActionRunner.execute(() -> {
                theme.apply();
                Stream.of(new JTextField(), new JTextArea(), new JEditorPane(), new JPasswordField(),
                        new JComboBox<>(), new JTable(), new JTree(), new JList<>(), new JTabbedPane(),
                        new JSplitPane(), new JScrollPane(), new JSpinner(), new JToggleButton())
                        .forEach(component -> assertThat(taken(component)).as(component.getClass().getName())
                                .doesNotContainAnyElementsOf(keys));
            });
        }
    }

    private static List<KeyStroke> taken(JComponent component) {
        return Stream.of(JComponent.WHEN_FOCUSED, JComponent.WHEN_ANCESTOR_OF_FOCUSED_COMPONENT)
                .map(component::getInputMap).filter(map -> map.allKeys() != null)
                .flatMap(map -> Arrays.stream(map.allKeys()).filter(key -> !"none".equals(map.get(key)))).toList();
    }

    @Test
    void mnemonicsOfAMenuDiffer() {
        GuiActionRunner.execute(() -> {
            JMenuBar bar = workbench.frame().getJMenuBar();
            for (int i = 0; i < bar.getMenuCount(); i++) {
                var letters = new ArrayList<Integer>();
                for (Component item : bar.getMenu(i).getMenuComponents()) {
                    if (item instanceof JMenuItem one && one.getMnemonic() != 0) {
                        letters.add(one.getMnemonic());
                    }
                }
                assertThat(letters).as(bar.getMenu(i).getText()).doesNotHaveDuplicates();
            }
        });
    }
}
