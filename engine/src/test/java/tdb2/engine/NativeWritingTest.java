package tdb2.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tdb2.engine.error.RefusedException;
import tdb2.engine.error.StorageException;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.Waiting;

/** Storing, reading and deleting on native files, on disk and in memory. */
class NativeWritingTest {

    @TempDir
    private Path directory;

    /** Notes what is waited for and leaves the rest to the engine's own locks. */
    private record Noting(LockBackend own, List<ByteRange> noted) implements LockBackend {

        @Override
        public boolean tryLock(ByteRange range, Mode mode) {
            return own.tryLock(range, mode);
        }

        @Override
        public void lock(ByteRange range, Mode mode, Waiting waiting) {
            noted.add(range);
            own.lock(range, mode, waiting);
        }

        @Override
        public void unlock(ByteRange range) {
            own.unlock(range);
        }

        @Override
        public boolean wouldBlock(ByteRange range, Mode mode) {
            return own.wouldBlock(range, mode);
        }

        @Override
        public LockBackend ownedBy(Object owner) {
            return new Noting(own.ownedBy(owner), noted);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static Tdb fresh() {
        return Tdb.inMemory("fresh", CreateOptions.DEFAULT);
    }

    @Test
    void aNewFileIsEmptyAndSound() {
        try (Tdb tdb = fresh()) {
            assertThat(tdb.fetch(bytes("key"))).isEmpty();
            assertThat(tdb.firstKey()).isEmpty();
            assertThat(tdb.regions((_, _) -> false).faults()).isEmpty();
        }
    }

    @Test
    void whatWasStoredIsThereWhenTheFileIsOpenedAgain() {
        Path file = directory.resolve("new.tdb");
        try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT.withOrder(ByteOrder.BIG_ENDIAN))) {
            tdb.store(bytes("key"), bytes("value"));
        }
        try (Tdb tdb = Tdb.open(file)) {
            assertThat(tdb.fetch(bytes("key"))).hasValue(bytes("value"));
            assertThat(tdb.view().header().order()).isEqualTo(ByteOrder.BIG_ENDIAN);
        }
    }

    @Test
    void insertAndModifyMindWhetherTheKeyIsThere() {
        try (Tdb tdb = fresh()) {
            assertThat(tdb.store(bytes("k"), Content.of(bytes("1")), StoreMode.MODIFY)).isFalse();
            assertThat(tdb.store(bytes("k"), Content.of(bytes("2")), StoreMode.INSERT)).isTrue();
            assertThat(tdb.store(bytes("k"), Content.of(bytes("3")), StoreMode.INSERT)).isFalse();
            assertThat(tdb.fetch(bytes("k"))).hasValue(bytes("2"));
            assertThat(tdb.store(bytes("k"), Content.of(bytes("4")), StoreMode.MODIFY)).isTrue();
            assertThat(tdb.fetch(bytes("k"))).hasValue(bytes("4"));
        }
    }

    @Test
    void appendedBytesFollowTheValue() {
        try (Tdb tdb = fresh()) {
            byte[] expected = new byte[0];
            for (int i = 0; i < 300; i++) {
                byte[] more = new byte[i % 23];
                Arrays.fill(more, (byte) i);
                tdb.append(bytes("k"), Content.of(more));
                int length = expected.length;
                expected = Arrays.copyOf(expected, length + more.length);
                System.arraycopy(more, 0, expected, length, more.length);
                assertThat(tdb.fetch(bytes("k"))).hasValue(expected);
            }
        }
    }

    @Test
    void aDeletedRecordIsGoneAndDeletingItAgainFindsNothing() {
        try (Tdb tdb = fresh()) {
            assertThat(tdb.delete(bytes("k"))).isFalse();
            tdb.store(bytes("k"), bytes("v"));
            assertThat(tdb.exists(bytes("k"))).isTrue();
            assertThat(tdb.delete(bytes("k"))).isTrue();
            assertThat(tdb.exists(bytes("k"))).isFalse();
            assertThat(tdb.delete(bytes("k"))).isFalse();
        }
    }

    @Test
    void traversalPassesEachRecordOnceAndMayDeleteThem() {
        try (Tdb tdb = fresh()) {
            for (int i = 0; i < 2000; i++) {
                tdb.store(bytes("key " + i), bytes("value"));
            }
            List<String> seen = new ArrayList<>();
            tdb.traverse(Fetch.KEYS, entry -> seen.add(new String(entry.key(), UTF_8)));
            assertThat(seen).hasSize(2000).doesNotHaveDuplicates();
            tdb.traverse(Fetch.KEYS, entry -> tdb.delete(entry.key()));
            tdb.traverse(Fetch.KEYS, entry -> tdb.delete(entry.key()));
            assertThat(tdb.firstKey()).isEmpty();
        }
    }

