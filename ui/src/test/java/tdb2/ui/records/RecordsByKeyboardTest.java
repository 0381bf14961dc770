package tdb2.ui.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Toolkit;
import java.awt.datatransfer.DataFlavor;
import java.awt.event.KeyEvent;
import java.awt.event.MouseEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.swing.Icon;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JMenuItem;
import javax.swing.JTable;
import javax.swing.JTree;
import javax.swing.MenuSelectionManager;
import org.assertj.swing.core.matcher.JButtonMatcher;
import org.assertj.swing.edt.GuiActionRunner;
import org.assertj.swing.finder.JFileChooserFinder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tdb2.engine.Fetch;
import tdb2.engine.inspect.Position;
import tdb2.ui.marks.Bookmark;
import tdb2.ui.testing.EventThreadGuard;
import tdb2.ui.testing.Fixtures;
import tdb2.ui.testing.ViewStand;
import tdb2.ui.workbench.Settings;

/** What a user does with records, without a mouse. */
@ExtendWith(EventThreadGuard.class)
class RecordsByKeyboardTest {

    private static final int MOST_LINES = 20;

    @TempDir
    Path folder;

    private static ViewStand open() {
        return open(Settings.inMemory());
    }

    private static ViewStand open(Settings settings) {
        var stand = new ViewStand(Fixtures.file("tdb1/dead.tdb"), RecordsView::new, settings);
        awaitCount(stand, "547 records");
        stand.window().robot().focusAndWaitForFocusGain(table(stand));
        return stand;
    }

    private static JTable table(ViewStand stand) {
        return stand.window().table("records.table").target();
    }

    private static void awaitCount(ViewStand stand, String text) {
        var label = stand.window().label("records.count").target();
        ViewStand.await("count " + text, () -> label.getText().contains(text));
    }

    /** Waits until no filter is left: "2 matches among 547 records" is another count. */
    private static void awaitAll(ViewStand stand) {
        var label = stand.window().label("records.count").target();
        ViewStand.await("all records", () -> label.getText().startsWith("547 records"));
    }

    /** Goes down in a menu, and into one that opens by this, until its line is the one wanted, and takes it. */
    private static void chooseInMenu(ViewStand stand, String line) {
        for (int i = 0; i < MOST_LINES && !lineOfMenu().equals(line); i++) {
            press(stand, KeyEvent.VK_DOWN);
        }
        assertThat(lineOfMenu()).isEqualTo(line);
        press(stand, KeyEvent.VK_ENTER);
    }

    /** The line of a menu that the keyboard is on; empty when it is on none. */
    private static String lineOfMenu() {
        return GuiActionRunner.execute(() -> {
            var path = MenuSelectionManager.defaultManager().getSelectedPath();
            return path.length > 0 && path[path.length - 1] instanceof JMenuItem item ? item.getText() : "";
        });
    }

    private static void press(ViewStand stand, int... keys) {
        var robot = stand.window().robot();
        for (int i = 0; i < keys.length - 1; i++) {
            robot.pressKey(keys[i]);
        }
        robot.pressAndReleaseKey(keys[keys.length - 1]);
        for (int i = keys.length - 2; i >= 0; i--) {
            robot.releaseKey(keys[i]);
        }
    }

    private static void awaitFocus(ViewStand stand, String name) {
        var component = stand.window().robot().finder().findByName(name, JComponent.class, false);
        ViewStand.await("focus in " + name, component::isFocusOwner);
    }

    private static void type(ViewStand stand, String text) {
        stand.window().robot().enterText(text);
    }

    private static String key(ViewStand stand, int row) {
        return GuiActionRunner.execute(() -> table(stand).getValueAt(row, 0).toString());
    }

    private static String selectedKey(JTable table) {
        return table.getSelectedRow() < 0 ? "" : table.getValueAt(table.getSelectedRow(), 0).toString();
    }

