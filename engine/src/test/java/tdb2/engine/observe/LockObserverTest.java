package tdb2.engine.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tdb2.engine.error.StorageException;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.lock.LockMap;
import tdb2.engine.lock.LockMeaning;
import tdb2.engine.lock.OfdLocks;
import tdb2.engine.lock.Tdb1LockMap;
import tdb2.engine.observe.ObservedLock.Kind;
import tdb2.engine.observe.ObservedLock.State;
import tdb2.engine.posix.FileIdentity;
import tdb2.engine.storage.FileStorage;
import tdb2.engine.testing.Neighbour;

@Timeout(120)
class LockObserverTest {

    private static final FileIdentity FILE = new FileIdentity(0, 0x2b, 131_143);

    @TempDir
    Path directory;

    private void record(String name, String... lines) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, List.of(lines));
    }

    private List<ObservedLock> recorded() {
        return new LockObserver(directory).locksOn(Path.of("/data/pool x/a.tdb"), FILE);
    }

    @Test
    void tellsHoldersAndWaitersOfTheFileAndNoOther() throws IOException {
        record("locks", "1: POSIX  ADVISORY  WRITE 4711 00:2b:131143 8 8",
                "1: -> POSIX  ADVISORY  READ 4712 00:2b:131143 0 EOF", "2: FLOCK  ADVISORY  WRITE 9 00:2b:131143 0 EOF",
                "3: POSIX  ADVISORY  WRITE 4711 00:2b:131144 8 8", "4: POSIX  ADVISORY  WRITE 4711 00:2c:131143 8 8");
        record("4711/comm", "smbd");
        assertThat(recorded()).containsExactly(
                new ObservedLock(Kind.POSIX, Mode.WRITE, Optional.of(new Party(4711, OptionalInt.empty(), "smbd", "")),
                        new ByteRange(8, 1), State.HELD),
                new ObservedLock(Kind.POSIX, Mode.READ, Optional.of(new Party(4712, OptionalInt.empty(), "", "")),
                        new ByteRange(0, 0), State.WAITING),
                new ObservedLock(Kind.FLOCK, Mode.WRITE, Optional.of(new Party(9, OptionalInt.empty(), "", "")),
                        new ByteRange(0, 0), State.HELD));
    }

    @Test
    void findsTheProcessesBehindOpenFileDescriptionLocks() throws IOException {
        record("locks", "1: OFDLCK ADVISORY  READ -1 00:2b:131143 64 64",
                "2: OFDLCK ADVISORY  READ -1 00:2b:131143 64 64", "3: OFDLCK ADVISORY  READ -1 00:2b:131143 64 64",
                "3: -> OFDLCK ADVISORY  WRITE -1 00:2b:131143 64 64");
        record("21/fdinfo/3", "pos:\t0", "flags:\t02", "lock:\t1: OFDLCK ADVISORY  READ -1 00:2b:131143 64 64");
        record("21/comm", "tdbtool");
        record("22/fdinfo/3", "lock:\t1: OFDLCK ADVISORY  READ -1 00:2b:99 64 64");
        record("23/fdinfo/7", "lock:\t1: OFDLCK ADVISORY  READ -1 00:2b:131143 64 64");
        record("24/comm", "no descriptors to be seen");
        assertThat(recorded()).extracting(ObservedLock::pid).containsExactlyInAnyOrder(OptionalInt.of(21),
                OptionalInt.of(23), OptionalInt.empty(), OptionalInt.empty());
        assertThat(recorded()).extracting(ObservedLock::command).contains("tdbtool");
        assertThat(recorded().getLast().waiting()).isTrue();
    }

    @Test
    void knowsTheFileByTheDeviceOfItsMountToo() throws IOException {
        record("locks", "1: POSIX  ADVISORY  WRITE 1 00:1f:131143 8 8", "2: POSIX  ADVISORY  WRITE 2 08:01:131143 8 8");
        record("self/mountinfo", "21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw",
                "30 21 0:31 /@data /data/pool\\040x rw - btrfs /dev/sdb rw,subvol=/@data", "odd line");
        assertThat(recorded()).extracting(ObservedLock::pid).containsExactly(OptionalInt.of(1));
    }

    @Test
    void speaksTheWordsOfTheDialect() {
        LockMap map = new Tdb1LockMap(131, Tdb1LockMap.Guard.RANGES);
        ObservedLock lock = new ObservedLock(Kind.POSIX, Mode.WRITE, Optional.empty(), new ByteRange(8, 1), State.HELD);
        assertThat(lock.meaning(map)).isEqualTo(new LockMeaning.TransactionLock());
        ObservedLock whole =
                new ObservedLock(Kind.FLOCK, Mode.WRITE, Optional.empty(), new ByteRange(8, 1), State.HELD);
        assertThat(whole.meaning(map)).isInstanceOf(LockMeaning.Foreign.class);
    }

    private static Party java(long pid) throws IOException {
        String user = Files.getOwner(Path.of("/proc/" + pid)).getName();
        return new Party((int) pid, OptionalInt.empty(), "java", user);
    }

    @Test
    void seesTheLocksOfThisSystem() throws IOException {
        LockObserver observer = new LockObserver();
        assumeTrue(observer.isAvailable());
        Path path = Files.write(directory.resolve("a.tdb"), new byte[100]);
        try (Neighbour neighbour = new Neighbour(path); FileStorage storage = FileStorage.open(path)) {
            assertThat(neighbour.lock(8, 1, false)).isTrue();
            assertThat(OfdLocks.of(storage).tryLock(new ByteRange(20, 0), Mode.READ)).isTrue();
            assertThat(observer.locksOn(path)).containsExactlyInAnyOrder(
                    new ObservedLock(Kind.POSIX, Mode.WRITE, Optional.of(java(neighbour.pid())), new ByteRange(8, 1),
                            State.HELD),
                    new ObservedLock(Kind.OFD, Mode.READ, Optional.of(java(ProcessHandle.current().pid())),
                            new ByteRange(20, 0), State.HELD));
        }
        assertThat(observer.locksOn(path)).isEmpty();
    }

    @Test
    void saysWhenThereIsNothingToLookAt() {
        assertThatThrownBy(() -> new LockObserver().locksOn(directory.resolve("none")))
                .isInstanceOf(StorageException.class).hasMessageContaining("none");
        assertThatThrownBy(this::recorded).isInstanceOf(StorageException.class).hasMessageContaining("list of locks");
    }
}
