package tdb2.ui;

import java.awt.AWTError;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.awt.Toolkit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.ui.help.Manual;
import tdb2.ui.theme.DesktopWatch;
import tdb2.ui.theme.Texts;
import tdb2.ui.workbench.Samples;
import tdb2.ui.workbench.Settings;
import tdb2.ui.workbench.Workbench;

/** The browser. */
public final class Browser {

    private Browser() {}

    /**
     * Opens a window on the given files; returns at once. Any thread but the event thread.
     *
     * @param manual the pages of the command line, for the help
     * @throws RefusedException when there is no display, or this system lacks what a window needs
     */
    public static void open(List<Path> files, Manual manual) {
        requireDisplay();
        DesktopWatch.start();
        Settings settings = Settings.load(Settings.place());
        List<Path> session = files.isEmpty() ? settings.session().stream().filter(Files::exists).toList() : List.of();
        EventQueue.invokeLater(() -> {
            Workbench workbench = window(settings, manual);
            workbench.frame().setVisible(true);
            workbench.open(files);
            workbench.reopen(session);
            Thread.setDefaultUncaughtExceptionHandler((_, failure) -> EventQueue.invokeLater(
                    () -> workbench.log().add("", Texts.of(Browser.class).get("unexpected"), failure.toString())));
        });
    }

    private static void requireDisplay() {
        if (GraphicsEnvironment.isHeadless()) {
            throw refused("display", "none", Optional.empty());
        }
        try {
            Toolkit.getDefaultToolkit();
        } catch (LinkageError failure) {
            throw refused("libraries", failure.getMessage(), Optional.of(failure));
        } catch (AWTError failure) {
            throw refused("display", failure.getMessage(), Optional.of(failure));
        }
    }

    private static RefusedException refused(String lacking, String found, Optional<Throwable> cause) {
        Texts texts = Texts.of(Browser.class);
        return new RefusedException(new Fault(texts.get("browser"), Fault.NOWHERE, texts.get("needs." + lacking), found,
                texts.get("needs." + lacking + ".advice")), cause.orElse(null));
    }

    /**
     * Opens a window on a demonstration database, a copy that is removed with the program; otherwise as {@link #open}.
     *
     * @param manual the pages of the command line, for the help
     * @throws tdb2.engine.error.StorageException when there is no room for it
     */
    public static void openDemonstration(Manual manual) {
        open(List.of(Samples.copy(Samples.all().getFirst())), manual);
    }

    /** Makes a window with all views without showing it; event thread only. */
    public static Workbench window(Settings settings) {
        return window(settings, Manual.NONE);
    }

    private static Workbench window(Settings settings, Manual manual) {
        return new Workbench(Views.all(), Views.ofWindow(), settings, manual);
    }
}
