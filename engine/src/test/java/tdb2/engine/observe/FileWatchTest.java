package tdb2.engine.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tdb2.engine.Specimens;
import tdb2.engine.Tdb;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.lock.OfdLocks;
import tdb2.engine.observe.FileChange.Kind;
import tdb2.engine.storage.FileOptions;
import tdb2.engine.storage.FileStorage;
import tdb2.engine.testing.Neighbour;

/** What is noticed of the things others do to a file, and how often it is looked at. */
@Timeout(120)
class FileWatchTest {

    private static final Instant NOON = Instant.parse("2031-04-05T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private Path file(String name, int size) throws IOException {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (i * 31);
        }
        return Files.write(folder.resolve(name), bytes);
    }

    private static Set<Kind> kinds(FileWatch watch) {
        return watch.look().map(FileChange::kinds).orElse(Set.of());
    }

    /** Changes one byte as a program does that maps the file, and gives it back its time of change. */
    private static void poke(Path path, long offset) throws IOException {
        FileTime before = Files.getLastModifiedTime(path);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            var map = file.getChannel().map(FileChannel.MapMode.READ_WRITE, offset, 1);
            map.put(0, (byte) (map.get(0) + 1));
        }
        Files.setLastModifiedTime(path, before);
    }

    @Test
    void restsWhileNothingHappens() throws IOException {
        Path path = file("a.tdb", 5000);
        try (FileStorage storage = FileStorage.open(path)) {
            FileWatch watch = new FileWatch(storage, CLOCK);
            assertThat(watch.look()).isEmpty();
            storage.read(0, new byte[100], 0, 100);
            assertThat(watch.look()).isEmpty();
        }
    }

    @Test
    void seesAWriteThatLeavesSizeAndTimeAsTheyWere() throws IOException {
        Path path = file("a.tdb", 5000);
        for (FileOptions options : List.of(FileOptions.standard(), FileOptions.standard().withoutMapping())) {
            try (FileStorage storage = FileStorage.open(path, options)) {
                storage.read(0, new byte[5000], 0, 5000);
                FileWatch watch = new FileWatch(storage, CLOCK);
                poke(path, 4321);
                assertThat(watch.look()).contains(new FileChange(NOON, Set.of(Kind.CONTENT), 5000, 5000));
                assertThat(watch.look()).isEmpty();
            }
        }
    }

    @Test
    void seesTheHeadOfALargeFileAtOnceAndTheRestWhenItsTurnComes() throws IOException {
        Path path = file("large.tdb", 3 << 20);
        try (FileStorage storage = FileStorage.open(path)) {
            FileWatch watch = new FileWatch(storage, CLOCK);
            poke(path, 60_000);
            assertThat(kinds(watch)).containsExactly(Kind.CONTENT);
            poke(path, (3 << 20) - 1);
            assertThat(kinds(watch)).containsExactly(Kind.CONTENT);
            for (int i = 0; i < 24; i++) {
                assertThat(watch.look()).isEmpty();
            }
            poke(path, 2 << 20);
            int looks = 1;
            while (watch.look().isEmpty()) {
                looks++;
                assertThat(looks).as("looks until the change was seen").isLessThan(26);
            }
        }
    }

    @Test
    void seesGrowthAndTruncation() throws IOException {
        Path path = file("a.tdb", 5000);
        try (Neighbour neighbour = new Neighbour(path); FileStorage storage = FileStorage.open(path)) {
            FileWatch watch = new FileWatch(storage, CLOCK);
            neighbour.resize(9000);
            FileChange grown = watch.look().orElseThrow();
            assertThat(grown.kinds()).contains(Kind.GREW).doesNotContain(Kind.SHRANK);
            assertThat(grown.sizeBefore()).isEqualTo(5000);
            assertThat(grown.size()).isEqualTo(9000);
            neighbour.resize(100);
            assertThat(kinds(watch)).contains(Kind.SHRANK);
            neighbour.resize(0);
            assertThat(kinds(watch)).contains(Kind.SHRANK);
        }
    }

    @Test
    void seesThatThePathLeadsToAnotherFileOrNowhereOrBack() throws IOException {
        Path path = file("a.tdb", 5000);
        Path aside = folder.resolve("aside");
        try (FileStorage storage = FileStorage.open(path)) {
            FileWatch watch = new FileWatch(storage, CLOCK);
            Files.move(path, aside);
            assertThat(kinds(watch)).containsExactly(Kind.DELETED);
            file("a.tdb", 10);
            assertThat(kinds(watch)).containsExactly(Kind.REPLACED);
            assertThat(watch.look()).isEmpty();
            Files.move(aside, path, StandardCopyOption.ATOMIC_MOVE);
            assertThat(kinds(watch)).containsExactly(Kind.BACK);
        }
    }

    @Test
    void takesNoLockAndDropsNone() throws IOException {
        Path path = file("a.tdb", 5000);
        LockObserver observer = new LockObserver();
        org.junit.jupiter.api.Assumptions.assumeTrue(observer.isAvailable());
        try (FileStorage storage = FileStorage.open(path)) {
            OfdLocks.of(storage).tryLock(new ByteRange(8, 1), Mode.READ);
            FileWatch watch = new FileWatch(storage, CLOCK);
            poke(path, 10);
            assertThat(watch.look()).isPresent();
            assertThat(observer.locksOn(path)).hasSize(1);
        }
    }

    @Test
    void looksOftenAtWhatChangesAndEverLessAtWhatRests() throws IOException {
        Path path = file("a.tdb", 5000);
        AtomicLong time = new AtomicLong();
        List<FileChange> told = new ArrayList<>();
        try (FileStorage storage = FileStorage.open(path); FileWatcher watcher = new FileWatcher(time::get, CLOCK)) {
            assertThat(watcher.poll()).as("nothing to watch").isEmpty();
            watcher.watch(storage, told::add);
            Duration pause = Duration.ZERO;
            for (int i = 0; i < 20; i++) {
                Duration next = watcher.poll().orElseThrow();
                assertThat(next).isGreaterThanOrEqualTo(pause);
                pause = next;
                time.addAndGet(pause.toNanos());
            }
            assertThat(pause).isEqualTo(Duration.ofNanos(FileWatcher.SLOW));
            poke(path, 17);
            assertThat(watcher.poll()).contains(Duration.ofNanos(FileWatcher.FAST));
            assertThat(told).hasSize(1);
            watcher.attend(false);
            time.addAndGet(FileWatcher.FAST);
            assertThat(watcher.poll()).contains(Duration.ofNanos(FileWatcher.UNWATCHED));
            watcher.attend(true);
            poke(path, 17);
            watcher.poll();
            assertThat(told).as("looked at once when somebody is there again").hasSize(2);
        }
    }

    @Test
    void oneThreadServesManyFilesAndNoneThatIsClosed() throws Exception {
        var told = new LinkedBlockingQueue<Path>();
        List<FileStorage> open = new ArrayList<>();
        try (FileWatcher watcher = FileWatcher.start()) {
            for (int i = 0; i < 40; i++) {
                Path path = file(i + ".tdb", 2000);
                FileStorage storage = FileStorage.open(path);
                open.add(storage);
                watcher.watch(storage, _ -> told.add(path));
            }
            var ended = watcher.watch(open.getFirst(), _ -> told.add(folder));
            ended.close();
            Path last = folder.resolve("39.tdb");
            Optional<Path> seen = Optional.empty();
            for (int round = 0; round < 60 && seen.isEmpty(); round++) { // the first look may come after the first poke
                poke(last, 1000);
                seen = Optional.ofNullable(told.poll(1, TimeUnit.SECONDS));
            }
            assertThat(seen).contains(last);
            assertThat(told).doesNotContain(folder);
        } finally {
            open.forEach(FileStorage::close);
        }
    }

    @Test
    void aDatabaseInMemoryHasNoFileToWatch() {
        try (Tdb tdb = Specimens.named("tdb1/three.tdb").open()) {
            assertThat(tdb.file()).isEmpty();
        }
    }
}
