package tdb2.ui.repair;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.text.JTextComponent;
import org.assertj.swing.edt.FailOnThreadViolationRepaintManager;
import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tdb2.engine.CreateOptions;
import tdb2.engine.Tdb;
import tdb2.engine.format.Dialect;
import tdb2.ui.Browser;
import tdb2.ui.testing.EventThreadGuard;
import tdb2.ui.testing.Stage;
import tdb2.ui.testing.ViewStand;
import tdb2.ui.workbench.JobHandle;
import tdb2.ui.workbench.Jobs;
import tdb2.ui.workbench.Settings;
import tdb2.ui.workbench.ViewIds;

/**
 * Checks, repairs, backups and restores are cancelled in the whole window as soon as they are at work: nothing is left
 * where their result was to be, and the file is as it was.
 */
@ExtendWith(EventThreadGuard.class)
class CancelledRescueTest {

    /** So many that no job is over before it is cancelled. */
    private static final int RECORDS = 20_000;
    private static final int CHAINS = 1_009;

    @TempDir
    private static Path made;
    private static byte[] content;

    @TempDir
    private Path folder;

    private final Set<JobHandle> begun = ConcurrentHashMap.newKeySet();
    private Path file;
    private Stage stage;

    @BeforeAll
    static void makeALargeFile() throws IOException {
        FailOnThreadViolationRepaintManager.install();
        Path large = made.resolve("many.tdb");
        try (Tdb tdb = Tdb.create(large, CreateOptions.DEFAULT.withDialect(Dialect.TDB1).withHashSize(CHAINS))) {
            for (int i = 0; i < RECORDS; i++) {
                tdb.store(("key " + i).getBytes(UTF_8), new byte[8]);
            }
        }
        content = Files.readAllBytes(large);
    }

    @BeforeEach
    void openWindow() {
        stage = new Stage(() -> Browser.window(Settings.inMemory()));
    }

    private void open(byte[] bytes) throws IOException {
        file = Files.write(folder.resolve("many.tdb"), bytes);
        stage.open(file);
    }

    /** The heads of all chains are gone: the index leads nowhere. */
    private static byte[] withoutTable() {
        byte[] bytes = content.clone();
        Arrays.fill(bytes, 168, 168 + 4 * CHAINS, (byte) 0);
        return bytes;
    }

    @AfterEach
    void closeWindow() {
        stage.close();
    }

    private void awaitText(String name, String text) {
        ViewStand.await(name + " says " + text,
                () -> stage.shown(name, JComponent.class).filter(found -> text(found).contains(text)).isPresent());
    }

    private static String text(JComponent shown) {
        return switch (shown) {
            case JLabel label -> label.getText();
            case JTextComponent component -> component.getText();
            default -> "";
        };
    }

    private void type(String field, Path path) {
        stage.awaitFocus(field);
        stage.window().textBox(field).deleteText().enterText(path.toString());
    }

    /** Presses a key, and cancels each job that it begins in the moment in which the job is at work. */
    private void pressAndCancel(String key) {
        Jobs jobs = stage.workbench().jobs();
        Jobs.Listener canceller = new Jobs.Listener() {
            @Override
            public void changed() {
                jobs.active().stream().filter(begun::add).forEach(CancelledRescueTest::cancelAtWork);
            }
        };
        GuiActionRunner.execute(() -> jobs.addListener(canceller));
        stage.press(key);
        ViewStand.await("it began and is over", () -> !begun.isEmpty() && jobs.active().isEmpty());
        GuiActionRunner.execute(() -> jobs.removeListener(canceller));
        assertThat(begun).extracting(JobHandle::state).containsOnly(JobHandle.State.CANCELLED);
    }

    private static void cancelAtWork(JobHandle job) {
        Thread.ofPlatform().daemon().start(() -> {
            while (job.state() == JobHandle.State.WAITING) {
                Thread.onSpinWait();
            }
            job.cancel();
        });
    }

    private void nothingIsLeftAndNothingChanged(byte[] before) throws IOException {
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void aCheckSaysThatNothingWasChecked() throws IOException {
        open(content);
        stage.press("ctrl shift H");
        stage.awaitActive(ViewIds.REPAIR);
        pressAndCancel("F7");
        awaitText("check.answer", "Not checked yet");
        nothingIsLeftAndNothingChanged(content);
    }

    @Test
    void aBackupLeavesNoHalfCopy() throws IOException {
        open(content);
        stage.press("shift F7");
        type("backup.target", folder.resolve("copy.tdb"));
        pressAndCancel("ENTER");
        awaitText("backup.problem", "It was cancelled");
        nothingIsLeftAndNothingChanged(content);
    }

    @Test
    void aBackupThatIsCancelledLeavesTheOneThatWasThere() throws IOException {
        open(content);
        Path older = Files.write(folder.resolve("copy.tdb"), content);
        stage.press("shift F7");
        type("backup.target", older);
        pressAndCancel("ENTER");
        awaitText("backup.problem", "It was cancelled");
        assertThat(Files.readAllBytes(older)).isEqualTo(content);
        Files.delete(older);
        nothingIsLeftAndNothingChanged(content);
    }

    @Test
    void aPlanOfARepairCanBeAskedForAgainAndItsCopyLeavesNothing() throws IOException {
        byte[] broken = withoutTable();
        open(broken);
        stage.press("ctrl shift H");
        stage.awaitActive(ViewIds.REPAIR);
        pressAndCancel("F9");
        assertThat(stage.shown("repair.steps", JComponent.class)).isEmpty();
        begun.clear();
        stage.press("F9");
        stage.awaitFocus("repair.steps");
        stage.press("shift F9");
        type("repair.target", folder.resolve("copy.tdb"));
        pressAndCancel("ENTER");
        awaitText("repair.problem", "It was cancelled");
        assertThat(stage.shown("repair.steps", JComponent.class)).as("the plan stands").isPresent();
        nothingIsLeftAndNothingChanged(broken);
    }

    @Test
    void aRestoreLeavesNoHalfDatabase() throws IOException {
        open(content);
        StringBuilder text = new StringBuilder("key,value\n");
        for (int i = 0; i < RECORDS; i++) {
            text.append("key ").append(i).append(",value\n");
        }
        Path dump = Files.writeString(made.resolve("many.csv"), text);
        stage.press("ctrl shift N");
        type("restore.dump", dump);
        stage.window().textBox("restore.target").deleteText().enterText(folder.resolve("new.tdb").toString());
        pressAndCancel("ENTER");
        awaitText("restore.problem", "It was cancelled");
        nothingIsLeftAndNothingChanged(content);
    }
}
