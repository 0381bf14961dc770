package tdb2.engine;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tdb2.engine.dialect.Assembly;
import tdb2.engine.dialect.Dialects;
import tdb2.engine.dialect.Surroundings;
import tdb2.engine.format.Tdb1Header;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.hash.HashChoice;
import tdb2.engine.storage.OverlayStorage;
import tdb2.engine.storage.Storage;
import tdb2.engine.transaction.RecoveryState;
import tdb2.engine.transaction.RecoveryState.Status;

/**
 * Takes views of one open file. As long as header and size are what they were, the parts that were put together for them
 * are used again; what a crash left is looked at each time. Safe for several threads.
 */
final class Views {

    private static final int COMMIT_LOOKS = 50;
    private static final long COMMIT_PAUSE = TimeUnit.MILLISECONDS.toNanos(2);
    /** Bytes that all header words of TDB1 without mutexes and of native TDB2 lie in. */
    private static final int WORDS = Tdb2Header.HASHTABLE;

    private final Storage storage;
    private final HashChoice choice;
    private final Surroundings surroundings;
    private volatile Optional<Known> known = Optional.empty();

    /** What was put together, and for which header and size. */
    private record Known(byte[] words, long size, Assembly assembly) {

        boolean isOf(byte[] now, long nowSize) {
            return size == nowSize && Arrays.equals(words, now);
        }
    }

    Views(Storage storage, HashChoice choice, Surroundings surroundings) {
        this.storage = storage;
        this.choice = choice;
        this.surroundings = surroundings;
    }

    /**
     * A pending recovery is what a crash leaves, but also what a commit that just runs looks like: one that ends soon is
     * waited for, and one that does not is told from a crash. That is one when the lock of committers is free while the same
     * recovery is pending.
     */
    View look() {
        View now = lookOnce();
        for (int i = 0; isCommit(now) && i < COMMIT_LOOKS; i++) {
            LockSupport.parkNanos(COMMIT_PAUSE);
            storage.refresh();
            now = lookOnce();
        }
        return isCommit(now) ? now.duringCommit() : now;
    }

    /**
     * The same for one look at a record: while nothing is pending, what the recovery structures say is taken from the view
     * before, since telling it means reading the bundles.
     */
    View lookAgain(View before) {
        Assembly onDisk = assembly();
        return before.previewed() || onDisk.recovery().preview().isPresent()
                ? look()
                : new View(onDisk, before.recovery(), false);
    }

    private boolean isCommit(View now) {
        boolean pending = now.recovery().status() == Status.PENDING;
        return pending != now.previewed() // it came or went between the two looks
                || (pending && (surroundings.locked().test(now.assembly().locks().transaction())
                        || !assembly().recovery().state().equals(now.recovery())));
    }

    private View lookOnce() {
        Assembly onDisk = assembly();
        RecoveryState state = onDisk.recovery().state();
        Optional<OverlayStorage> preview = onDisk.recovery().preview();
        if (preview.isEmpty()) {
            return new View(onDisk, state, false);
        }
        return new View(Dialects.assemble(preview.get(), choice, surroundings), state, true);
    }

    private Assembly assembly() {
        byte[] before = words();
        Optional<Known> last = known;
        if (last.isPresent() && last.get().isOf(before, storage.size())) {
            return last.get().assembly;
        }
        Assembly fresh = Dialects.assemble(storage, choice, surroundings);
        known = isToldByHeader(fresh) && Arrays.equals(before, words())
                ? Optional.of(new Known(before, storage.size(), fresh))
                : Optional.empty();
        return fresh;
    }

    private byte[] words() {
        return storage.bytes(0, (int) Math.min(storage.size(), WORDS));
    }

    /** Whether no part depends on anything but those words and the size. */
    private static boolean isToldByHeader(Assembly assembly) {
        return switch (assembly.header().dialect()) {
            case TDB2 -> assembly.faults().isEmpty();
            case TDB1 -> assembly.header() instanceof Tdb1Header header && !header.mutexes();
            case TDB2_TABLES, NTDB -> false;
        };
    }
}
