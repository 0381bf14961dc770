package tdb2.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Words read together are those read one by one, wherever they stand and in whatever storage. */
class WordsTest {

    @TempDir
    private Path folder;

    @Test
    void wordsSideBySideAreThoseReadOneByOne() throws IOException {
        Random random = new Random(8);
        byte[] content = new byte[(4 << 20) + 100];
        random.nextBytes(content);
        Path file = Files.write(folder.resolve("words"), content);
        Storage heap = new HeapStorage("heap", content);
        WriteSet set = new WriteSet(heap);
        set.putU64(WriteSet.PAGE + 8, 1234, ByteOrder.LITTLE_ENDIAN);
        try (Storage mapped = FileStorage.open(file, FileOptions.standard());
                Storage positioned = FileStorage.open(file, new FileOptions(false, () -> { // everybody may read
                }))) {
            for (Storage storage : List.of(heap, set, new MemoryStorage("memory", content), mapped, positioned)) {
                for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
                    for (int i = 0; i < 3000; i++) {
                        long[] words = new long[random.nextInt(12)];
                        int edge = (i & 63) << 16; // where pages and pieces of storages end
                        int near = Math.clamp(edge + random.nextInt(200) - 100L, 0, content.length - 96);
                        assertSame(storage, order, near, words);
                    }
                }
            }
        }
    }

    private static void assertSame(Storage storage, ByteOrder order, long offset, long[] words) {
        storage.words(offset, words, order);
        for (int i = 0; i < words.length; i++) {
            assertThat(words[i]).as("%s, %s, word %d from %d", storage, order, i, offset)
                    .isEqualTo(storage.u64(offset + 8L * i, order));
        }
    }
}
