package tdb2.ui.workbench;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import tdb2.engine.RepackResult;
import tdb2.engine.inspect.RepackEstimate;
import tdb2.ui.theme.Formats;
import tdb2.ui.widgets.MessageBar.Message;
import tdb2.ui.widgets.MessageBar.Tone;
import tdb2.ui.workbench.AskBar.Answer;

/**
 * What the window does to files beyond showing them: saves edits, asks before it closes what is not saved, makes new
 * files and backups, repacks and checks. Event thread only.
 */
final class FileWork implements OpenFiles.Listener {

    private final Workbench workbench;
    private final AskBar ask = new AskBar();
    private final NewFileBar making;
    private final Copies copies;
    private final Conversion conversion;
    private final Importing importing;

    FileWork(Workbench workbench, Jobs jobs) {
        this.workbench = workbench;
        making = new NewFileBar(jobs.queue(""), path -> workbench.open(List.of(path)));
        Consumer<Message> teller = told -> ask.ask(told, new Answer("askClose", () -> {}));
        Consumer<Path> opener = path -> workbench.open(List.of(path));
        copies = new Copies(jobs.queue(""), teller, opener);
        conversion = new Conversion(teller, opener);
        importing = new Importing(teller);
    }

    /** Asks above the views. */
    AskBar askBar() {
        return ask;
    }

    /** Asks above the views what a new file is to be. */
    NewFileBar newFileBar() {
        return making;
    }

    /** Asks above the views where backups, what was dumped and what is converted go. */
    List<PathForm> forms() {
        return Stream.concat(copies.forms().stream(), Stream.of(conversion.form(), importing.form())).toList();
    }

    /** Where saving went wrong, or needs the user, the edits come to the front. */
    @Override
    public void changed(OpenFile file) {
        file.document().ifPresent(document -> {
            Saving saving = document.editing().saving();
            saving.addListener(() -> tell(file, saving.state()));
            Repacking repacking = document.editing().repacking();
            repacking.addListener(() -> tell(document, repacking.state()));
            Recovering recovering = document.editing().recovering();
            recovering.addListener(() -> {
                if (recovering.state() instanceof Recovering.State.Copied(Path copy)) {
                    workbench.open(List.of(copy));
                }
            });
        });
    }

    private void tell(OpenFile file, Saving.State state) {
        switch (state) {
            case Saving.State.Conflicting _,Saving.State.Failed _,Saving.State.Cancelled _ -> {
                workbench.files().activate(file);
                workbench.reveal(ViewIds.EDITS);
            }
            case Saving.State.Saved(int edits) -> workbench.log().add(file.name(),
                    Jobs.TEXTS.get("log.saved", edits), file.path().toString());
            case Saving.State.Idle _,Saving.State.Running _ -> {
                // nothing to say
            }
        }
    }

    private Optional<Document> front() {
        return workbench.files().active().flatMap(OpenFile::document);
    }

    private void onFront(Consumer<Editing> what) {
        front().map(Document::editing).ifPresent(what);
    }

    /** While a transaction is open edits are in that, and the user commits it himself. */
    void save() {
        onFront(editing -> {
            if (editing.transacting().isOpen()) {
                workbench.reveal(ViewIds.TRANSACTIONS);
            } else {
                editing.saving().save();
            }
        });
    }

    void undo() {
        onFront(editing -> editing.history().undo());
    }

    void redo() {
        onFront(editing -> editing.history().redo());
    }

    void check() {
        front().ifPresent(document -> {
            workbench.reveal(ViewIds.FAULTS);
            document.checkup().start();
        });
    }

    /** Asks what a new file is to be. */
    void create() {
        making.open(folder());
    }

    void backup() {
        front().ifPresent(copies::askBackup);
    }

    void convert() {
        front().ifPresent(conversion::ask);
    }

    void restore() {
        copies.askRestore(folder());
    }

    void importRecords() {
        front().ifPresent(importing::ask);
    }

    /** Where the file in front is, or the one that was open last. */
    private Path folder() {
        return front().map(document -> document.path().getParent())
                .or(() -> workbench.settings().recent().stream().findFirst().map(Path::getParent))
                .orElseGet(() -> Path.of(System.getProperty("user.home")));
    }

    /** Closes a file; asks first when edits would be lost. */
    void close(OpenFile file) {
        List<Document> typed = typedOver(file.document().stream());
        if (typed.isEmpty()) {
            closeRecords(file);
        } else {
            workbench.files().activate(file);
            askBytes(typed, () -> closeRecords(file));
        }
    }

    private static List<Document> typedOver(Stream<Document> documents) {
        return documents.filter(document -> document.editing().stagedBytes() > 0).toList();
    }

    /** Where bytes typed over a file are to be written, only the hex view asks. */
    private void askBytes(List<Document> typed, Runnable close) {
        ask.ask(new Message(Tone.WARNING, Jobs.TEXTS.get("ask.bytes",
                String.join(", ", typed.stream().map(Document::name).toList()),
                typed.stream().mapToInt(document -> document.editing().stagedBytes()).sum()),
                Jobs.TEXTS.get("ask.bytes.means"), "", ""),
                new Answer("askShowBytes", () -> workbench.reveal(ViewIds.HEX)), new Answer("askDiscard", close),
                new Answer("askCancel", () -> {}));
    }

