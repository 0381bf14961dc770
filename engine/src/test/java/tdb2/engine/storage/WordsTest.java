package tdb2.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Words read together are those of the bytes, wherever they stand and in whatever storage. */
class WordsTest {

    @TempDir
    private Path folder;

    @Test
    void wordsSideBySideAreThoseOfTheBytes() throws IOException {
        byte[] content = new byte[(4 << 20) + 100];
        new Random(8).nextBytes(content);
        Path file = Files.write(folder.resolve("words"), content);
        Storage heap = new HeapStorage("heap", content.clone());
        WriteSet set = new WriteSet(heap);
        set.putU64(WriteSet.PAGE + 8, 1234, ByteOrder.LITTLE_ENDIAN);
        byte[] changed = content.clone();
        ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putLong(WriteSet.PAGE + 8, 1234);
        assertReads(heap, content);
        assertReads(set, changed);
        assertReads(new MemoryStorage("memory", content), content);
        try (Storage mapped = FileStorage.open(file, FileOptions.standard());
                Storage positioned = FileStorage.open(file, new FileOptions(false, () -> { // everybody may read
                }))) {
            assertReads(mapped, content);
            assertReads(positioned, content);
        }
    }

    private static void assertReads(Storage storage, byte[] content) {
        Random random = new Random(9);
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            for (int i = 0; i < 3000; i++) {
                long[] words = new long[random.nextInt(12)];
                int edge = (i & 63) << 16; // where pages and pieces of storages end
                int offset = Math.clamp(edge + random.nextInt(200) - 100L, 0, content.length - 96);
                storage.words(offset, words, order);
                long[] expected = new long[words.length];
                ByteBuffer.wrap(content, offset, 8 * words.length).order(order).asLongBuffer().get(expected);
                assertThat(words).as("%s, %s, from %d", storage, order, offset).isEqualTo(expected);
            }
        }
    }
}
