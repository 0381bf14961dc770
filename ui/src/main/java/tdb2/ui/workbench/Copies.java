package tdb2.ui.workbench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import tdb2.engine.CreateOptions;
import tdb2.engine.backup.Backup;
import tdb2.engine.backup.BackupOptions;
import tdb2.engine.backup.BackupResult;
import tdb2.engine.error.Fault;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.engine.posix.FileAttributes;
import tdb2.engine.restore.Restore;
import tdb2.ui.theme.Formats;
import tdb2.ui.widgets.MessageBar.Message;
import tdb2.ui.widgets.MessageBar.Tone;

/** Backups of files that are open, and databases made of dumps: asks where, and does it. Event thread only. */
final class Copies {

    private static final String TARGET = "target";
    private static final String DUMP = "dump";
    private static final String VERIFY = "verify";
    private static final String FORCE = "force";

    private final PathForm backup = new PathForm("backup", List.of(TARGET), List.of(VERIFY, FORCE), this::backUp);
    private final PathForm restore = new PathForm("restore", List.of(DUMP, TARGET), List.of(), this::restore);
    private final JobQueue jobs;
    private final Consumer<Message> teller;
    private final Consumer<Path> opener;
    private Optional<Document> source = Optional.empty();

    /**
     * @param jobs where databases are made of dumps
     * @param teller shows what came of it
     * @param opener opens a database that was made
     */
    Copies(JobQueue jobs, Consumer<Message> teller, Consumer<Path> opener) {
        this.jobs = jobs;
        this.teller = teller;
        this.opener = opener;
    }

    /** What is shown above the views. */
    List<PathForm> forms() {
        return List.of(backup, restore);
    }

    /** Asks where the backup of a file is to be. */
    void askBackup(Document document) {
        source = Optional.of(document);
        backup.open(Jobs.TEXTS.get("backup.of", document.name()), Map.of(TARGET, document.path() + ".bak"));
    }

    /** Asks which dump is to become which file. */
    void askRestore(Path folder) {
        restore.open(Jobs.TEXTS.get("restore.title"), Map.of(TARGET, folder.resolve("restored.tdb").toString()));
    }

    private void backUp() {
        BackupOptions options = BackupOptions.DEFAULT;
        options = backup.isTicked(VERIFY) ? options.withDigest() : options;
        Document document = source.orElseThrow();
        document.jobs().enqueue(backup, new BackupJob(document.path(), backup.typed(TARGET),
                backup.isTicked(FORCE) ? options.byForce() : options));
    }

    private void restore() {
        jobs.enqueue(restore, new RestoreJob(restore.typed(DUMP), restore.typed(TARGET)));
    }

    private final class BackupJob implements Job<BackupResult> {

        private final Path file;
        private final Path target;
        private final BackupOptions options;

        BackupJob(Path file, Path target, BackupOptions options) {
            this.file = file;
            this.target = target;
            this.options = options;
        }

        @Override
        public String title() {
            return Jobs.TEXTS.get("job.backup");
        }

        @Override
        public BackupResult work(Progress progress) {
            return Backup.make(file, target, options, progress);
        }

        @Override
        public void done(BackupResult result) {
            backup.ended(Optional.empty());
            String means = Jobs.TEXTS.get("backed.means", Formats.count(result.records()),
                    Formats.size(result.bytes()), result.held().toMillis(),
                    Jobs.TEXTS.get("backed." + result.diagnosis().verdict()));
            String missed = String.join("\n", result.missed().stream().map(Fault::message).toList());
            teller.accept(new Message(Tone.INFO, Jobs.TEXTS.get("backed", file.getFileName(), result.place()), means,
                    result.sha256().map(sum -> Jobs.TEXTS.get("backed.sum", sum)).orElse(""), missed));
        }

        @Override
        public void failed(TdbException why) {
            backup.ended(Optional.of(why.getMessage()));
        }

        @Override
        public void cancelled() {
            backup.ended(Optional.of(Jobs.TEXTS.get("form.cancelled")));
        }
    }

    private final class RestoreJob implements Job<Restore.Result> {

        private final Path dump;
        private final Path target;

        RestoreJob(Path dump, Path target) {
            this.dump = dump;
            this.target = target;
        }

        @Override
        public String title() {
            return Jobs.TEXTS.get("job.restore");
        }

        @Override
        public Restore.Result work(Progress progress) {
            return Importing.reading(dump, progress, read -> read.toNew(target, CreateOptions.DEFAULT,
                    FileAttributes.of(dump).withoutExecution()));
        }

        @Override
        public void done(Restore.Result result) {
            restore.ended(Optional.empty());
            teller.accept(new Message(Tone.INFO, Jobs.TEXTS.get("restored", target, Formats.count(result.records())),
                    Jobs.TEXTS.get("restored.means"), "", ""));
            opener.accept(target);
        }

        @Override
        public void failed(TdbException why) {
            restore.ended(Optional.of(why.getMessage()));
        }

        @Override
        public void cancelled() {
            restore.ended(Optional.of(Jobs.TEXTS.get("form.cancelled")));
        }
    }
}