    @Test
    void filtersByExpressionAndReadsWhatIsWrongWithOne() {
        try (var stand = open()) {
            press(stand, KeyEvent.VK_CONTROL, KeyEvent.VK_F);
            awaitFocus(stand, "filter.text");
            press(stand, KeyEvent.VK_TAB);
            awaitFocus(stand, "filter.kind");
            press(stand, KeyEvent.VK_DOWN);
            press(stand, KeyEvent.VK_DOWN);
            press(stand, KeyEvent.VK_SHIFT, KeyEvent.VK_TAB);
            awaitFocus(stand, "filter.text");
            type(stand, "^churn-6[23]$");
            awaitCount(stand, "2 matches among 547");
            press(stand, KeyEvent.VK_ENTER);
            type(stand, "(");
            var problem = stand.window().robot().finder().findByName("filter.problem", JComponent.class, false);
            ViewStand.await("the problem", problem::isShowing);
            assertThat(stand.window().label("filter.problem").text()).startsWith("At character 15: Unclosed group");
            awaitCount(stand, "2 matches among 547");
            press(stand, KeyEvent.VK_ESCAPE);
            awaitAll(stand);
            chooseInMenu(stand, "^churn-6[23]$");
            awaitCount(stand, "2 matches among 547");
        }
    }

    @Test
    void theArrowLeadsFromTheFilterToWhatItFound() {
        try (var stand = open()) {
            press(stand, KeyEvent.VK_CONTROL, KeyEvent.VK_F);
            awaitFocus(stand, "filter.text");
            type(stand, "churn-62");
            press(stand, KeyEvent.VK_DOWN);
            awaitFocus(stand, "records.table");
            awaitCount(stand, " among 547");
            press(stand, KeyEvent.VK_DOWN);
            ViewStand.await("the first that was found", () -> selectedKey(table(stand)).contains("churn-62"));
        }
    }

    @Test
    void theSelectedRecordStaysSelectedWhenItIsSortedAndFiltered() {
        try (var stand = open()) {
            press(stand, KeyEvent.VK_DOWN);
            press(stand, KeyEvent.VK_DOWN);
            ViewStand.await("a record", () -> stand.selection().current().isPresent());
            String record = key(stand, 1);
            press(stand, KeyEvent.VK_CONTROL, KeyEvent.VK_SHIFT, KeyEvent.VK_S);
            chooseInMenu(stand, "By key");
            var table = table(stand);
            ViewStand.await("the record in order", () -> selectedKey(table).equals(record)
                    && table.getSelectedRow() > 0
                    && table.getValueAt(table.getSelectedRow() - 1, 0).toString().compareTo(record) <= 0);
            press(stand, KeyEvent.VK_CONTROL, KeyEvent.VK_F);
            type(stand, record);
            ViewStand.await("the record alone", () -> selectedKey(table).equals(record) && table.getRowCount() < 12);
            press(stand, KeyEvent.VK_ESCAPE);
            awaitAll(stand);
            ViewStand.await("the record again", () -> selectedKey(table).equals(record));
        }
    }

    @Test
    void manyChosenRecordsStayChosenAndAreCopied() throws Exception {
        try (var stand = open()) {
            press(stand, KeyEvent.VK_DOWN);
            press(stand, KeyEvent.VK_SHIFT, KeyEvent.VK_DOWN);
            press(stand, KeyEvent.VK_SHIFT, KeyEvent.VK_DOWN);
            awaitCount(stand, "3 chosen");
            var keys = key(stand, 0) + "\n" + key(stand, 1) + "\n" + key(stand, 2);
            press(stand, KeyEvent.VK_CONTROL, KeyEvent.VK_C);
            var clipboard = Toolkit.getDefaultToolkit().getSystemClipboard();
            ViewStand.await("keys on the clipboard",
                    () -> clipboard.isDataFlavorAvailable(DataFlavor.stringFlavor)
                            && clipboard.getData(DataFlavor.stringFlavor).equals(keys));
            press(stand, KeyEvent.VK_CONTROL, KeyEvent.VK_SHIFT, KeyEvent.VK_S);
            chooseInMenu(stand, "By key");
            awaitCount(stand, "3 chosen");
        }
    }

    @Test
    void theTreeOfKeysListsWhatIsBelowAName() {
        try (var stand = open()) {
            press(stand, KeyEvent.VK_CONTROL, KeyEvent.VK_T);
            var finder = stand.window().robot().finder();
            JTree tree = finder.findByName("records.tree", JTree.class, false);
            ViewStand.await("names", () -> tree.getRowCount() > 2);
            awaitFocus(stand, "records.tree");
            press(stand, KeyEvent.VK_DOWN);
            press(stand, KeyEvent.VK_DOWN);
            awaitCount(stand, "1 match among 547");
            press(stand, KeyEvent.VK_HOME);
            awaitAll(stand);
        }
    }

