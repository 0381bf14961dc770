package tdb2.engine.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tdb2.engine.OpenOptions;
import tdb2.engine.Specimens;
import tdb2.engine.Tdb;
import tdb2.engine.check.Diagnosis;
import tdb2.engine.error.NotATdbException;
import tdb2.engine.error.RefusedException;
import tdb2.engine.event.Progress;
import tdb2.engine.storage.HeapStorage;

/** Bytes changed by hand: checked before they are anywhere, written to a copy, or into the file with a way back. */
class PatchTest {

    @TempDir
    private Path folder;
    private Path file;
    private byte[] original;
    private Fix fix;

    @BeforeEach
    void takeAFileAndBreakARecordOfIt() throws IOException {
        original = Specimens.named("zoned/three.tdb").content();
        file = Files.write(folder.resolve("three.tdb"), original);
        try (Tdb tdb = Tdb.of("three", original, OpenOptions.DEFAULT)) {
            var region = tdb.regions(Progress.NONE);
            long[] record = new long[1];
            region.forEach(0, Progress.NONE, found -> {
                record[0] = found instanceof tdb2.engine.inspect.Region.Record ? found.offset() : 0;
                return record[0] == 0;
            });
            byte there = original[(int) record[0] + 7];
            fix = new Fix(record[0] + 7, new byte[] { there }, new byte[] { (byte) ~there }, "by hand");
        }
    }

    @Test
    void aCheckSaysWhatTheBytesWouldDo() throws IOException {
        Diagnosis with = new Patch(List.of(fix)).check(new HeapStorage("three", original), Progress.NONE);
        assertThat(with.verdict()).isEqualTo(Diagnosis.Verdict.DAMAGED);
        assertThat(new Patch(List.of()).check(new HeapStorage("three", original), Progress.NONE).verdict())
                .isEqualTo(Diagnosis.Verdict.SOUND);
        assertThat(Files.readAllBytes(file)).isEqualTo(original);
    }

    @Test
    void aCopyHasThemAndTheFileHasNot() throws IOException {
        Path copy = folder.resolve("copy.tdb");
        new Patch(List.of(fix)).copy(file, copy);
        assertThat(Files.readAllBytes(file)).isEqualTo(original);
        assertThat(Files.readAllBytes(copy)).isEqualTo(changed());
        assertThatThrownBy(() -> new Patch(List.of(fix)).copy(file, copy)).isInstanceOf(RefusedException.class);
    }

    @Test
    void whatIsWrittenIntoTheFileCanBeTakenBack() throws IOException {
        var result = InPlace.change(file, List.of(fix), OpenOptions.WRITE, Progress.NONE);
        assertThat(Files.readAllBytes(file)).isEqualTo(changed());
        assertThat(result.journal()).hasValueSatisfying(journal -> assertThat(journal).exists());
        assertThat(result.check().verdict()).isEqualTo(Diagnosis.Verdict.DAMAGED);
        InPlace.undo(file, OpenOptions.WRITE);
        assertThat(Files.readAllBytes(file)).isEqualTo(original);
        assertThat(folder.resolve("three.tdb.undo")).doesNotExist();
    }

    @Test
    void bytesThatOthersWroteSinceAreLeftAlone() throws IOException {
        byte[] others = original.clone();
        others[(int) fix.offset()] ^= 0x55;
        Files.write(file, others);
        assertThatThrownBy(() -> InPlace.change(file, List.of(fix), OpenOptions.WRITE, Progress.NONE))
                .isInstanceOf(RefusedException.class).hasMessageContaining("somebody wrote since");
        assertThat(Files.readAllBytes(file)).isEqualTo(others);
        assertThat(folder.resolve("three.tdb.undo")).doesNotExist();
    }

    @Test
    void bytesThatWouldMakeTheFileUnreadableAreNotWrittenIntoIt() throws IOException {
        var header = new Fix(0, new byte[] { original[0] }, new byte[] { 'x' }, "by hand");
        assertThatThrownBy(() -> InPlace.change(file, List.of(header), OpenOptions.WRITE, Progress.NONE))
                .isInstanceOf(NotATdbException.class);
        assertThat(Files.readAllBytes(file)).isEqualTo(original);
        assertThat(folder.resolve("three.tdb.undo")).doesNotExist();
    }

    private byte[] changed() {
        byte[] wanted = original.clone();
        wanted[(int) fix.offset()] = fix.after()[0];
        return wanted;
    }
}
