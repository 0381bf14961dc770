package tdb2.engine.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tdb2.engine.error.StorageException;
import tdb2.engine.posix.FileIdentity;
import tdb2.engine.posix.ProcLock;

/** A list of locks that comes in pieces may lack a line, or have it twice, since others lock between two pieces. */
class LockListTest {

    private static final String FIRST = "1: POSIX  ADVISORY  WRITE 4711 08:01:131143 8 8\n";
    private static final String SECOND = "2: POSIX  ADVISORY  READ 4712 08:01:131143 100 107\n";
    private static final String OTHER_FILE = "3: POSIX  ADVISORY  WRITE 4713 08:01:7 0 EOF\n";
    private static final FileIdentity FILE = ProcLock.parse(List.of(FIRST)).getFirst().file();

    /** A list that is read anew each time: what it says then, one after the other. */
    private static LockList list(Proc.Text... texts) {
        Iterator<Proc.Text> next = List.of(texts).iterator();
        return new LockList(Path.of("/proc"), () -> Optional.of(next.next()), Set.of(FILE));
    }

    private static Proc.Text text(int pieces, String... lines) {
        return new Proc.Text(String.join("", lines), pieces);
    }

    private static List<Integer> holders(LockList list) {
        return list.now("a.tdb").stream().map(ProcLock::pid).toList();
    }

    @Test
    void whatAListInPiecesHasPassedOverIsFoundByReadingItAgain() {
        LockList list = list(text(2, FIRST, OTHER_FILE), text(2, FIRST, SECOND, OTHER_FILE));
        assertThat(holders(list)).containsExactlyInAnyOrder(4711, 4712);
    }

    @Test
    void whatTheSecondReadingHasPassedOverIsStillThere() {
        LockList list = list(text(2, FIRST, SECOND), text(2, FIRST));
        assertThat(holders(list)).containsExactlyInAnyOrder(4711, 4712);
    }

    @Test
    void aTraditionalLockThatIsToldTwiceIsOneLock() {
        LockList list = list(text(2, FIRST, FIRST, SECOND), text(2, FIRST, SECOND, SECOND));
        assertThat(holders(list)).containsExactlyInAnyOrder(4711, 4712);
    }

    @Test
    void aListInOnePieceIsReadOnceAndOneThatTellsNothingNewToo() {
        LockList list = list(text(1, FIRST), text(1, FIRST, SECOND), text(2, FIRST, SECOND));
        assertThat(holders(list)).containsExactly(4711);
        assertThat(holders(list)).containsExactly(4711, 4712);
        assertThat(holders(list)).containsExactly(4711, 4712);
    }

    @Test
    void withoutAListTheMessageSaysWhereItIsMissing() {
        LockList list = new LockList(Path.of("/nowhere"), Optional::empty, Set.of(FILE));
        assertThatThrownBy(() -> list.now("a.tdb")).isInstanceOf(StorageException.class)
                .hasMessageContaining("/nowhere");
    }
}
