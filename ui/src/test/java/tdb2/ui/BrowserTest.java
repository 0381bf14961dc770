package tdb2.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Dimension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

import javax.swing.JTabbedPane;
import javax.swing.JTextArea;

import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tdb2.ui.testing.EventThreadGuard;
import tdb2.ui.testing.Fixtures;
import tdb2.ui.testing.Stage;
import tdb2.ui.testing.ViewStand;
import tdb2.ui.theme.Theme;
import tdb2.ui.workbench.OpenFile;
import tdb2.ui.workbench.Settings;
import tdb2.ui.workbench.ViewIds;
import tdb2.ui.workbench.Workbench;

/** The whole browser in a real window, on real files. */
@ExtendWith(EventThreadGuard.class)
class BrowserTest {

    private static final Path NAMES = Fixtures.file("real/samba-names.tdb");

    @TempDir
    private Path folder;

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

    private void open(Path... files) {
        GuiActionRunner.execute(() -> stage.workbench().open(List.of(files)));
        ViewStand.await("files are open or refused", () -> stage.workbench().files().all().stream()
                .noneMatch(file -> file.state() instanceof OpenFile.State.Opening));
    }

    private void reveal(String view) {
        GuiActionRunner.execute(() -> stage.workbench().reveal(view));
    }

    /** The text under a name, as soon as it is what is wanted. */
    private void awaitText(String name, Predicate<String> wanted) {
        ViewStand.await(name, () -> stage.robot().finder()
                .findAll(found -> name.equals(found.getName()) && found instanceof JTextArea && found.isShowing())
                .stream().anyMatch(found -> wanted.test(((JTextArea) found).getText())));
    }

    @Test
    void startsWithAHintAndRecentFiles() {
        stage.window().label("hint").requireVisible();
        stage.window().button("start.open").requireVisible().requireEnabled();
    }

    @Test
    void showsAFileAndWhatIsInIt() throws IOException {
        byte[] before = Files.readAllBytes(NAMES);
        open(NAMES);
        stage.window().label("status.mode").requireText("READ-ONLY");
        stage.window().label("status.dialect").requireText("TDB1");
        reveal(ViewIds.SUMMARY);
        awaitText("summary.answer", text -> text.startsWith("No damage found"));
        long records = 0;
        try (var lines = Files.lines(Path.of(NAMES.toString().replace(".tdb", ".expect.json")))) {
            records = lines.filter(line -> line.contains("\"records\"")).findFirst()
                    .map(line -> Long.parseLong(line.replaceAll("\\D", ""))).orElseThrow();
        }
        String counted = Long.toString(records);
        ViewStand.await("records counted", () -> stage.window().table("facts").target().getModel().getRowCount() > 9);
        assertThat(List.of(stage.window().table("facts").contents()))
                .anyMatch(row -> row[0].equals("Records") && row[1].equals(counted));
        reveal(ViewIds.FAULTS);
        awaitText("faults.answer", text -> text.startsWith("Nothing"));
        assertThat(Files.readAllBytes(NAMES)).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({ "real/samba-names.tdb, chains", "tdb2/chain100.tdb, tree", "ntdb/chain100.tdb, chains",
            "zoned/three-be.tdb, tree" })
    void everyViewOpensOnEveryDialect(String name, String word) {
        open(Fixtures.file(name));
        for (var type : stage.workbench().types()) {
            reveal(type.id());
            stage.robot().waitForIdle();
        }
        reveal(ViewIds.DEPTHS);
        ViewStand.await("question about " + word,
                () -> !stage.robot().finder().findAll(found -> found instanceof javax.swing.JLabel label
                        && label.isShowing() && label.getText() != null && label.getText().contains(word)).isEmpty());
        reveal(ViewIds.LAYOUT);
        ViewStand.await("regions", () -> stage.window().table("regions").target().getRowCount() > 0);
        stage.window().table("regions").selectCell(org.assertj.swing.data.TableCell.row(0).column(0));
        ViewStand.await("selection", () -> stage.workbench().selection().current().flatMap(s -> s.span())
                .filter(span -> span.offset() == 0).isPresent());
    }

    @Test
    void switchesThemeWithTheWindowOpen() {
        open(NAMES);
        GuiActionRunner.execute(() -> stage.workbench().use(Theme.DARK));
        assertThat(GuiActionRunner.execute(Theme::isDark)).isTrue();
        stage.window().button("tool.theme").click();
        ViewStand.await("light again", () -> !Theme.isDark());
        assertThat(settings.get("theme")).contains("LIGHT");
    }

    @ParameterizedTest
    @ValueSource(strings = { "empty", "text", "missing", "folder" })
    void saysWhyAFileCannotBeOpened(String what) throws IOException {
        Path file = folder.resolve(what + ".tdb");
        switch (what) {
            case "empty" -> Files.createFile(file);
            case "text" -> Files.writeString(file, "This is no database, only a text that is long enough.");
            case "folder" -> Files.createDirectory(file);
            default -> {
                // not there at all
            }
        }
        open(file);
        awaitText("message.what", text -> text.contains(what + ".tdb"));
        awaitText("message.means", text -> text.contains("Nothing was changed"));
        stage.window().toggleButton("message.details").click();
        awaitText("message.technical", text -> text.contains("expected"));
    }

    @Test
    void previewsAPendingRecovery() {
        open(Fixtures.file("tdb1/crash-gap3-half-written.tdb"));
        awaitText("message.what", text -> text.startsWith("A transaction was under way"));
        reveal(ViewIds.RECOVERY);
        awaitText("recovery.answer", text -> text.startsWith("A transaction was cut off"));
        assertThat(stage.window().table("parts").contents().length).isPositive();
    }

    @Test
    void keepsSeveralFilesApart() {
        open(NAMES, Fixtures.file("tdb1/three.tdb"));
        JTabbedPane tabs = stage.window().tabbedPane("files").target();
        assertThat(GuiActionRunner.execute(tabs::getTabCount)).isEqualTo(2);
        stage.window().tabbedPane("files").requireSelectedTab(org.assertj.swing.data.Index.atIndex(1));
        stage.window().tabbedPane("files").selectTab(0);
        ViewStand.await("first in front", () -> stage.workbench().files().active().orElseThrow().path().equals(NAMES));
        GuiActionRunner
                .execute(() -> stage.workbench().files().close(stage.workbench().files().active().orElseThrow()));
        assertThat(GuiActionRunner.execute(tabs::getTabCount)).isEqualTo(1);
        assertThat(GuiActionRunner.execute(() -> stage.workbench().files().active().orElseThrow().name()))
                .isEqualTo("three.tdb");
        assertThat(settings.recent()).contains(NAMES);
    }

    @Test
    void remembersItsPlace() {
        open(NAMES);
        stage.window().resizeTo(new Dimension(900, 650));
        GuiActionRunner.execute(() -> stage.workbench().frame().setLocation(40, 30));
        stage.robot().waitForIdle();
        int width = GuiActionRunner.execute(() -> stage.workbench().frame().getWidth());
        GuiActionRunner.execute(stage.workbench()::quit);
        Workbench again = GuiActionRunner.execute(() -> Browser.window(settings));
        assertThat(GuiActionRunner.execute(() -> again.frame().getWidth())).isEqualTo(width);
        GuiActionRunner.execute(again::quit);
    }
}
