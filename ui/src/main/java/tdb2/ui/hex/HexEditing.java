package tdb2.ui.hex;

import java.awt.event.ActionEvent;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

import javax.swing.AbstractAction;
import javax.swing.Action;
import javax.swing.JComponent;
import javax.swing.JFileChooser;

import tdb2.engine.OpenOptions;
import tdb2.engine.check.Diagnosis;
import tdb2.engine.check.Finding.Severity;
import tdb2.engine.error.Fault;
import tdb2.engine.error.StorageException;
import tdb2.engine.error.TdbException;
import tdb2.engine.error.UnsupportedException;
import tdb2.engine.event.Progress;
import tdb2.engine.repair.Fix;
import tdb2.engine.repair.InPlace;
import tdb2.engine.repair.Patch;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.MessageBar.Message;
import tdb2.ui.widgets.MessageBar.Tone;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.FailureText;
import tdb2.ui.workbench.Job;

/**
 * Bytes changed by hand: staged over the file, checked there, written to a copy, or into the file after a check has said what
 * comes of it and somebody agreed. Off until it is switched on. Event thread only.
 */
final class HexEditing {

    private static final Texts TEXTS = Texts.of(HexEditing.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int HEX = 16;
    private static final int NAMED = 6;

    private final Document document;
    private final Runnable changed;
    private final LongFunction<String> owner;
    private final HexEdits edits = new HexEdits();
    private final HexEditPane pane;
    private boolean on;
    private boolean lowDigit;

    /**
     * @param owner what a byte belongs to, in words
     * @param changed told when bytes look different now
     */
    HexEditing(Document document, LongFunction<String> owner, Runnable changed) {
        this.document = document;
        this.owner = owner;
        this.changed = changed;
        pane = new HexEditPane(this);
        document.editing().bytesStagedIn(edits::count);
        tell();
    }

    JComponent component() {
        return pane;
    }

    HexEdits edits() {
        return edits;
    }

    boolean isOn() {
        return on;
    }

    /** Why bytes cannot be changed, in a sentence; empty when they can. */
    private Optional<String> refusal() {
        if (document.view().previewed()) {
            return Optional.of(TEXTS.get("edit.refused.preview"));
        }
        return document.collected().isPresent() || document.tdb().file().isEmpty()
                ? Optional.of(TEXTS.get("edit.refused.file"))
                : Optional.empty();
    }

    /** Lets bytes be typed, or no longer. */
    void turn(boolean wanted) {
        Optional<String> refused = wanted ? refusal() : Optional.empty();
        on = wanted && refused.isEmpty();
        refused.ifPresentOrElse(why -> pane.say(new Message(Tone.WARNING, TEXTS.get("edit.refused"), why, "", "")),
                pane::clear);
        tell();
    }

    /** The caret was moved: a digit typed next is the first of its byte. */
    void moved() {
        lowDigit = false;
    }

    /**
     * A character was typed over a byte.
     *
     * @return whether the byte has both digits now
     */
    boolean typed(char character, long offset, OptionalLong inFile) {
        int digit = Character.digit(character, HEX);
        if (!on || digit < 0 || inFile.isEmpty()) {
            return false;
        }
        int there = (int) inFile.getAsLong();
        int shown = edits.at(offset).orElse(there);
        int wanted = lowDigit ? (shown & 0xf0) | digit : (shown & 0x0f) | (digit << 4);
        edits.put(offset, (byte) there, (byte) wanted);
        boolean whole = lowDigit;
        lowDigit = !lowDigit;
        tell();
        return whole;
    }

    void undo() {
        edits.undo();
        lowDigit = false;
        tell();
    }

    void redo() {
        edits.redo();
        tell();
    }

    void discard() {
        edits.discard();
        tell();
    }

    private void tell() {
        pane.show(on, edits, runs());
        changed.run();
    }

    private List<Fix> runs() {
        return edits.runs("").stream()
                .map(run -> new Fix(run.offset(), run.before(), run.after(), owner.apply(run.offset()))).toList();
    }

    /** Finds out what a check would say. */
    void check() {
        start(new Checking(runs()) {
            @Override
            void found(Verdict verdict) {
                pane.say(new Message(Tone.INFO, TEXTS.get("edit.checked"), verdict.words(), "", ""), dismiss());
            }
        });
    }

    /** Writes a copy with the bytes changed. */
    void saveCopy() {
        var chooser = new JFileChooser(document.path().toAbsolutePath().getParent().toFile());
        chooser.setName("hex.copy.chooser");
        chooser.setDialogTitle(TEXTS.get("edit.copy.title"));
        chooser.setSelectedFile(new File(chooser.getCurrentDirectory(), TEXTS.get("edit.copy.name", document.name())));
        if (chooser.showSaveDialog(pane) == JFileChooser.APPROVE_OPTION) {
            saveCopy(chooser.getSelectedFile().toPath());
        }
    }

    void saveCopy(Path target) {
        var patch = new Patch(runs());
        start(new Work<Path>() {
            @Override
            Path write() throws IOException {
                patch.copy(document.path(), target);
                return target;
            }

            @Override
            public void done(Path copy) {
                pane.say(new Message(Tone.INFO, TEXTS.get("edit.copied", copy.getFileName()),
                        TEXTS.get("edit.copied.means"), "", copy.toString()), dismiss());
            }
        });
    }

    /** Says what writing into the file would do, and asks. */
    void askToWrite() {
        List<Fix> runs = runs();
        start(new Checking(runs) {
            @Override
            void found(Verdict verdict) {
                if (!verdict.readable()) {
                    pane.say(new Message(Tone.WARNING, TEXTS.get("edit.ask.unreadable", document.name()),
                            verdict.words(),
                            TEXTS.get("edit.ask.unreadable.next"), ""), dismiss());
                    return;
                }
                String places = runs.stream().map(Fix::what).distinct().limit(NAMED).collect(Collectors.joining(", "));
                pane.say(new Message(Tone.WARNING, TEXTS.get("edit.ask", edits.count(), runs.size(), document.name()),
                        TEXTS.get("edit.ask.means", places, verdict.words()),
                        TEXTS.get("edit.ask.next", document.name()), ""),
                        action("edit.write.now", () -> write(runs)), dismiss());
            }
        });
    }

    private void write(List<Fix> runs) {
        pane.clear();
        start(new Work<InPlace.Result>() {
            @Override
            InPlace.Result write() throws IOException {
                return InPlace.change(document.path(), runs, OpenOptions.WRITE.withLockTimeout(PATIENCE),
                        Progress.NONE);
            }

            @Override
            public void done(InPlace.Result result) {
                written();
                pane.say(new Message(Tone.INFO, TEXTS.get("edit.written", runs.size()), words(result.check()),
                        TEXTS.get("edit.written.next"), result.journal().map(Path::toString).orElse("")),
                        action("edit.takeBack", HexEditing.this::takeBack), dismiss());
            }
        });
    }

    private void takeBack() {
        pane.clear();
        start(new Work<List<Fix>>() {
            @Override
            List<Fix> write() throws IOException {
                return InPlace.undo(document.path(), OpenOptions.WRITE.withLockTimeout(PATIENCE));
            }

            @Override
            public void done(List<Fix> fixes) {
                written();
                pane.say(new Message(Tone.INFO, TEXTS.get("edit.takenBack"), "", "", ""), dismiss());
            }
        });
    }

    private void written() {
        edits.forget();
        tell();
        document.refresh();
    }

    private void start(Job<?> job) {
        document.jobs().enqueue(this, job);
    }

    private static String words(Diagnosis diagnosis) {
        long errors = diagnosis.findings().stream().filter(finding -> finding.severity() == Severity.ERROR).count();
        long warnings = diagnosis.findings().stream().filter(finding -> finding.severity() == Severity.WARNING).count();
        return TEXTS.get("edit.verdict." + diagnosis.verdict(), errors, warnings, diagnosis.recordsIntact(),
                diagnosis.recordsSuspect() + diagnosis.recordsUnreachable());
    }

    private Action dismiss() {
        return action("edit.dismiss", pane::clear);
    }

    private static Action action(String name, Runnable does) {
        return new AbstractAction(TEXTS.get(name)) {
            @Override
            public void actionPerformed(ActionEvent event) {
                does.run();
            }
        };
    }

    /** Work that may fail. */
    private abstract class Work<T> implements Job<T> {

        abstract T write() throws IOException;

        @Override
        public String title() {
            return TEXTS.get("job.edit");
        }

        @Override
        public T work(Progress progress) {
            try {
                return write();
            } catch (IOException e) {
                throw new StorageException(new Fault(document.name(), Fault.NOWHERE, "a file that can be written",
                        e.toString(), TEXTS.get("edit.io.advice")), e);
            }
        }

        @Override
        public void failed(TdbException why) {
            pane.say(FailureText.of(document.path(), why), dismiss());
        }
    }

    /**
     * What a check says of the file with the bytes changed.
     *
     * @param words in a sentence
     * @param readable whether the file could be opened at all
     */
    private record Verdict(String words, boolean readable) {}

    /** A check of the file with the bytes changed. */
    private abstract class Checking implements Job<Verdict> {

        private final Patch patch;

        Checking(List<Fix> fixes) {
            patch = new Patch(fixes);
        }

        /** Hears what a check says. */
        abstract void found(Verdict verdict);

        @Override
        public String title() {
            return TEXTS.get("job.edit.check");
        }

        @Override
        public Verdict work(Progress progress) {
            var file = document.tdb().file().orElseThrow(() -> new UnsupportedException(new Fault(document.name(),
                    Fault.NOWHERE, "a file", "bytes in memory", "")));
            try {
                return new Verdict(words(patch.check(file, progress)), true);
            } catch (tdb2.engine.error.CancelledException e) {
                throw e;
            } catch (TdbException e) {
                return new Verdict(TEXTS.get("edit.verdict.unreadable", e.fault().message()), false);
            }
        }

        @Override
        public void done(Verdict verdict) {
            found(verdict);
        }

        @Override
        public void failed(TdbException why) {
            pane.say(FailureText.of(document.path(), why), dismiss());
        }
    }
}
