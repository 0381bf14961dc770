package tdb2.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Component;
import java.awt.Container;
import java.util.ArrayList;
import java.util.List;

import javax.swing.JEditorPane;
import javax.swing.JFrame;
import javax.swing.JMenu;
import javax.swing.JMenuItem;
import javax.swing.JTextField;
import javax.swing.text.BadLocationException;

import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import tdb2.ui.glossary.Glossary;
import tdb2.ui.help.Book;
import tdb2.ui.help.HelpPane;
import tdb2.ui.help.Topic;
import tdb2.ui.testing.EventThreadGuard;
import tdb2.ui.testing.Fixtures;
import tdb2.ui.testing.Stage;
import tdb2.ui.testing.ViewStand;
import tdb2.ui.theme.Theme;
import tdb2.ui.workbench.Settings;
import tdb2.ui.workbench.Shortcut;

/** The help beside the browser, used by keyboard. */
@ExtendWith(EventThreadGuard.class)
class HelpTest {

    private final Settings settings = Settings.inMemory();
    private Stage stage;

    @BeforeEach
    void openWindow() {
        settings.put("theme", Theme.LIGHT.name());
        stage = new Stage(() -> Browser.window(settings));
    }

    @AfterEach
    void closeWindow() {
        stage.close();
    }

    private void awaitHelp(boolean shown) {
        ViewStand.await("help shown: " + shown, () -> shown == stage.robot().hierarchy().roots().stream()
                .anyMatch(root -> root instanceof JFrame frame && "help.window".equals(frame.getName())
                        && frame.isShowing()));
        stage.robot().waitForIdle();
    }

    private HelpPane pane() {
        return stage.robot().finder().findByName("help", HelpPane.class);
    }

    private Book book() {
        ViewStand.await("the help was read", () -> pane().book().isPresent());
        return GuiActionRunner.execute(() -> pane().book().orElseThrow());
    }

    /** Presses a key that leads to the help and waits for the page. */
    private void ask(String key) {
        stage.press(key);
        awaitHelp(true);
        book();
        stage.robot().waitForIdle();
    }

    private JEditorPane page() {
        return stage.robot().finder().findByName("help.text", JEditorPane.class);
    }

    private String text() {
        return GuiActionRunner.execute(() -> {
            try {
                var document = page().getDocument();
                return document.getText(0, document.getLength()).strip();
            } catch (BadLocationException e) {
                throw new AssertionError(e);
            }
        });
    }

    private void awaitPage(String title) {
        ViewStand.await("page " + title, () -> title.equals(page().getAccessibleContext().getAccessibleDescription()));
        assertThat(text()).startsWith(title);
    }

    @Test
    void everyViewHasATopicWithItsTermsItsKeysAndWhatTheDesignSaysOfIt() {
        ask("F1");
        var book = book();
        assertThat(stage.workbench().desk().views()).hasSizeGreaterThan(20).allSatisfy(view -> {
            Topic topic = book.topic("view." + view.id()).orElseThrow();
            assertThat(topic.title()).isEqualTo(view.title());
            assertThat(topic.terms()).as(view.id()).isNotEmpty();
            assertThat(topic.passages()).as(view.id()).isNotEmpty();
            assertThat(topic.text()).contains(view.tip());
        });
        assertThat(stage.workbench().types()).allSatisfy(type -> assertThat(type.shortcuts().get()).allSatisfy(
                key -> assertThat(book.topic("view." + type.id()).orElseThrow().text()).contains(key.name())));
    }

    @Test
    void everyLinkOfTheWholeHelpLeadsSomewhere() {
        ask("F1");
        var book = book();
        assertThat(book.topics()).allSatisfy(topic -> assertThat(book.links(topic)).allSatisfy(
                link -> assertThat(book.target(link)).as(link).isPresent()));
        assertThat(book.topics()).extracting(Topic::id).contains("perspective.INSPECT", "perspective.LEARN",
                "perspective.REPAIR", "perspective.LOCKS", "actions.FILE", "actions.LOOK", "guide.contention");
    }

