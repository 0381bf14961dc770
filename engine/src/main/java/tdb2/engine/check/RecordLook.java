package tdb2.engine.check;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tdb2.engine.Entry;
import tdb2.engine.Fetch;
import tdb2.engine.Tdb;
import tdb2.engine.check.Finding.Severity;
import tdb2.engine.dialect.Assembly;
import tdb2.engine.event.Progress;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.RecordHeader.Role;
import tdb2.engine.index.IndexListener;
import tdb2.engine.index.PartitionWalk.Place;
import tdb2.engine.inspect.Position;
import tdb2.engine.inspect.ReadGuard;
import tdb2.engine.inspect.RecordWalk;
import tdb2.engine.storage.OffsetSet;

/**
 * Judges every record that the index leads to, a partition (a chain, a group of the table) by itself: read and looked up
 * under the partition's short shared lock, so that what is found is true whatever happens elsewhere. A partition whose
 * lock was not granted at once, or in which a commit left its traces meanwhile, counts for nothing and is read again
 * alone.
 *
 * <p>
 * Where partitions have no byte ranges to lock (robust mutexes of TDB1) nothing is true whatever happens: what is found
 * counts, and is settled only when nobody else has the file open. Used by one thread.
 */
final class RecordLook {

    private static final int BATCH = 256;
    private static final int SWEEPS = 4;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(2);

    private final Tdb tdb;
    private final OffsetSet ofDoubtfulLength;
    private final Progress progress;
    private final Findings findings = new Findings();
    private final OffsetSet doubtful;
    private final boolean guarded;
    private final BitSet unsettled = new BitSet();
    private final BitSet faulty = new BitSet();
    private boolean disturbed;
    private long intact;
    private long suspect;
    private Share share = new Share(0);

    /** What came of one partition. */
    private static final class Share {

        private final int partition;
        private final Findings findings = new Findings();
        private long intact;
        private long suspect;
        private boolean sure = true;

        Share(int partition) {
            this.partition = partition;
        }
    }

    /** @param ofDoubtfulLength records that seem to reach over others, or to be cut */
    RecordLook(Tdb tdb, OffsetSet ofDoubtfulLength, Progress progress) {
        this.tdb = tdb;
        this.ofDoubtfulLength = ofDoubtfulLength;
        this.progress = progress;
        this.guarded = tdb.view().assembly().locks().partition(0).isPresent();
        this.doubtful = new OffsetSet(tdb.view().assembly().blocks().alignment());
    }

    /** Reads all partitions, then those again that others were changing. */
    void all() {
        int partitions = tdb.view().assembly().index().partitions();
        RecordWalk walk = new RecordWalk(tdb.view().assembly(), this::judged, IndexListener.NONE, Position.START);
        share = new Share(0);
        while (walk.batch(BATCH, this::judge)) {
            progress.check(tdb.name(), walk.partition(), partitions);
        }
        settle();
        again();
    }

    /** Reads those partitions again that others were changing each time so far. */
    void again() {
        for (int sweep = 0; sweep < SWEEPS && !unsettled.isEmpty(); sweep++) {
            LockSupport.parkNanos(PAUSE);
            for (int at = unsettled.nextSetBit(0); at >= 0; at = unsettled.nextSetBit(at + 1)) {
                progress.check(tdb.name(), at, unsettled.length());
                read(at, false);
                settle();
            }
        }
    }

    /** Counts what is in partitions whose lock was never granted. Nothing that was found wrong there is told. */
    void giveUp() {
        for (int at = unsettled.nextSetBit(0); at >= 0; at = unsettled.nextSetBit(at + 1)) {
            read(at, true);
            intact += share.intact;
            suspect += share.suspect;
        }
    }

    /** Whether every partition was read while nobody could change it. */
    boolean settled() {
        return unsettled.isEmpty();
    }

    /** Whether records without locks were read while somebody else had the file open. */
    boolean disturbed() {
        return disturbed;
    }

    /** What is found now in the partitions in which something was found. */
    List<Finding> seenAgain() {
        List<Finding> seen = new ArrayList<>();
        for (int at = faulty.nextSetBit(0); at >= 0; at = faulty.nextSetBit(at + 1)) {
            read(at, true);
            seen.addAll(share.findings.list());
        }
        return seen;
    }

    /** How many partitions were not, of those that have a lock. */
    int unsettledPartitions() {
        return unsettled.cardinality();
    }

    Findings findings() {
        return findings;
    }

    long intact() {
        return intact;
    }

    long suspect() {
        return suspect;
    }

    /** Of those intact by themselves, the ones whose length is in doubt. */
    OffsetSet doubtful() {
        return doubtful;
    }

    private void settle() {
        unsettled.set(share.partition, !share.sure);
        if (share.sure) {
            findings.addAll(share.findings);
            faulty.set(share.partition, !share.findings.list().isEmpty());
            intact += share.intact;
            suspect += share.suspect;
        }
    }

    /** Reads one partition; ends early when it is not sure, unless it is to be read whatever happens. */
    private void read(int partition, boolean whatever) {
        Share alone = new Share(partition);
        share = alone;
        RecordWalk walk = new RecordWalk(tdb.view().assembly(), (at, read) -> {
            if (at == partition) {
                judged(at, read);
            }
        }, IndexListener.NONE, new Position(partition, Place.START));
        while ((alone.sure || whatever) && walk.partition() == partition && walk.batch(BATCH, this::judge)) {
            progress.check(tdb.name(), partition, unsettled.length());
        }
    }

    /** One bounded read, judged before its lock is dropped. */
    private void judged(int partition, Runnable read) {
        if (partition != share.partition) {
            settle();
            share = new Share(partition);
        }
        ReadGuard guard = tdb.reads();
        guard.read(partition, () -> {
            read.run();
            share.sure &= tdb.view().previewed() || tdb.view().assembly().recovery().preview().isEmpty();
        });
        share.sure &= !guarded || !guard.inFlux();
        disturbed |= !guarded && guard.inFlux();
    }

    private boolean judge(RecordHeader record, int depth, Position position) {
        if (record.role() == Role.DEAD) {
            return true;
        }
        Assembly assembly = tdb.view().assembly();
        List<Finding> found = new RecordRules(assembly, tdb.view().refusesLookup().isEmpty())
                .broken(record, Entry.read(assembly.bytes(), assembly.blocks(), record, Fetch.KEYS).key(),
                        share.partition);
        boolean bad = found.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
        if (!bad && ofDoubtfulLength.contains(record.offset())) {
            doubtful.add(record.offset());
        }
        share.suspect += bad ? 1 : 0;
        share.intact += bad ? 0 : 1;
        String place = assembly.index().partitionWord() + " " + share.partition;
        found.forEach(finding -> share.findings.add(finding.at(place)));
        return true;
    }
}
