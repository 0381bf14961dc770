package tdb2.ui.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

import javax.swing.AbstractButton;
import javax.swing.JComponent;
import javax.swing.JLabel;

import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.Test;

import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.lock.LockBackend;
import tdb2.ui.testing.ViewStand;

/** Saving changed records, and what is asked before they would be lost, by keyboard alone. */
class SavingByKeyboardTest extends EditedFile {

    @Test
    void aSaveThatFailsLeavesTheFileAsItWasAndTheEditsStaged() throws Exception {
        openFile();
        change("apple", "mine");
        delete("banana");
        byte[] before = Files.readAllBytes(file);
        Path away = folder.resolve("away.tdb");
        Files.move(file, away);
        Files.createDirectory(file);
        stage.press("ctrl S");
        ViewStand.await("the failure", () -> stage.shown("edits.message", JComponent.class).filter(
                message -> message.getAccessibleContext().getAccessibleName().startsWith("Saving did not work"))
                .isPresent());
        assertThat(staged()).isEqualTo(2);
        assertThat(Files.readAllBytes(away)).isEqualTo(before);
        Files.delete(file);
        Files.move(away, file);
        stage.press("ctrl S");
        awaitSaved();
        assertThat(inFile("apple")).contains("mine");
    }

    @Test
    void aSaveThatWaitsForALockTellsSoAndIsCancelled() throws Exception {
        openFile();
        change("apple", "mine");
        delete("banana");
        try (Tdb other = Tdb.open(file, OpenOptions.WRITE); var transaction = other.begin()) {
            transaction.store(bytes("cherry"), bytes("c"));
            stage.press("ctrl S");
            ViewStand.await("it waits", () -> stage.shown("status.activity", JLabel.class)
                    .filter(label -> label.getText().contains("waits for")).isPresent());
            ViewStand.await("a way to cancel", () -> stage.shown("status.cancel", AbstractButton.class).isPresent());
            GuiActionRunner.execute(() -> stage.workbench().jobs().active().forEach(job -> job.cancel()));
            ViewStand.await("it is cancelled", () -> stage.shown("edits.message", JComponent.class).filter(
                    message -> message.getAccessibleContext().getAccessibleName().startsWith("Saving was cancelled"))
                    .isPresent());
            transaction.commit();
        }
        assertThat(inFile("apple")).contains("apple pie");
        assertThat(staged()).isEqualTo(2);
    }

    @Test
    void theBadgeTellsOfTheTransactionAndTheLocksWhileSaving() {
        openFile();
        change("apple", "mine");
        delete("banana");
        try (Tdb other = Tdb.open(file, OpenOptions.WRITE)) {
            try (var lock = other.locks().lock(LockBackend.Mode.READ, bytes("cherry"))) {
                assertThat(lock).isNotNull();
                stage.press("ctrl S");
                ViewStand.await("a transaction", () -> badge().equals("TRANSACTION"));
                ViewStand.await("its locks", () -> stage.shown("status.activity", JLabel.class)
                        .filter(label -> label.getText().contains("holds transaction")).isPresent());
            }
        }
        awaitSaved();
        ViewStand.await("badge", () -> badge().equals("READ-ONLY"));
        assertThat(inFile("apple")).contains("mine");
    }

    @Test
    void deletingSeveralRecordsAtOnceAndChangingOthersIsOneTransactionEach() {
        openFile();
        change("apple", "mine");
        change("cherry", "mine too");
        stage.press("ctrl S");
        awaitSaved();
        ViewStand.await("badge", () -> badge().equals("READ-ONLY"));
        assertThat(transactions()).isEqualTo(1);
        goToTable();
        stage.press("ctrl A");
        stage.press("DELETE");
        ViewStand.await("all are staged", () -> staged() == 3);
        stage.press("ctrl S");
        awaitSaved();
        ViewStand.await("badge", () -> badge().equals("READ-ONLY"));
        assertThat(inFile("banana")).isEmpty();
        assertThat(transactions()).isEqualTo(2);
    }

    private long transactions() {
        try (Tdb tdb = Tdb.open(file)) {
            return ((Tdb2Header) tdb.refresh().header()).committed();
        }
    }

    @Test
    void closingAsksForWhatIsNotSaved() {
        openFile();
        delete("apple");
        stage.press("ctrl W");
        awaitFocus("ask.askSave");
        stage.press("ESCAPE");
        ViewStand.await("no question", () -> stage.shown("ask.askSave", JComponent.class).isEmpty());
        assertThat(staged()).isEqualTo(1);
        stage.press("ctrl W");
        awaitFocus("ask.askSave");
        stage.press("SPACE");
        ViewStand.await("closed", () -> stage.workbench().files().all().isEmpty());
        assertThat(inFile("apple")).isEmpty();
    }

    @Test
    void endingTheProgramAsksToo() {
        openFile();
        delete("apple");
        stage.press("ctrl Q");
        awaitFocus("ask.askSave");
        assertThat(GuiActionRunner.execute(() -> stage.workbench().frame().isShowing())).isTrue();
        stage.press("RIGHT");
        awaitFocus("ask.askDiscard");
        stage.press("SPACE");
        ViewStand.await("the window is gone", () -> !stage.workbench().frame().isDisplayable());
        assertThat(inFile("apple")).contains("apple pie");
    }
}
