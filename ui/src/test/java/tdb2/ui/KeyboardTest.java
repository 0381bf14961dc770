package tdb2.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import tdb2.ui.docking.Layout;
import tdb2.ui.testing.EventThreadGuard;
import tdb2.ui.testing.Fixtures;
import tdb2.ui.testing.Stage;
import tdb2.ui.testing.ViewStand;
import tdb2.ui.theme.Theme;
import tdb2.ui.workbench.OpenFile;
import tdb2.ui.workbench.Perspective;
import tdb2.ui.workbench.Selection;
import tdb2.ui.workbench.Settings;
import tdb2.ui.workbench.ViewIds;

/** Everything by keyboard alone. */
@ExtendWith(EventThreadGuard.class)
class KeyboardTest {

    private static final Path FILE = Fixtures.file("tdb1/three.tdb");

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
        GuiActionRunner.execute(() -> {
            Theme.zoom(0);
            Theme.LIGHT.apply();
        });
    }

    private List<String> groupOf(String view) {
        return GuiActionRunner.execute(() -> stage.workbench().desk().arrangement().groupOf(view)
                .map(Layout.Tabs::views).orElse(List.of()));
    }

    @Test
    void opensAFile() {
        stage.press("ctrl O");
        ViewStand.await("the chooser has the keyboard",
                () -> stage.focused().filter(javax.swing.JTextField.class::isInstance).isPresent());
        stage.type(FILE.toString());
        stage.press("ENTER");
        ViewStand.await("file is open", () -> stage.workbench().files().active().flatMap(OpenFile::document)
                .isPresent());
        stage.awaitActive(ViewIds.RECORDS);
    }

    @Test
    void switchesPerspectives() {
        stage.open(FILE);
        stage.press("alt 4");
        assertThat(GuiActionRunner.execute(() -> stage.workbench().perspective())).isEqualTo(Perspective.LOCKS);
        assertThat(GuiActionRunner.execute(() -> stage.workbench().desk().isFront(ViewIds.LOCKS))).isTrue();
        stage.press("alt 1");
        assertThat(GuiActionRunner.execute(() -> stage.workbench().desk().isFront(ViewIds.RECORDS))).isTrue();
    }

    @Test
    void eachPerspectiveKeepsWhatTheUserMadeOfItUntilItIsReset() {
        stage.open(FILE);
        List<String> before = groupOf(ViewIds.HEX);
        stage.press("ctrl 3");
        stage.press("ctrl F4");
        stage.press("alt 2");
        stage.press("alt 1");
        assertThat(groupOf(ViewIds.HEX)).isEmpty();
        stage.press("alt shift 0");
        assertThat(groupOf(ViewIds.HEX)).isEqualTo(before);
    }

    @Test
    void movesSplitsClosesAndBringsBackAView() {
        stage.open(FILE);
        stage.press("ctrl 3");
        stage.awaitActive(ViewIds.HEX);
        stage.press("alt shift L");
        assertThat(groupOf(ViewIds.HEX)).containsExactly(ViewIds.INSPECTOR, ViewIds.HEX);
        stage.awaitActive(ViewIds.HEX);
        stage.press("alt shift B");
        assertThat(groupOf(ViewIds.HEX)).containsExactly(ViewIds.HEX);
        stage.awaitActive(ViewIds.HEX);
        stage.press("ctrl F4");
        assertThat(groupOf(ViewIds.HEX)).isEmpty();
        stage.press("ctrl 3");
        stage.awaitActive(ViewIds.HEX);
        assertThat(groupOf(ViewIds.HEX)).contains(ViewIds.RECORDS, ViewIds.HEX);
    }

    @Test
    void givesAViewTheWholeWindowAndTakesItBack() {
        stage.open(FILE);
        Layout before = GuiActionRunner.execute(() -> stage.workbench().desk().arrangement());
        stage.press("ctrl M");
        assertThat(GuiActionRunner.execute(() -> stage.workbench().desk().isFront(ViewIds.INSPECTOR))).isFalse();
        stage.awaitActive(ViewIds.RECORDS);
        stage.press("ctrl M");
        assertThat(GuiActionRunner.execute(() -> stage.workbench().desk().arrangement())).isEqualTo(before);
    }

    @Test
    void goingToAViewPutsTheKeyboardWhereItsArrowKeysWork() {
        stage.open(FILE);
        Map.of("ctrl 3", "hex.canvas", "ctrl 4", "tree.picture", "ctrl 5", "space.picture").forEach((key, part) -> {
            stage.press("ctrl 1");
            stage.awaitActive(ViewIds.RECORDS);
            stage.press(key);
            ViewStand.await("all jobs are done", () -> stage.workbench().jobs().active().isEmpty());
            stage.press(key);
            stage.awaitFocus(part);
        });
    }

    @Test
    void thePaletteRunsAnActionOfTheWindow() {
        stage.open(FILE);
        stage.press("ctrl shift P");
        stage.type("summary");
        stage.press("ENTER");
        ViewStand.await("summary in front", () -> stage.workbench().desk().isFront(ViewIds.SUMMARY));
    }

    @Test
    void thePaletteRunsAnActionOfAView() {
        stage.open(FILE);
        stage.press("ctrl shift P");
        stage.type("go offset hex");
        stage.press("ENTER");
        stage.awaitActive(ViewIds.HEX);
        ViewStand.await("field for the offset", () -> stage.focused()
                .filter(javax.swing.JTextField.class::isInstance).isPresent());
    }

    @Test
    void escapeLeavesThePaletteForWhereTheKeyboardWas() {
        stage.open(FILE);
        stage.press("ctrl 3");
        stage.awaitActive(ViewIds.HEX);
        stage.press("ctrl shift P");
        stage.type("quit");
        stage.press("ESCAPE");
        stage.awaitActive(ViewIds.HEX);
    }

    @Test
    void goesThroughThePartsOfTheWindow() {
        stage.open(FILE);
        stage.press("alt 0");
        stage.awaitActive("files");
        for (String view : List.of(ViewIds.RECORDS, ViewIds.INSPECTOR, "log")) {
            stage.press("F6");
            stage.awaitActive(view);
        }
        stage.press("F6");
        ViewStand.await("keyboard in the tool bar", () -> stage.focused()
                .filter(owner -> owner.getName() != null && owner.getName().startsWith("tool.")).isPresent());
        stage.press("shift F6");
        stage.awaitActive("log");
    }

    @Test
    void goesBackAndForward() {
        stage.open(FILE);
        var document = stage.workbench().files().active().flatMap(OpenFile::document).orElseThrow();
        var first = Selection.bytes(document, 0, 8);
        var second = Selection.bytes(document, 32, 8);
        GuiActionRunner.execute(() -> {
            stage.workbench().selection().publish("one view", first);
            stage.workbench().selection().publish("another", second);
        });
        stage.press("alt LEFT");
        assertThat(GuiActionRunner.execute(() -> stage.workbench().selection().current())).contains(first);
        stage.press("alt RIGHT");
        assertThat(GuiActionRunner.execute(() -> stage.workbench().selection().current())).contains(second);
    }

    @Test
    void zoomsFontsAndRows() {
        stage.open(FILE);
        stage.press("ctrl shift M");
        int before = stage.window().table("messages").target().getRowHeight();
        stage.press("ctrl EQUALS");
        stage.press("ctrl EQUALS");
        int larger = GuiActionRunner.execute(() -> stage.window().table("messages").target().getRowHeight());
        assertThat(larger).isGreaterThan(before);
        assertThat(settings.number("window.zoom", 0)).isEqualTo(125);
        stage.press("ctrl 0");
        assertThat(GuiActionRunner.execute(() -> stage.window().table("messages").target().getRowHeight()))
                .isEqualTo(before);
    }

    @Test
    void switchesTheTheme() {
        stage.press("ctrl shift L");
        assertThat(GuiActionRunner.execute(Theme::isDark)).isTrue();
        stage.press("alt shift W");
        assertThat(GuiActionRunner.execute(Theme::isDark)).isFalse();
    }

    @Test
    void comesBackAsItWas() {
        stage.open(FILE, Fixtures.file("tdb1/seqnum.tdb"));
        stage.press("alt PAGE_UP");
        stage.press("alt 3");
        stage.press("ctrl 9");
        stage.press("alt shift H");
        stage.press("ctrl EQUALS");
        stage.press("alt shift D");
        Layout before = GuiActionRunner.execute(() -> stage.workbench().desk().arrangement());
        stage.close();
        stage = new Stage(() -> Browser.window(settings));
        GuiActionRunner.execute(() -> stage.workbench().reopen(settings.session()));
        ViewStand.await("files are open", () -> stage.workbench().files().all().stream()
                .filter(file -> file.document().isPresent()).count() == 2);
        assertThat(GuiActionRunner.execute(() -> stage.workbench().files().active().map(OpenFile::path)))
                .isEqualTo(Optional.of(FILE));
        assertThat(GuiActionRunner.execute(() -> stage.workbench().perspective())).isEqualTo(Perspective.REPAIR);
        assertThat(GuiActionRunner.execute(() -> stage.workbench().desk().arrangement().groups()))
                .isEqualTo(before.groups());
        assertThat(GuiActionRunner.execute(Theme::isDark)).isTrue();
        assertThat(GuiActionRunner.execute(() -> Theme.zoom())).isEqualTo(110);
    }
}
