package tdb2.ui.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered from one start to the next. */
class SettingsTest {

    @TempDir
    private Path folder;

    @Test
    void comesBack() {
        Path file = folder.resolve("new/browser.properties");
        Settings settings = Settings.load(file);
        settings.put("theme", "DARK");
        settings.put("window.x", -7);
        settings.remember(Path.of("/one.tdb"));
        settings.remember(Path.of("/two.tdb"));
        settings.remember(Path.of("/one.tdb"));
        settings.save();
        Settings again = Settings.load(file);
        assertThat(again.get("theme")).contains("DARK");
        assertThat(again.number("window.x", 0)).isEqualTo(-7);
        assertThat(again.recent()).containsExactly(Path.of("/one.tdb"), Path.of("/two.tdb"));
    }

    @Test
    void aBrokenFileIsNoHarm() throws IOException {
        Path file = folder.resolve("browser.properties");
        Files.writeString(file, "window.x=\\u00zz");
        assertThat(Settings.load(file).number("window.x", 3)).isEqualTo(3);
        Files.writeString(file, "window.x=wide");
        assertThat(Settings.load(file).number("window.x", 3)).isEqualTo(3);
    }

    @Test
    void filesOfTheLastSessionComeBackInTheirOrder() {
        Path file = folder.resolve("browser.properties");
        Settings settings = Settings.load(file);
        settings.rememberSession(List.of(Path.of("/b.tdb"), Path.of("/a.tdb"), Path.of("/c.tdb")));
        settings.rememberSession(List.of(Path.of("/b.tdb"), Path.of("/a.tdb")));
        settings.save();
        assertThat(Settings.load(file).session()).containsExactly(Path.of("/b.tdb"), Path.of("/a.tdb"));
    }

    @Test
    void aPathThatIsNoneIsLeftOut() {
        Settings settings = Settings.inMemory();
        settings.put("recent.0", "a\0b");
        settings.put("recent.1", "/good.tdb");
        assertThat(settings.recent()).containsExactly(Path.of("/good.tdb"));
    }
}
