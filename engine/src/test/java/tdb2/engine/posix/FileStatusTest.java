package tdb2.engine.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of files by statx(2). */
final class FileStatusTest {

    @Test
    void aFileThatIsNotThereIsTellableWhateverTheCallBeforeLeftInMemory(@TempDir Path folder) {
        MemorySegment scratch = Scratch.own();
        scratch.fill((byte) 0x7F);

        assertThat(OpenFile.look(folder.resolve("missing"))).isEmpty();
    }
}
