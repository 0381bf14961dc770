package tdb2.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tdb2.engine.dialect.Surroundings;
import tdb2.engine.hash.HashChoice;
import tdb2.engine.storage.HeapStorage;
import tdb2.engine.storage.Storage;
import tdb2.engine.transaction.RecoveryState.Status;

/**
 * An undo area that a living process writes over between any two reads of it is no crash, and never shows a file that
 * nobody wrote.
 */
class RunningCommitTest {

    private static final int RECOVERY_START = 44;
    private static final int HEADER = 24;
    private static final int USED = 12;
    private static final int MAGIC = 20;

    /** A file of which each read may be the last of an image; the next image is there from then on. */
    private static final class Changing implements Storage {

        private final List<Storage> images;
        private final List<Integer> reads;
        private int image;
        private int count;

        /**
         * @param reads after how many reads each image but the last goes
         */
        Changing(List<byte[]> images, List<Integer> reads) {
            this.images = images.stream().<Storage>map(content -> new HeapStorage("live.tdb", content)).toList();
            this.reads = reads;
        }

        private Storage now() {
            if (image < reads.size() && ++count > reads.get(image)) {
                image++;
                count = 0;
            }
            return images.get(image);
        }

        boolean committing() {
            return image < images.size() - 1;
        }

        @Override
        public String name() {
            return "live.tdb";
        }

        @Override
        public long size() {
            return images.get(image).size();
        }

        @Override
        public void read(long offset, byte[] into, int at, int length) {
            now().read(offset, into, at, length);
        }

        @Override
        public long u32(long offset, ByteOrder order) {
            return now().u32(offset, order);
        }

        @Override
        public long u64(long offset, ByteOrder order) {
            return now().u64(offset, order);
        }

        @Override
        public boolean refresh() {
            return false;
        }

        @Override
        public void close() {
            // nothing is held
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 3, 40, 1000 })
    void aCommitFollowedByAnotherBetweenTwoReadsShowsTheFileBeforeOrAfter(int readsOfTheSecond) {
        byte[] first = Specimens.named("tdb1/crash-grow-half-written.tdb").content();
        byte[] second = otherwise(first);
        byte[] settled = undone(first);
        List<byte[]> images = List.of(first, second, settled);
        for (int reads = 1; reads < 400; reads++) {
            Changing storage = new Changing(images, List.of(reads, readsOfTheSecond));
            Views views = new Views(storage, new HashChoice.Automatic(),
                    new Surroundings(0, _ -> storage.committing(), false));
            View view = views.look();
            assertThat(view.recovery().faults()).as("after %d reads", reads).isEmpty();
            assertThat(view.recovery().status()).as("after %d reads", reads).isEqualTo(Status.SETTLED);
            assertThat(withoutArea(view.assembly().bytes().storage().bytes(0, settled.length)))
                    .as("after %d reads", reads).isEqualTo(withoutArea(settled));
        }
    }

    private static ByteBuffer words(byte[] image) {
        return ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The same area with its first entry parted in two, so that everything behind stands elsewhere. */
    private static byte[] otherwise(byte[] image) {
        byte[] other = image.clone();
        ByteBuffer words = words(other);
        int area = words.getInt(RECOVERY_START);
        int used = words.getInt(area + USED);
        int entry = area + HEADER;
        int length = words.getInt(entry + 4);
        int part = length / 2;
        System.arraycopy(image, entry + 8 + part, other, entry + 16 + part, used - 8 - part);
        words.putInt(entry + 4, part);
        words.putInt(entry + 8 + part, words.getInt(entry) + part).putInt(entry + 12 + part, length - part);
        words.putInt(area + USED, used + 8);
        return other;
    }

    /** What the area says is put back, and nothing is pending. */
    private static byte[] undone(byte[] image) {
        byte[] undone = image.clone();
        ByteBuffer words = words(image);
        int area = words.getInt(RECOVERY_START);
        int end = area + HEADER + words.getInt(area + USED);
        for (int entry = area + HEADER; end - entry > 8; entry += 8 + words.getInt(entry + 4)) {
            System.arraycopy(image, entry + 8, undone, words.getInt(entry), words.getInt(entry + 4));
        }
        words(undone).putInt(area + MAGIC, 0);
        return undone;
    }

    /** All but the undo area, whose leftovers are nobody's. */
    private static byte[] withoutArea(byte[] image) {
        byte[] rest = image.clone();
        int area = words(image).getInt(RECOVERY_START);
        int end = area + HEADER + words(image).getInt(area + 4);
        Arrays.fill(rest, area, Math.min(end, rest.length), (byte) 0);
        return rest;
    }
}
