package tdb2.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tdb2.engine.error.LockException;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.lock.LockFunctions;
import tdb2.engine.lock.Waiting;
import tdb2.engine.testing.Neighbour;

/**
 * A program that must never block takes part in every lock, as the design document has it for ctdb ("Proposed Solution" of
 * "*_nonblock Functions"): it tries; what it cannot have it notes, and the operation fails; a child waits for the noted
 * locks and tells; then the operation is done again, and the locks that the child has are not asked for.
 */
@Timeout(120)
class LockHookTest {

    private static final byte[] KEY = "key".getBytes(UTF_8);

    @TempDir
    private Path directory;
    private Path file;

    /** A lock that was refused. */
    private record Wanted(ByteRange range, Mode mode) {}

    /** The parent's side. */
    private static final class NeverBlocking implements LockFunctions {

        private final LockFunctions kernel;
        private final List<Wanted> refused = new ArrayList<>();
        private final Set<Wanted> ofChild = new HashSet<>();

        NeverBlocking(LockFunctions kernel) {
            this.kernel = kernel;
        }

        private boolean hasChild(ByteRange range, Mode mode) {
            return ofChild.stream().anyMatch(one -> one.range.contains(range)
                    && (one.mode == Mode.WRITE || mode == Mode.READ));
        }

        @Override
        public boolean tryLock(ByteRange range, Mode mode) {
            return hasChild(range, mode) || kernel.tryLock(range, mode);
        }

        @Override
        public boolean lock(ByteRange range, Mode mode, Waiting waiting) {
            refused.add(new Wanted(range, mode));
            return false;
        }

        @Override
        public void unlock(ByteRange range) {
            if (ofChild.stream().noneMatch(one -> one.range.overlaps(range))) {
                kernel.unlock(range);
            }
        }

        @Override
        public Optional<Holder> holder(ByteRange range, Mode mode) {
            return hasChild(range, mode) ? Optional.empty() : kernel.holder(range, mode);
        }
    }

    @BeforeEach
    void aFile() {
        file = directory.resolve("cluster.tdb");
        try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT)) {
            tdb.store(KEY, "old".getBytes(UTF_8));
        }
    }

    private Tdb open(Consumer<NeverBlocking> tell) {
        return Tdb.open(file, OpenOptions.WRITE.withLockFunctions(kernel -> {
            NeverBlocking functions = new NeverBlocking(kernel);
            tell.accept(functions);
            return functions;
        }));
    }

    /** Does an operation again and again; the child waits for what it failed for, while the other gives it back. */
    private static int withChild(NeverBlocking functions, Neighbour child, Neighbour other, Runnable operation) {
        for (int attempt = 1;; attempt++) {
            try {
                operation.run();
                return attempt;
            } catch (LockException e) {
                assertThat(functions.refused).as("attempt %d: %s", attempt, e.getMessage()).isNotEmpty();
                for (Wanted wanted : functions.refused) {
                    long length = wanted.range.length() == 0
                            ? Long.MAX_VALUE - wanted.range.start()
                            : wanted.range.length();
                    child.beginLock(wanted.range.start(), length, wanted.mode == Mode.READ);
                    other.unlock();
                    child.awaitLock();
                    functions.ofChild.add(wanted);
                }
                functions.refused.clear();
            }
        }
    }

    @Test
    void aChildTakesTheLocksForAParentThatMustNotBlock() {
        List<NeverBlocking> made = new ArrayList<>();
        try (Neighbour child = new Neighbour(file); Neighbour other = new Neighbour(file); Tdb tdb = open(made::add)) {
            NeverBlocking functions = made.getFirst();
            assertThat(other.lock(64, 1L << 30, false)).isTrue();
            assertThatThrownBy(() -> tdb.fetch(KEY)).isInstanceOf(LockException.class);
            functions.refused.clear();

            assertThat(withChild(functions, child, other, () -> tdb.store(KEY, "new".getBytes(UTF_8))))
                    .as("refused, and then done under the child's lock").isEqualTo(2);
            assertThat(functions.ofChild).hasSize(1);
            assertThat(tdb.fetch(KEY)).as("the child has it still").hasValue("new".getBytes(UTF_8));
            child.unlock();
            functions.ofChild.clear();

            assertThat(other.lock(64 + (100L << 23), 5, true)).isTrue();
            int attempts = withChild(functions, child, other, () -> {
                try (RecordLock _ = tdb.locks().lockAll(Mode.WRITE)) {
                    tdb.delete(KEY);
                }
            });
            assertThat(attempts).isGreaterThanOrEqualTo(2);
            assertThat(tdb.fetch(KEY)).isEmpty();
            child.unlock();
        }
    }

    @Test
    void aHookThatVetoesKeepsOperationsFromBeingDone() {
        try (Tdb tdb = Tdb.open(file, OpenOptions.WRITE.withLockFunctions(Vetoing::new))) {
            assertThat(tdb.fetch(KEY)).isPresent();
            assertThatThrownBy(() -> tdb.store(KEY, new byte[3])).isInstanceOf(LockException.class);
            assertThatThrownBy(tdb::wipe).isInstanceOf(LockException.class);
            assertThatThrownBy(() -> tdb.locks().lock(Mode.WRITE, KEY)).isInstanceOf(LockException.class);
            assertThat(tdb.locks().tryLock(Mode.WRITE, KEY)).isEmpty();
            assertThat(tdb.locks().held()).isEmpty();
            tdb.locks().lock(Mode.READ, KEY).close();
            assertThat(tdb.fetch(KEY)).hasValue("old".getBytes(UTF_8));
        }
    }

    /** Grants no lock of records for writing. */
    private record Vetoing(LockFunctions kernel) implements LockFunctions {

        private static boolean vetoes(ByteRange range, Mode mode) {
            return mode == Mode.WRITE && range.endExclusive() > 64;
        }

        @Override
        public boolean tryLock(ByteRange range, Mode mode) {
            return !vetoes(range, mode) && kernel.tryLock(range, mode);
        }

        @Override
        public boolean lock(ByteRange range, Mode mode, Waiting waiting) {
            return !vetoes(range, mode) && kernel.lock(range, mode, waiting);
        }

        @Override
        public void unlock(ByteRange range) {
            kernel.unlock(range);
        }

        @Override
        public Optional<Holder> holder(ByteRange range, Mode mode) {
            return kernel.holder(range, mode);
        }
    }
}
