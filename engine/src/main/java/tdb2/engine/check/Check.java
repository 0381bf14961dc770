package tdb2.engine.check;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tdb2.engine.RecordLock;
import tdb2.engine.Tdb;
import tdb2.engine.check.Finding.Code;
import tdb2.engine.dialect.Assembly;
import tdb2.engine.error.Fault;
import tdb2.engine.error.LockException;
import tdb2.engine.event.Progress;
import tdb2.engine.inspect.LostRecords;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.lock.Waiting;

/**
 * Looks at a whole file: each byte has one owner, each free record is on the list it belongs on, each record is found by
 * its key. Changes nothing and never stops at the first finding.
 *
 * <p>
 * Takes no lock that others wait for longer than a bounded read takes. Where partitions have locks, the records of each are
 * judged under its lock, and those partitions alone that others were changing are read again. Who owns which bytes cannot be
 * told by parts ({@link SpaceLook}): if the file changed, that is looked at again, three times in all; what is not found
 * each time, or whose bytes did not stay the same, was of a moment and is left out, and so is what cannot be confirmed in a
 * moment in which nobody is changing anything. The same holds for the records of a file
 * whose partitions have no byte ranges to lock (robust mutexes of TDB1), or that shows the state after a recovery that is still
 * to come. A file that never rests is called in flux, never sound.
 */
public final class Check {

    private static final int LOOKS = 3;
    private static final int WORDS = 4096;
    private static final int SMALL = 64;
    private static final Duration PATIENCE = Duration.ofMillis(500);

    /** What makes a finding the same in the next look: what is found, where, in which bytes. */
    private record Same(Code code, long offset, int words) {}

    private final Tdb tdb;
    private final Progress progress;
    private final Stillness stillness;
    private SpaceLook space;
    private RecordLook records;

    private Check(Tdb tdb, Progress progress) {
        this.tdb = tdb;
        this.progress = progress;
        this.stillness = new Stillness(tdb, progress);
        look();
    }

    /** All findings, in no told order; of each kind the first ten thousand. */
    public static List<Finding> of(Tdb tdb, Progress progress) {
        return diagnose(tdb, progress).findings();
    }

    /** Checks the structure of a file of any dialect, as it is after the replay of what a crash left. */
    public static Diagnosis diagnose(Tdb tdb, Progress progress) {
        return diagnose(tdb, false, progress);
    }

    /**
     * Checks a file.
     *
     * @param values whether values are compared with each other, where somebody knows what they mean: the index of a
     *            directory of ldb takes memory for each of its entries
     */
    public static Diagnosis diagnose(Tdb tdb, boolean values, Progress progress) {
        return new Check(tdb, progress).run(values);
    }

    /** A first look at everything. */
    private void look() {
        space = SpaceLook.of(tdb, progress);
        records = new RecordLook(tdb, space.overlong(), progress);
        records.all();
    }

    private Diagnosis run(boolean values) {
        boolean rests = rests();
        Set<Same> lasting = rests ? Set.of() : seen();
        for (int look = 1; look < LOOKS && !rests; look++) {
            lookAgain();
            rests = rests();
            lasting = rests ? Set.of() : both(lasting, seen());
        }
        if (values && ValueCheck.concerns(tdb)) {
            ValueCheck.of(tdb, progress).forEach(space.findings()::add);
        }
        return diagnosis(rests, lasting);
    }

    private void lookAgain() {
        if (byPartition()) {
            space = SpaceLook.of(tdb, progress);
            records.again();
        } else {
            look();
        }
    }

    /** Whether the records of a partition can be judged by themselves: others change them under its lock alone. */
    private boolean byPartition() {
        return tdb.view().assembly().locks().partition(0).isPresent() && !tdb.view().previewed();
    }

    private boolean rests() {
        return stillness.held() && !space.inFlux() && records.settled();
    }

    /** What was found now, where it may be of a moment. */
    private Set<Same> seen() {
        Set<Same> seen =
                space.findings().list().stream().map(this::same).collect(Collectors.toCollection(HashSet::new));
        if (!byPartition()) {
            records.findings().list().forEach(finding -> seen.add(same(finding)));
        }
        return seen;
    }

    private static Set<Same> both(Set<Same> before, Set<Same> now) {
        now.retainAll(before);
        return now;
    }

    private Same same(Finding finding) {
        long length = finding.length() == 0 ? SMALL : Math.min(finding.length(), WORDS);
        return new Same(finding.code(), finding.offset(),
                finding.offset() < 0 ? 0 : Stillness.words(tdb, finding.offset(), length));
    }

    private Diagnosis diagnosis(boolean rests, Set<Same> lasting) {
        boolean sure = byPartition();
        Predicate<Finding> lasts = rests ? _ -> true : finding -> lasting.contains(same(finding));
        Findings told = new Findings();
        List<Finding> ofSpace = space.findings().list().stream().filter(lasts).toList();
        (rests || !sure ? ofSpace : confirmed(ofSpace)).forEach(told::add);
        long overlong = told.list().stream().filter(finding -> finding.code() == Code.USED_TWICE
                && records.reaching().contains(finding.offset())).count();
        records.findings().list().stream().filter(finding -> sure || lasts.test(finding)).forEach(told::add);
        if (!rests) {
            told.add(Finding.of(Code.UNCHECKED, Fault.NOWHERE, 0, unchecked(sure)));
        }
        records.giveUp();
        return new Diagnosis(told.list(), records.intact() - overlong, records.suspect() + overlong,
                space.unreachable(), space.leaked(), space.findings().omitted() + records.findings().omitted(), !rests);
    }

    /**
     * What was found each time may still be what a program is at that stands in the middle of something. When all records
     * can be had for reading for a moment, nobody is, and what has stayed is there.
     */
    private List<Finding> confirmed(List<Finding> found) {
        Set<Same> before = found.stream().map(this::same).collect(Collectors.toSet());
        try (RecordLock _ = tdb.locks().lockAll(Mode.READ, Waiting.atMost(PATIENCE))) {
            return found.stream().filter(finding -> before.contains(same(finding)) && !isReached(finding)).toList();
        } catch (LockException _) {
            return List.of();
        }
    }

    /** Whether what was said to be a lost record is none. */
    private boolean isReached(Finding finding) {
        Assembly assembly = tdb.view().assembly();
        return finding.code() == Code.UNREACHABLE
                && !LostRecords.isLost(assembly, finding.offset());
    }

    private String unchecked(boolean byPartition) {
        String what = "not checked: others could have been changing the file each time it was looked at";
        if (!byPartition) {
            return what + "; what was found may be of a moment";
        }
        String word = tdb.view().assembly().index().partitionWord();
        return records.settled()
                ? what + ", so not who owns which bytes; each %s by itself was checked while nobody changed it"
                        .formatted(word)
                : what + ", so neither who owns which bytes nor %d of %d %ss".formatted(records.unsettledPartitions(),
                        tdb.view().assembly().index().partitions(), word);
    }
}