    private void closeRecords(OpenFile file) {
        Optional<Editing> unsaved = file.document().map(Document::editing).filter(Editing::isUnsaved);
        if (unsaved.isEmpty()) {
            workbench.files().close(file);
            return;
        }
        workbench.files().activate(file);
        Editing editing = unsaved.get();
        if (editing.transacting().isOpen()) {
            askTransaction(file.name(), () -> workbench.files().close(file));
            return;
        }
        ask.ask(new Message(Tone.WARNING, Jobs.TEXTS.get("ask.unsaved", file.name(), editing.history().now().count()),
                Jobs.TEXTS.get("ask.unsaved.means"), "", ""),
                new Answer("askSave", () -> editing.saving().save(() -> workbench.files().close(file))),
                new Answer("askDiscard", () -> {
                    editing.history().forget();
                    workbench.files().close(file);
                }), new Answer("askCancel", () -> {}));
    }

    /** Nobody's transaction is committed for him: closing gives it up, or does not happen. */
    private void askTransaction(String names, Runnable close) {
        ask.ask(new Message(Tone.WARNING, Jobs.TEXTS.get("ask.transaction", names),
                Jobs.TEXTS.get("ask.transaction.means"), "", ""), new Answer("askCancelTransaction", close),
                new Answer("askStay", () -> {}));
    }

    /** Ends the program; asks first when edits would be lost. */
    void quit() {
        List<Document> typed = typedOver(workbench.files().all().stream().flatMap(file -> file.document().stream()));
        if (typed.isEmpty()) {
            quitRecords();
        } else {
            askBytes(typed, this::quitRecords);
        }
    }

    private void quitRecords() {
        List<Document> unsaved = workbench.files().all().stream().flatMap(file -> file.document().stream())
                .filter(document -> document.editing().isUnsaved()).toList();
        if (unsaved.isEmpty()) {
            workbench.quit();
            return;
        }
        List<String> open = unsaved.stream().filter(document -> document.editing().transacting().isOpen())
                .map(Document::name).toList();
        if (!open.isEmpty()) {
            askTransaction(String.join(", ", open), workbench::quit);
            return;
        }
        String names = String.join(", ", unsaved.stream().map(Document::name).toList());
        ask.ask(new Message(Tone.WARNING, Jobs.TEXTS.get("ask.quit", unsaved.size(), names),
                Jobs.TEXTS.get("ask.unsaved.means"), "", ""),
                new Answer("askSave", () -> saveAll(new ArrayDeque<>(unsaved))),
                new Answer("askDiscard", workbench::quit), new Answer("askCancel", () -> {}));
    }

    /** One file after the other; the window closes behind the last, and stays where one cannot be saved. */
    private void saveAll(Deque<Document> files) {
        if (files.isEmpty()) {
            workbench.quit();
        } else {
            files.pop().editing().saving().save(() -> saveAll(files));
        }
    }

    private static String said(RepackEstimate one) {
        return one.gain() > 0
                ? Jobs.TEXTS.get("ask.repack.estimate", Formats.size(one.now()), Formats.size(one.expected()),
                        Formats.size(one.gain()), Formats.percent((double) one.gain() / one.now()))
                : Jobs.TEXTS.get("ask.repack.longer", Formats.size(one.now()), Formats.size(one.expected()));
    }

    /** Asks whether the file in front is to be repacked, with what it would give. */
    void repack() {
        front().filter(document -> document.editing().repacking().refusal().isEmpty()).ifPresent(document -> {
            Repacking repacking = document.editing().repacking();
            String estimate = repacking.estimate()
                    .map(FileWork::said)
                    .orElseGet(() -> Jobs.TEXTS.get("ask.repack.unknown", Formats.size(document.view().size())));
            ask.ask(new Message(Tone.INFO, Jobs.TEXTS.get("ask.repack", document.name()), estimate,
                    Jobs.TEXTS.get("ask.repack.next"), ""), new Answer("askRepack", repacking::start),
                    new Answer("askCancel", () -> {}));
        });
    }

    private void tell(Document document, Repacking.State state) {
        var close = new Answer("askClose", () -> {});
        switch (state) {
            case Repacking.State.Repacked(RepackResult(long before, long after, long records)) -> ask.ask(
                    new Message(Tone.INFO, Jobs.TEXTS.get("repacked", document.name(), Formats.size(before),
                            Formats.size(after)),
                            Jobs.TEXTS.get("repacked.means", Formats.count(records),
                                    Formats.size(Math.max(0, before - after)), Formats.sizeTip(after)),
                            "", ""),
                    close);
            case Repacking.State.Failed(var why) -> ask.ask(Message.of(Jobs.TEXTS.get("repack.failed",
                    document.name()), Jobs.TEXTS.get("repack.unchanged"), why.fault()), close);
            case Repacking.State.Cancelled() -> ask.ask(new Message(Tone.INFO,
                    Jobs.TEXTS.get("repack.cancelled", document.name()), Jobs.TEXTS.get("repack.unchanged"), "", ""),
                    close);
            case Repacking.State.Idle _,Repacking.State.Running _ -> {
                // nothing to say
            }
        }
    }
}
