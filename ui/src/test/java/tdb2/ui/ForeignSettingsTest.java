package tdb2.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tdb2.ui.testing.Stage;
import tdb2.ui.theme.Theme;
import tdb2.ui.workbench.Perspective;
import tdb2.ui.workbench.Settings;
import tdb2.ui.workbench.ViewIds;
import tdb2.ui.workbench.Workbench;

/** Whatever stands in the file of settings, the browser starts, and with views in reach. */
class ForeignSettingsTest {

    @TempDir
    private Path folder;

    @AfterEach
    void noZoom() {
        GuiActionRunner.execute(() -> Theme.zoom(0));
    }

    private void starts(byte[] content) throws IOException {
        Path file = folder.resolve("browser.properties");
        Files.write(file, content);
        Settings settings = Settings.load(file);
        Workbench workbench = GuiActionRunner.execute(() -> Browser.window(settings));
        GuiActionRunner.execute(() -> {
            workbench.reopen(settings.session());
            assertThat(workbench.desk().arrangement().mainGroup()).isPresent();
            workbench.reveal(ViewIds.HEX);
            assertThat(workbench.desk().isOpen(ViewIds.HEX)).isTrue();
            assertThat(workbench.frame().getWidth()).isPositive();
            workbench.files().all().forEach(workbench.files()::close);
            workbench.frame().dispose();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "window.perspective=NOBODY", "window.layout.INSPECT=", "window.layout.INSPECT=h500(m(",
            "window.layout.INSPECT=m(of,another,program)", "window.layout.INSPECT=h500(t(hex),t(records))",
            "window.width=2147483647\nwindow.height=2147483647\nwindow.x=-2147483648\nwindow.y=2147483647",
            "window.width=wide", "window.zoom=-5", "window.zoom=100000", "theme=PINK", "recent.0=a\\u0000b",
            "session.0=a\\u0000b\nsession.1=\nsession.active=x", "window.reopen=perhaps",
            "records.columns.records=1,-2,x", "window.layout.INSPECT=\\uZZZZ" })
    void startsWith(String text) throws IOException {
        starts(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void startsWithNoise() throws IOException {
        var noise = new byte[4096];
        new Random(7).nextBytes(noise);
        starts(noise);
    }

    @Test
    void startsWhereTheFileIsAFolder() throws IOException {
        Path file = Files.createDirectory(folder.resolve("browser.properties"));
        Settings settings = Settings.load(file);
        Workbench workbench = GuiActionRunner.execute(() -> Browser.window(settings));
        assertThat(GuiActionRunner.execute(workbench::perspective)).isEqualTo(Perspective.INSPECT);
        GuiActionRunner.execute(workbench::quit);
        Stage.awaitFarewell();
    }
}
