package tdb2.engine.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tdb2.engine.error.DamagedException;
import tdb2.engine.history.LockHistory.Behind;
import tdb2.engine.history.LockSpan.Begin;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.lock.LockEvent;
import tdb2.engine.lock.LockMeaning;
import tdb2.engine.observe.LockSight;
import tdb2.engine.observe.ObservedLock;
import tdb2.engine.observe.ObservedLock.Kind;
import tdb2.engine.observe.ObservedLock.State;
import tdb2.engine.observe.Party;

class LockHistoryTest {

    private static final long TENTH = 100_000_000;

    @TempDir
    Path directory;
    private static final ByteRange GROUP = new ByteRange(64, 1);
    private final LockHistory history = new LockHistory("a.tdb", Instant.EPOCH, 0, 3);

    private static ObservedLock lock(int pid, long start, State state) {
        return new ObservedLock(Kind.POSIX, Mode.WRITE,
                Optional.of(new Party(pid, OptionalInt.of(pid), "smb\td", "root")), new ByteRange(start, 1), state);
    }

    private void saw(int look, ObservedLock... locks) {
        history.saw(new LockSight(List.of(locks), 0), look * TENTH,
                lock -> new Behind("chain " + lock.range().start(), List.of(new byte[] { 1, (byte) 0xff })));
    }

    private List<Long> lengths() {
        return history.recording().spans().stream().map(span -> span.length() / TENTH).toList();
    }

    @Test
    void whatIsSeenAgainLasts() {
        saw(0, lock(1, 8, State.HELD));
        saw(1, lock(1, 8, State.HELD), lock(2, 8, State.WAITING));
        saw(2, lock(1, 8, State.HELD), lock(2, 8, State.WAITING));
        saw(3, lock(2, 8, State.HELD));
        saw(4);
        assertThat(lengths()).containsExactly(2L, 1L, 0L);
        assertThat(history.recording().spans()).extracting(LockSpan::begin).containsExactly(Begin.BEFORE, Begin.SEEN,
                Begin.SEEN);
        assertThat(history.recording().interval()).isEqualTo(TENTH);
        assertThat(history.recording().at(TENTH).locks()).containsExactly(lock(1, 8, State.HELD),
                lock(2, 8, State.WAITING));
        assertThat(history.recording().at(3 * TENTH).locks()).containsExactly(lock(2, 8, State.HELD));
    }

    @Test
    void twoLocksThatAreAlikeAreTwo() {
        saw(0, lock(1, 8, State.HELD), lock(1, 8, State.HELD));
        saw(1, lock(1, 8, State.HELD));
        assertThat(history.recording().spans()).extracting(LockSpan::open).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void theOldestIsLetGoOf() {
        for (int i = 0; i < 10; i++) {
            saw(i, lock(i, 8, State.HELD));
        }
        Recording recording = history.recording();
        assertThat(recording.dropped()).isEqualTo(6);
        assertThat(recording.spans()).hasSize(4).last().matches(LockSpan::open);
    }

    @Test
    void whatTheEngineTellsIsExact() {
        LockMeaning group = new LockMeaning.Partitions("hash group", 3, 3);
        history.happened(new LockEvent(LockEvent.Kind.WAITING, "me", group, GROUP, Mode.READ, 1000, 0));
        history.happened(new LockEvent(LockEvent.Kind.GRANTED, "me", group, GROUP, Mode.READ, 1500, 500));
        history.happened(new LockEvent(LockEvent.Kind.RELEASED, "me", group, GROUP, Mode.READ, 4500, 3000));
        assertThat(history.recording().spans()).extracting(LockSpan::length).containsExactly(500L, 3000L);
        assertThat(history.recording().spans()).allMatch(span -> span.begin() == Begin.EXACT)
                .allMatch(span -> span.means().equals("hash group 3"));
    }

    private static ObservedLock ours(Kind kind, long start, long length) {
        Party us = Party.of((int) ProcessHandle.current().pid());
        return new ObservedLock(kind, Mode.WRITE, Optional.of(us), new ByteRange(start, length), State.HELD);
    }

    private void told(LockEvent.Kind kind, int look) {
        history.happened(new LockEvent(kind, "me", new LockMeaning.Partitions("hash group", 3, 3), GROUP, Mode.WRITE,
                look * TENTH + 1, 0));
    }

    @Test
    void whatTheEngineTellsIsThereWhileItLastsAndNotTakenFromLooksToo() {
        saw(0);
        told(LockEvent.Kind.GRANTED, 0);
        saw(1, ours(Kind.OFD, 60, 8), ours(Kind.OFD, 8, 1));
        assertThat(history.recording().spans()).filteredOn(LockSpan::open).extracting(LockSpan::begin)
                .containsExactly(Begin.EXACT, Begin.SEEN);
        assertThat(history.recording().at(TENTH).locks()).extracting(ObservedLock::range)
                .containsExactlyInAnyOrder(GROUP, new ByteRange(8, 1));
        assertThat(history.recording().spans().getFirst().keys()).isNotEmpty();
        told(LockEvent.Kind.RELEASED, 1);
        saw(2, ours(Kind.OFD, 60, 8));
        assertThat(history.recording().spans()).filteredOn(LockSpan::open).isEmpty();
        saw(3, ours(Kind.OFD, 60, 8));
        assertThat(history.recording().spans()).filteredOn(LockSpan::open).extracting(LockSpan::begin)
                .containsExactly(Begin.SEEN);
    }

    @Test
    void figuresAreOfEachThingMostWaitedForFirst() {
        saw(0, lock(1, 8, State.HELD), lock(5, 9, State.HELD));
        saw(1, lock(1, 8, State.HELD), lock(2, 8, State.WAITING));
        saw(5, lock(2, 8, State.HELD), lock(2, 8, State.WAITING));
        LockFigures most = LockFigures.of(history.recording()).getFirst();
        assertThat(most.means()).isEqualTo("chain 8");
        assertThat(most.waiters()).isEqualTo(1);
        assertThat(most.waited().longest()).isEqualTo(4 * TENTH);
        assertThat(most.waited().more()).isTrue();
        assertThat(most.held().count()).isEqualTo(2);
        assertThat(most.held().median()).isZero();
        assertThat(most.held().most()).isEqualTo(TENTH);
    }

    @Test
    void aRecordingThatIsOpenedIsTheOneThatWasSaved() {
        saw(0, lock(1, 8, State.HELD), new ObservedLock(Kind.OFD, Mode.READ, Optional.empty(), new ByteRange(64, 0),
                State.ABANDONED));
        saw(1, lock(2, 8, State.WAITING));
        Recording saved = history.recording();
        Path file = directory.resolve("a.locks");
        RecordingText.save(saved, file);
        Recording opened = RecordingText.open(file);
        assertThat(opened).usingRecursiveComparison().isEqualTo(saved);
        assertThat(opened.spans().getFirst().keys()).allMatch(key -> Arrays.equals(key, new byte[] { 1, -1 }));
    }

    @Test
    void whatIsNoRecordingIsRefusedWithItsLine() throws IOException {
        Path file = directory.resolve("b.locks");
        for (String text : List.of("", "tdb2-locks 2\n", "tdb2-locks 1\n", "tdb2-locks 1\nspan\t1\t2\n",
                "tdb2-locks 1\nspan" + "\tx".repeat(15) + "\n")) {
            Files.writeString(file, text);
            assertThatThrownBy(() -> RecordingText.open(file)).as(text).isInstanceOf(DamagedException.class)
                    .hasMessageContaining("line");
        }
    }
}
