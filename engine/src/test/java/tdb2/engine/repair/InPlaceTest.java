package tdb2.engine.repair;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tdb2.engine.CreateOptions;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.error.RefusedException;
import tdb2.engine.event.Progress;
import tdb2.engine.format.RecordHeader;

/** What is put right in a file itself is what cannot be anything else. */
class InPlaceTest {

    private static final byte[] KEY = "key".getBytes(UTF_8);
    private static final int WORD = 8;

    @TempDir
    private Path folder;
    private Path file;
    private byte[] value;
    private RecordHeader record;

    @BeforeEach
    void aRecordWithPaddingBetweenOthers() {
        file = folder.resolve("a.tdb");
        value = new byte[202];
        Arrays.fill(value, (byte) 'v');
        try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT.withOrder(ByteOrder.LITTLE_ENDIAN))) {
            for (int i = 0; i < 20; i++) {
                tdb.store("other %d".formatted(i).getBytes(UTF_8), value);
                tdb.store(i == 10 ? KEY : "further %d".formatted(i).getBytes(UTF_8), value);
            }
            record = tdb.find(KEY).orElseThrow().header();
            assertThat(record.padding()).isPositive();
        }
    }

    private byte[] changed(long offset, byte by) throws IOException {
        byte[] content = Files.readAllBytes(file);
        content[(int) offset] = by;
        Files.write(file, content);
        return content;
    }

    @Test
    void paddingIsClearedBehindAValueWhoseLengthIsCertainAndThatIsTakenBack() throws IOException {
        byte[] damaged = changed(record.paddingOffset(), (byte) 9);
        assertThat(InPlace.repair(file, OpenOptions.WRITE, Progress.NONE).fixes()).singleElement()
                .satisfies(fix -> assertThat(fix.offset()).isEqualTo(record.paddingOffset()));
        try (Tdb tdb = Tdb.open(file)) {
            assertThat(tdb.fetch(KEY)).hasValue(value);
        }
        InPlace.undo(file, OpenOptions.WRITE);
        assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
    }

    @Test
    void aByteOfAValueWhoseLengthIsTooSmallIsNotTakenForPadding() throws IOException {
        byte[] content = Files.readAllBytes(file);
        ByteBuffer words = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        int lengths = (int) record.offset() + WORD;
        int keyBits = 2 * (int) (words.getLong((int) record.offset()) >>> 43 & 0x1F);
        words.putLong(lengths, words.getLong(lengths) - ((long) WORD << keyBits));
        Files.write(file, content);
        assertThatThrownBy(() -> InPlace.repair(file, OpenOptions.WRITE, Progress.NONE))
                .isInstanceOf(RefusedException.class).hasMessageContaining("ends where nothing begins");
        assertThat(Files.readAllBytes(file)).isEqualTo(content);
    }
}
