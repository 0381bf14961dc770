package tdb2.ui.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tdb2.ui.theme.DesktopWatch.Questions;
import tdb2.ui.theme.DesktopWatch.Told;

/** What the desktop tells about light, dark and motion. */
class DesktopWatchTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "'prefer-dark' | true", "'default' | false", "'prefer-light' | false",
            "(<<uint32 1>>,) | true", "(<<uint32 0>>,) | false", "(<uint32 2>,) | false" }, quoteCharacter = '"')
    void understandsAnswersAboutDark(String answer, boolean dark) {
        assertThat(Told.of("color-scheme", answer)).isEqualTo(new Told(Optional.of(dark), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({ "false, true", "true, false" })
    void understandsAnswersAboutMotion(String animations, boolean still) {
        assertThat(Told.of("enable-animations", animations)).isEqualTo(new Told(Optional.empty(), Optional.of(still)));
    }

    @Test
    void understandsTheLinesOfTheListeningCommands() {
        String portal = "/org/freedesktop/portal/desktop: org.freedesktop.portal.Settings.SettingChanged "
                + "('org.freedesktop.appearance', 'color-scheme', <uint32 1>)";
        assertThat(Told.of(portal, portal).dark()).contains(true);
        assertThat(Told.of("color-scheme: 'default'", "color-scheme: 'default'").dark()).contains(false);
        assertThat(Told.of("enable-animations: false", "enable-animations: false").still()).contains(true);
    }

    @ParameterizedTest
    @CsvSource({ "color-scheme, No such schema", "cursor-size, 24", "enable-animations, ''" })
    void passesOverWhatItDoesNotKnow(String about, String line) {
        assertThat(Told.of(about, line)).isEqualTo(Told.NOTHING);
    }

    @Test
    void asksNobodyWithoutASession() {
        assertThat(Questions.ofSystem(Map.of()).now()).isEmpty();
        assertThat(Questions.ofSystem(Map.of("DBUS_SESSION_BUS_ADDRESS", "unix:path=/x")).now()).isNotEmpty();
    }

    @Test
    void tellsWhatCommandsSayAndOutlivesThoseThatFail() throws InterruptedException {
        var heard = new LinkedBlockingQueue<Told>();
        var questions = new Questions(
                List.of(List.of("no-such-command-here"), List.of("false", "color-scheme"),
                        List.of("echo", "'prefer-dark'", "color-scheme")),
                List.of(List.of("no-such-command-here"), List.of("echo", "enable-animations: false")));
        try (var watch = new DesktopWatch(questions, heard::add)) {
            watch.begin();
            var told = List.of(heard.poll(30, TimeUnit.SECONDS), heard.poll(30, TimeUnit.SECONDS));
            assertThat(told).containsExactlyInAnyOrder(new Told(Optional.of(true), Optional.empty()),
                    new Told(Optional.empty(), Optional.of(true)));
        }
    }

    @Test
    void endsTheListeningCommandWhenItIsClosed() throws InterruptedException {
        var heard = new LinkedBlockingQueue<Told>();
        var command = List.of("sh", "-c", "echo color-scheme: \\'prefer-dark\\'; exec sleep 987");
        var watch = new DesktopWatch(new Questions(List.of(), List.of(command)), heard::add);
        watch.begin();
        assertThat(heard.poll(30, TimeUnit.SECONDS)).isNotNull();
        watch.close();
        boolean gone = false;
        for (int i = 0; i < 300 && !gone; i++) {
            gone = ProcessHandle.current().children().noneMatch(
                    child -> child.info().commandLine().orElse("").contains("sleep 987"));
            Thread.sleep(100);
        }
        assertThat(gone).isTrue();
    }
}
