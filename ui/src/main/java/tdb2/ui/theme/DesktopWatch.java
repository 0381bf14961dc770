package tdb2.ui.theme;

import java.awt.EventQueue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Asks the desktop how it looks, and listens while the program runs: through its settings portal, else through the
 * settings of GNOME and its kin. Where neither is there, nothing is told. The questions are put by the desktop's own
 * commands on a thread of their own; the listening command ends with this program.
 */
public final class DesktopWatch implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 2000;
    private static final String GNOME = "org.gnome.desktop.interface";
    private static final List<String> PORTAL = List.of("--session", "--dest", "org.freedesktop.portal.Desktop",
            "--object-path", "/org/freedesktop/portal/desktop");

    /** What the desktop can be asked. */
    record Questions(List<List<String>> now, List<List<String>> changes) {

        /** The questions this system understands; none where there is no desktop to ask. */
        static Questions ofSystem(Map<String, String> environment) {
            boolean bus = environment.containsKey("DBUS_SESSION_BUS_ADDRESS")
                    || Optional.ofNullable(environment.get("XDG_RUNTIME_DIR")).map(Path::of)
                            .map(folder -> folder.resolve("bus")).filter(Files::exists).isPresent();
            return bus
                    ? new Questions(
                            List.of(List.of("gsettings", "get", GNOME, "color-scheme"),
                                    List.of("gsettings", "get", GNOME, "enable-animations"), portal("call", "--method",
                                            "org.freedesktop.portal.Settings.Read", "org.freedesktop.appearance",
                                            "color-scheme")),
                            List.of(portal("monitor"), List.of("gsettings", "monitor", GNOME)))
                    : new Questions(List.of(), List.of());
        }

        private static List<String> portal(String verb, String... more) {
            var command = new java.util.ArrayList<>(List.of("gdbus", verb));
            command.addAll(PORTAL);
            command.addAll(List.of(more));
            return command;
        }
    }

    /**
     * What the desktop told; what it did not tell is empty.
     *
     * @param dark whether it is dark
     * @param still whether nothing should move that need not
     */
    record Told(Optional<Boolean> dark, Optional<Boolean> still) {

        static final Told NOTHING = new Told(Optional.empty(), Optional.empty());

        /** What an answer or a line of a listening command means. */
        static Told of(String about, String line) {
            String low = line.toLowerCase(Locale.ROOT);
            if (about.contains("color-scheme")) {
                boolean says = low.contains("prefer-") || low.contains("uint32") || low.contains("'default'");
                boolean dark = low.contains("prefer-dark") || low.contains("uint32 1");
                return says ? new Told(Optional.of(dark), Optional.empty()) : NOTHING;
            }
            if (about.contains("enable-animations")) {
                boolean says = low.contains("true") || low.contains("false");
                return says ? new Told(Optional.empty(), Optional.of(low.contains("false"))) : NOTHING;
            }
            if (about.contains("reduced-motion") && low.contains("uint32")) {
                return new Told(Optional.empty(), Optional.of(low.contains("uint32 1")));
            }
            return NOTHING;
        }
    }

    private final Questions questions;
    private final Consumer<Told> listener;
    private final List<AtomicReference<Process>> listening;
    private volatile boolean closed;

    DesktopWatch(Questions questions, Consumer<Told> listener) {
        this.questions = questions;
        this.listener = listener;
        listening = questions.changes().stream().map(_ -> new AtomicReference<Process>()).toList();
    }

    /** Watches the desktop this program runs on; what it tells is put on at once where the theme follows it. */
    public static DesktopWatch start() {
        var watch = new DesktopWatch(Questions.ofSystem(System.getenv()),
                told -> EventQueue.invokeLater(() -> Theme.desktopTold(told)));
        watch.begin();
        return watch;
    }

    void begin() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "desktop end"));
        Thread.ofPlatform().daemon().name("desktop").start(() -> questions.now().forEach(this::ask));
        for (int i = 0; i < questions.changes().size(); i++) {
            var process = listening.get(i);
            List<String> command = questions.changes().get(i);
            Thread.ofPlatform().daemon().name("desktop " + command.getFirst()).start(() -> listen(process, command));
        }
    }

    private void ask(List<String> command) {
        try {
            Process process = start(command);
            if (!process.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            } else if (process.exitValue() == 0) {
                tell(Told.of(command.getLast(), new String(process.getInputStream().readAllBytes(),
                        StandardCharsets.UTF_8)));
            }
        } catch (IOException _) {
            // no such command here: the desktop has no such settings
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen(AtomicReference<Process> holder, List<String> command) {
        try {
            Process process = start(command);
            holder.set(process);
            if (closed) {
                process.destroy();
            }
            try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    tell(Told.of(line, line));
                }
            }
        } catch (IOException _) {
            // no such command, or it ended: nothing more is told
        }
    }

    private static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null"))).start();
    }

    private void tell(Told told) {
        if (!told.equals(Told.NOTHING) && !closed) {
            listener.accept(told);
        }
    }

    @Override
    public void close() {
        closed = true;
        for (AtomicReference<Process> process : listening) {
            Optional.ofNullable(process.get()).ifPresent(Process::destroy);
        }
    }
}