    @Test
    void aKeyThatIsNotThereOffersTheOneThatIs() {
        try (var stand = open()) {
            press(stand, KeyEvent.VK_CONTROL, KeyEvent.VK_G);
            awaitFocus(stand, "goto.key");
            type(stand, "churn-62\\0");
            assertThat(stand.window().label("goto.bytes").text()).startsWith("9 bytes:").endsWith("36 32 00");
            press(stand, KeyEvent.VK_ENTER);
            var bar = stand.window().robot().finder().findByName("records.error", JComponent.class, false);
            ViewStand.await("an offer", () -> bar.isShowing() && bar.getAccessibleContext()
                    .getAccessibleDescription().startsWith("This key is there"));
            stand.window().panel("records.error").button(JButtonMatcher.withText("Go to churn-62")).focus();
            press(stand, KeyEvent.VK_SPACE);
            var table = table(stand);
            ViewStand.await("the record", () -> selectedKey(table).equals("churn-62"));
        }
    }

    @Test
    void columnsAreHiddenAndMovedAndStaySoAtTheNextStart() {
        var settings = Settings.inMemory();
        try (var stand = open(settings)) {
            press(stand, KeyEvent.VK_CONTROL, KeyEvent.VK_SHIFT, KeyEvent.VK_K);
            awaitFocus(stand, "columns");
            press(stand, KeyEvent.VK_DOWN);
            press(stand, KeyEvent.VK_SPACE);
            press(stand, KeyEvent.VK_DOWN);
            press(stand, KeyEvent.VK_ALT, KeyEvent.VK_UP);
            press(stand, KeyEvent.VK_ALT, KeyEvent.VK_UP);
            ViewStand.await("columns", () -> table(stand).getColumnName(0).equals("Key size"));
        }
        try (var stand = open(settings)) {
            assertThat(GuiActionRunner.execute(() -> table(stand).getColumnName(0))).isEqualTo("Key size");
            assertThat(GuiActionRunner.execute(() -> table(stand).getColumnName(1))).isEqualTo("Key");
            assertThat(GuiActionRunner.execute(() -> table(stand).getColumnName(2))).isEqualTo("Value size");
        }
    }

    @Test
    void allMatchesAreExported() throws Exception {
        Path target = folder.resolve("out.txt");
        try (var stand = open()) {
            press(stand, KeyEvent.VK_CONTROL, KeyEvent.VK_F);
            type(stand, "churn-62");
            awaitCount(stand, "1 match among 547");
            press(stand, KeyEvent.VK_CONTROL, KeyEvent.VK_E);
            var chooser = JFileChooserFinder.findFileChooser()
                    .using(stand.window().robot());
            chooser.fileNameTextBox().setText(target.toString());
            press(stand, KeyEvent.VK_ENTER);
            var error = stand.window().robot().finder().findByName("records.error", JComponent.class, false);
            ViewStand.await("done", error::isShowing);
            assertThat(Files.readString(target)).contains("key(8) = \"churn-62\"");
            try (var files = Files.list(folder)) {
                assertThat(files).containsExactly(target);
            }
        }
    }

    @Test
    void aRecordWithABookmarkIsMarkedAndSaysTheNote() {
        try (var stand = open()) {
            var table = table(stand);
            assertThat(markOf(table, 0)).isNull();
            var first = stand.document().tdb().cursor(Position.START, Fetch.KEYS);
            assertThat(first.next()).isTrue();
            byte[] key = first.entry().key();
            GuiActionRunner.execute(() -> stand.document().bookmarks().put(Bookmark.onKey(key, 0, 1, "look here")));
            assertThat(markOf(table, 0)).isNotNull();
            assertThat(markOf(table, 1)).isNull();
            assertThat(GuiActionRunner.execute(() -> table.getToolTipText(new MouseEvent(table, 0, 0, 0, 2, 2, 0,
                    false)))).endsWith("bookmarked look here");
        }
    }

    private static Icon markOf(JTable table, int row) {
        return GuiActionRunner.execute(() -> ((JLabel) table.prepareRenderer(table.getCellRenderer(row, 0), row, 0))
                .getIcon());
    }
}
