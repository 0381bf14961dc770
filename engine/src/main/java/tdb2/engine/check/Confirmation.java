package tdb2.engine.check;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tdb2.engine.RecordLock;
import tdb2.engine.Tdb;
import tdb2.engine.check.Finding.Code;
import tdb2.engine.dialect.Assembly;
import tdb2.engine.error.LockException;
import tdb2.engine.inspect.LostRecords;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.lock.Waiting;
import tdb2.engine.observe.RobustMutexes;

/**
 * Confirms what was found each time in a file that never rests: it may still be what a program is at that stands in the
 * middle of something. In a moment in which nobody does, what has stayed is there.
 */
final class Confirmation {

    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final int MOMENTS = 3;
    private static final long PAUSE = TimeUnit.MICROSECONDS.toNanos(200);

    private final Tdb tdb;
    private final Set<Same> before;

    private Confirmation(Tdb tdb, List<Finding> found) {
        this.tdb = tdb;
        this.before = found.stream().map(this::same).collect(Collectors.toSet());
    }

    /** What of the findings stays when all records can be had for reading for a moment; none when they cannot. */
    static List<Finding> underLock(Tdb tdb, List<Finding> found) {
        Confirmation confirmation = new Confirmation(tdb, found);
        try (RecordLock _ = tdb.locks().lockAll(Mode.READ, Waiting.atMost(PATIENCE))) {
            return confirmation.standing(found);
        } catch (LockException _) {
            return List.of();
        }
    }

    /**
     * The same where mutexes are to be had by writing alone: three moments are waited for in which none was taken, before
     * and after; none when there are not so many.
     *
     * @param ofRecords of the findings, those that come of records by themselves
     * @param again looks at these records again
     */
    static List<Finding> between(Tdb tdb, RobustMutexes mutexes, List<Finding> found, Set<Finding> ofRecords,
            Supplier<List<Finding>> again) {
        Confirmation confirmation = new Confirmation(tdb, found);
        List<Finding> left = found;
        int moments = 0;
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (moments < MOMENTS && !left.isEmpty() && System.nanoTime() < end) {
            if (mutexes.atRest()) {
                List<Finding> stand = confirmation.standing(left, ofRecords, again);
                if (mutexes.atRest()) {
                    left = stand;
                    moments++;
                }
            }
            LockSupport.parkNanos(PAUSE);
        }
        return moments == MOMENTS ? left : List.of();
    }

    private List<Finding> standing(List<Finding> some, Set<Finding> ofRecords, Supplier<List<Finding>> again) {
        Set<Same> now = again.get().stream().map(this::same).collect(Collectors.toSet());
        return standing(some).stream().filter(finding -> !ofRecords.contains(finding) || now.contains(same(finding)))
                .toList();
    }

    private List<Finding> standing(List<Finding> some) {
        return some.stream().filter(finding -> before.contains(same(finding)) && !isReached(finding)).toList();
    }

    private Same same(Finding finding) {
        return Same.of(tdb, finding);
    }

    /** Whether what was said to be a lost record is none. */
    private boolean isReached(Finding finding) {
        Assembly assembly = tdb.view().assembly();
        return finding.code() == Code.UNREACHABLE && !LostRecords.isLost(assembly, finding.offset());
    }
}
