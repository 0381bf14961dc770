package tdb2.ui.locks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

import tdb2.engine.error.Fault;
import tdb2.engine.error.StorageException;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.engine.torture.Contention;
import tdb2.ui.theme.Texts;
import tdb2.ui.workbench.Job;
import tdb2.ui.workbench.JobQueue;

/** Processes that fight for locks on a file in a folder of their own, as long as somebody wants to see that. Event thread only. */
final class Practice {

    private static final Texts TEXTS = Texts.of(Practice.class);
    private static final int PROCESSES = 5;

    private final JobQueue jobs;
    private final Consumer<Path> begun;
    private final Consumer<TdbException> failed;
    private Optional<Contention> contention = Optional.empty();
    private boolean starting;
    private boolean over;

    Practice(JobQueue jobs, Consumer<Path> begun, Consumer<TdbException> failed) {
        this.jobs = jobs;
        this.begun = begun;
        this.failed = failed;
    }

    /** Starts them, unless they are at work. */
    void start() {
        if (contention.isPresent() || starting) {
            return;
        }
        starting = true;
        over = false;
        jobs.scan(this, new Job<Contention>() {
            @Override
            public String title() {
                return TEXTS.get("job.practice");
            }

            @Override
            public Contention work(Progress progress) {
                return Contention.start(scratch(), PROCESSES, ThreadLocalRandom.current().nextLong());
            }

            @Override
            public void done(Contention started) {
                starting = false;
                contention = Optional.of(started);
                if (over) {
                    close();
                } else {
                    begun.accept(started.file());
                }
            }

            @Override
            public void failed(TdbException why) {
                starting = false;
                failed.accept(why);
            }
        });
    }

    private static Path scratch() {
        try {
            return Files.createTempDirectory("tdb2-practice").resolve("practice.tdb");
        } catch (IOException e) {
            throw new StorageException(new Fault("practice.tdb", Fault.NOWHERE, "a folder for a scratch file",
                    String.valueOf(e.getMessage()), "make room in the folder for temporary files"), e);
        }
    }

    /** Ends them, and takes the file away. */
    void close() {
        over = true;
        contention.ifPresent(started -> Thread.ofPlatform().name("ends practice").start(() -> {
            started.close();
            remove(started.file());
            remove(started.file().getParent());
        }));
        contention = Optional.empty();
    }

    private static void remove(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException _) {
            // a file too many in the folder for temporary files
        }
    }
}
