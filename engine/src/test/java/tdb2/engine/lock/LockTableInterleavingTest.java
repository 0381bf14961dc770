package tdb2.engine.lock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tdb2.engine.error.LockException;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.testing.NeedsCLibrary;

/**
 * Every interleaving, as far as it is tried, of threads that take and drop locks gives what they could have got one after
 * the other; and the functions below have at each byte what those who hold it say together.
 */
@Timeout(600)
@NeedsCLibrary // without it a lock for reading does not become one for writing
class LockTableInterleavingTest {

    /** Rounds that a loop may make before it counts as one without end: the model kernel passes each of its bytes. */
    private static final int LONGEST_LOOP = 1000;
    private static final List<ByteRange> RANGES =
            List.of(new ByteRange(0, 4), new ByteRange(2, 4), new ByteRange(1, 9));

    /** The lock table, for a few owners and ranges. */
    public static class Subject {

        private final ModelFunctions kernel = new ModelFunctions();
        private final LockTable table = new LockTable("interleaved", kernel);

        private LockBackend of(int owner) {
            return table.ownedBy("owner " + owner % 3);
        }

        private static ByteRange range(int number) {
            return RANGES.get(Math.floorMod(number, RANGES.size()));
        }

        private static Mode mode(boolean write) {
            return write ? Mode.WRITE : Mode.READ;
        }

        @Operation
        public boolean tryLock(int owner, int range, boolean write) {
            return of(owner).tryLock(range(range), mode(write));
        }

        @Operation
        public boolean wouldBlock(int owner, int range, boolean write) {
            return of(owner).wouldBlock(range(range), mode(write));
        }

        @Operation
        public boolean unlock(int owner, int range) {
            try {
                of(owner).unlock(range(range));
                return true;
            } catch (LockException _) {
                return false; // held nothing there
            }
        }

        /** What the kernel has of a byte. */
        @Operation
        public Optional<Mode> at(int offset) {
            return kernel.at(Math.floorMod(offset, 12));
        }
    }

    /** The same in the simplest way, for one thread. */
    public static class Specification {

        private record Grant(int owner, ByteRange range, Mode mode) {}

        private final List<Grant> grants = new ArrayList<>();

        public boolean tryLock(int owner, int range, boolean write) {
            if (wouldBlock(owner, range, write)) {
                return false;
            }
            grants.add(new Grant(owner % 3, Subject.range(range), Subject.mode(write)));
            return true;
        }

        public boolean wouldBlock(int owner, int range, boolean write) {
            return grants.stream().anyMatch(grant -> grant.owner != owner % 3
                    && grant.range.overlaps(Subject.range(range)) && (write || grant.mode == Mode.WRITE));
        }

        public boolean unlock(int owner, int range) {
            for (Grant grant : grants.reversed()) {
                if (grant.owner == owner % 3 && grant.range.equals(Subject.range(range))) {
                    grants.remove(grants.lastIndexOf(grant));
                    return true;
                }
            }
            return false;
        }

        public Optional<Mode> at(int offset) {
            ByteRange one = new ByteRange(Math.floorMod(offset, 12), 1);
            return grants.stream().filter(grant -> grant.range.contains(one)).map(Grant::mode).max(Mode::compareTo);
        }
    }

    /** Checks in this process; its code is changed for that. */
    public static void main(String[] arguments) {
        int times = Integer.parseInt(arguments[0]);
        new ModelCheckingOptions().iterations(8 * times).invocationsPerIteration(200 * times).threads(3)
                .actorsPerThread(2).loopBound(LONGEST_LOOP)
                .sequentialSpecification(Specification.class).check(Subject.class);
        new StressOptions().iterations(5 * times).invocationsPerIteration(500 * times).threads(3).actorsPerThread(3)
                .sequentialSpecification(Specification.class).check(Subject.class);
    }

    /** Checks in a process of its own, so that no other test runs code that was changed. */
    private static void check(int times) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-Xmx256m", "-XX:+EnableDynamicAgentLoading", "-Xshare:off",
                "--sun-misc-unsafe-memory-access=allow", "-cp", System.getProperty("java.class.path"),
                LockTableInterleavingTest.class.getName(), String.valueOf(times)).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    @Test
    void interleavingsAreLikeOneAfterTheOther() throws Exception {
        check(1);
    }

    @Tag("long")
    @Test
    void manyInterleavingsAreLikeOneAfterTheOther() throws Exception {
        check(12);
    }
}