    @Test
    void firstAndNextKeyLeadThroughAllKeys() {
        try (Tdb tdb = fresh()) {
            TreeSet<String> expected = new TreeSet<>();
            for (int i = 0; i < 1000; i++) {
                tdb.store(bytes("key " + i), bytes("value"));
                expected.add("key " + i);
            }
            TreeSet<String> seen = new TreeSet<>();
            var key = tdb.firstKey();
            while (key.isPresent()) {
                assertThat(seen.add(new String(key.get(), UTF_8))).isTrue();
                key = tdb.nextKey(key.get());
            }
            assertThat(seen).isEqualTo(expected);
        }
    }

    @Test
    void wipingLeavesAnEmptyFileWhoseRoomIsUsedAgain() {
        try (Tdb tdb = fresh()) {
            for (int i = 0; i < 1000; i++) {
                tdb.store(bytes("key " + i), new byte[i]);
            }
            long size = tdb.refresh().size();
            tdb.wipe();
            assertThat(tdb.firstKey()).isEmpty();
            for (int i = 0; i < 1000; i++) {
                tdb.store(bytes("other " + i), new byte[i]);
            }
            assertThat(tdb.refresh().size()).isLessThanOrEqualTo(size + size / 16);
            assertThat(tdb.regions((_, _) -> false).faults()).isEmpty();
        }
    }

    @Test
    void aViewOfAValueIsDeadAfterTheCall() {
        try (Tdb tdb = fresh()) {
            tdb.store(bytes("k"), bytes("value"));
            ValueView[] kept = new ValueView[1];
            int first = tdb.parse(bytes("k"), view -> {
                kept[0] = view;
                return view.at(0);
            }).orElseThrow();
            assertThat(first).isEqualTo('v');
            assertThatThrownBy(kept[0]::length).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(kept[0]::bytes).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void sequenceNumberCountsChangesWhileItsFlagIsOn() {
        try (Tdb tdb = fresh()) {
            tdb.store(bytes("a"), bytes("1"));
            assertThat(tdb.seqnum()).isZero();
            tdb.add(Flag.SEQNUM);
            tdb.store(bytes("a"), bytes("2"));
            tdb.append(bytes("a"), Content.of(bytes("3")));
            tdb.delete(bytes("a"));
            tdb.delete(bytes("a"));
            assertThat(tdb.seqnum()).isEqualTo(3);
            tdb.remove(Flag.SEQNUM);
            tdb.store(bytes("a"), bytes("2"));
            assertThat(tdb.seqnum()).isEqualTo(3);
        }
    }

    @Test
    void aHandleForReadingRefusesChanges() throws IOException {
        Path file = directory.resolve("read.tdb");
        Tdb.create(file, CreateOptions.DEFAULT).close();
        byte[] before = Files.readAllBytes(file);
        try (Tdb tdb = Tdb.open(file)) {
            assertThatThrownBy(() -> tdb.store(bytes("k"), bytes("v"))).isInstanceOf(RefusedException.class);
            assertThatThrownBy(() -> tdb.delete(bytes("k"))).isInstanceOf(RefusedException.class);
            assertThatThrownBy(tdb::wipe).isInstanceOf(RefusedException.class);
        }
        try (Tdb tdb = Tdb.open(file, OpenOptions.WRITE.withFlags(Flag.READ_ONLY))) {
            assertThatThrownBy(() -> tdb.store(bytes("k"), bytes("v"))).isInstanceOf(RefusedException.class);
            tdb.remove(Flag.READ_ONLY);
            tdb.store(bytes("k"), bytes("v"));
        }
        assertThat(Files.readAllBytes(file)).isNotEqualTo(before);
    }

    @Test
    void operationsAreTracedCountedAndLockedThroughTheHook() {
        List<String> traced = new ArrayList<>();
        List<ByteRange> locked = new ArrayList<>();
        OpenOptions options = OpenOptions.WRITE
                .withTrace((operation, key, length, done) -> traced.add(operation + " " + length + " " + done))
                .withLockHook(own -> new Noting(own, locked));
        try (Tdb tdb = Tdb.inMemory("hooked", CreateOptions.DEFAULT.opened(options))) {
            tdb.store(bytes("k"), bytes("value"));
            tdb.delete(bytes("other"));
            assertThat(traced).containsExactly("STORE 5 true", "DELETE 0 false");
            assertThat(locked).contains(new ByteRange(0, 1)).anyMatch(range -> range.length() == 1 << 23);
            assertThat(tdb.statistics().orElseThrow().allocations()).isEqualTo(1);
        }
    }

    @Test
    void creatingNeverTouchesWhatIsThereAndOpeningNeverMakesAFile() throws IOException {
        Path file = directory.resolve("there.tdb");
        Files.write(file, bytes("something else"));
        assertThatThrownBy(() -> Tdb.create(file, CreateOptions.DEFAULT)).isInstanceOf(RefusedException.class);
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes("something else"));
        Path missing = directory.resolve("missing.tdb");
        assertThatThrownBy(() -> Tdb.open(missing, OpenOptions.WRITE)).isInstanceOf(StorageException.class);
        assertThat(missing).doesNotExist();
    }
}