    @Test
    void everyKeyOfTheMenusStandsOnThePageOfKeys() {
        ask("ctrl shift F2");
        awaitPage("Keys");
        String text = text();
        List<JMenuItem> items = GuiActionRunner.execute(() -> items(stage.workbench().frame().getJMenuBar()));
        assertThat(items).hasSizeGreaterThan(15).allSatisfy(item -> assertThat(text).containsPattern(
                java.util.regex.Pattern.quote(item.getText()) + "\\s+"
                        + java.util.regex.Pattern.quote(new Shortcut("", "", item.getAccelerator()).keyText())));
    }

    private static List<JMenuItem> items(Container in) {
        var items = new ArrayList<JMenuItem>();
        for (Component child : in instanceof JMenu menu ? menu.getMenuComponents() : in.getComponents()) {
            if (child instanceof JMenu menu) {
                items.addAll(items(menu));
            } else if (child instanceof JMenuItem item && item.getAccelerator() != null) {
                items.add(item);
            }
        }
        return items;
    }

    @Test
    void f1TellsOfTheViewThatHasTheKeyboard() {
        ask("F1");
        awaitPage("Getting started");
        stage.press("ESCAPE");
        awaitHelp(false);
        stage.open(Fixtures.file("tdb1/three.tdb"));
        stage.press("ctrl 3");
        stage.awaitActive("hex");
        ask("F1");
        awaitPage("Hex");
    }

    @Test
    void theQuestionMarkOfAGroupTellsOfTheViewInFront() {
        stage.open(Fixtures.file("tdb1/three.tdb"));
        stage.press("ctrl 2");
        stage.awaitActive("summary");
        GuiActionRunner.execute(() -> ((javax.swing.JButton) stage.robot().finder().findByName(
                stage.robot().finder().findByName("group.main", javax.swing.JPanel.class), "group.help")).doClick());
        awaitHelp(true);
        book();
        awaitPage("Summary");
    }

    @Test
    void aSearchByKeyboardLeadsToAPageWithTheWordsMarkedAndBack() {
        ask("ctrl shift F1");
        stage.awaitFocus("help.search");
        stage.type("fusing");
        awaitPage("fusing");
        assertThat(GuiActionRunner.execute(() -> page().getHighlighter().getHighlights().length)).isPositive();
        stage.press("DOWN");
        ViewStand.await("another page", () -> !"fusing".equals(
                page().getAccessibleContext().getAccessibleDescription()));
        stage.press("ENTER");
        stage.awaitFocus("help.text");
        stage.press("alt LEFT");
        awaitPage("fusing");
        stage.press("alt RIGHT");
        ViewStand.await("forward again", () -> !"fusing".equals(
                page().getAccessibleContext().getAccessibleDescription()));
    }

    @Test
    void aLinkIsFollowedByKeyboard() {
        ask("ctrl F3");
        awaitPage("All words");
        stage.awaitFocus("help.text");
        stage.press("ctrl DOWN");
        stage.press("ENTER");
        String first = Glossary.bundled().terms().getFirst().name();
        awaitPage(first);
    }

    @Test
    void escapeTakesTheSearchBackAndThenLeaves() {
        ask("ctrl shift F1");
        stage.type("zone");
        stage.press("ESCAPE");
        assertThat(stage.robot().finder().findByName("help.search", JTextField.class).getText()).isEmpty();
        awaitHelp(true);
        stage.press("ESCAPE");
        awaitHelp(false);
    }

    @Test
    void aboutTellsTheLicence() {
        ask("shift F1");
        awaitPage("About");
        assertThat(text()).contains("Apache License").contains("TDB2 Browser,");
    }

    @Test
    void followsTheTheme() {
        ask("F1");
        Color light = GuiActionRunner.execute(() -> page().getBackground());
        GuiActionRunner.execute(() -> stage.workbench().use(Theme.DARK));
        ViewStand.await("dark", () -> !page().getBackground().equals(light));
    }
}
