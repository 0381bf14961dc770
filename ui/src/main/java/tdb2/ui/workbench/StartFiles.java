package tdb2.ui.workbench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.engine.observe.Glance;
import tdb2.engine.observe.OpenDatabase;
import tdb2.engine.observe.OpenDatabase.User;
import tdb2.engine.observe.OpenDatabases;
import tdb2.engine.observe.OpenDatabases.Found;
import tdb2.ui.theme.Formats;

/** Finds what the lists of the start page show, beside the event thread. Event thread only. */
final class StartFiles {

    private static final int PROCESSES = 3;

    private final JobQueue jobs;
    private final Consumer<Path> open;

    /**
     * @param open opens the file of a line that is chosen
     */
    StartFiles(JobQueue jobs, Consumer<Path> open) {
        this.jobs = jobs;
        this.open = open;
    }

    /** Looks what has become of files opened before. */
    void recent(List<Path> paths, Consumer<List<StartItem>> shown) {
        run("recent", Jobs.TEXTS.get("job.recent"), progress -> paths.stream().map(this::item).toList(), shown,
                _ -> {});
    }

    private StartItem item(Path path) {
        Glance glance = Glance.at(path);
        String note = switch (glance.state()) {
            case DATABASE -> Jobs.TEXTS.get("start.database", glance.dialect().orElseThrow().id()
                    .toUpperCase(Locale.ROOT), Formats.size(glance.size()));
            case OTHER -> Formats.size(glance.size());
            case MISSING -> Jobs.TEXTS.get("start.missing");
            case CLOSED -> Jobs.TEXTS.get("start.closed");
        };
        boolean there = glance.state() == Glance.State.DATABASE || glance.state() == Glance.State.OTHER;
        return new StartItem(there ? "record" : "warning", name(path), note, path.toString(), () -> open.accept(path));
    }

    /** Looks for databases that processes have open. */
    void machine(Consumer<List<StartItem>> shown, Consumer<String> said) {
        run("machine", Jobs.TEXTS.get("job.machine"), new OpenDatabases()::find, found -> {
            said.accept(words(found));
            shown.accept(found.files().stream().filter(StartFiles::isOthers).map(this::item).toList());
        }, why -> said.accept(why.getMessage()));
    }

    private static String words(Found found) {
        List<String> words = new ArrayList<>();
        if (found.files().stream().noneMatch(StartFiles::isOthers)) {
            words.add(Jobs.TEXTS.get("start.machine.none", found.processes()));
        }
        if (found.closedProcesses() > 0) {
            words.add(Jobs.TEXTS.get("start.machine.closed", found.closedProcesses(), found.processes()));
        }
        return String.join(" ", words);
    }

    private static boolean isOthers(OpenDatabase file) {
        return file.users().stream().anyMatch(user -> !user.isUs());
    }

    private StartItem item(OpenDatabase file) {
        List<User> users = file.users().stream().filter(user -> !user.isUs()).toList();
        String who = users.stream().limit(PROCESSES)
                .map(user -> Jobs.TEXTS.get("start.process", user.command(), Integer.toString(user.process())))
                .collect(Collectors.joining(", "));
        String more = users.size() > PROCESSES
                ? Jobs.TEXTS.get("start.process.more", users.size() - PROCESSES)
                : "";
        String note = file.deleted()
                ? Jobs.TEXTS.get("start.deleted")
                : Jobs.TEXTS.get("start.database", file.dialect().id().toUpperCase(Locale.ROOT),
                        Formats.size(file.size()));
        return new StartItem(file.deleted() ? "warning" : "lock", name(file.path()), note,
                who + more + " \u2014 " + file.path(), () -> open.accept(file.path()));
    }

    /** Opens a copy of a sample. */
    void sample(Samples.Sample sample, Consumer<String> said) {
        run("sample", Jobs.TEXTS.get("job.sample"), _ -> Samples.copy(sample), open, why -> said.accept(
                why.getMessage()));
    }

    private static String name(Path path) {
        return path.getFileName() == null ? path.toString() : path.getFileName().toString();
    }

    private <T> void run(String slot, String title, Function<Progress, T> work, Consumer<T> done,
            Consumer<TdbException> failed) {
        jobs.read(slot, new Task<>(title, work, done, failed));
    }
}
