package tdb2.engine.check;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tdb2.engine.Tdb;
import tdb2.engine.check.Finding.Code;
import tdb2.engine.check.Finding.Severity;
import tdb2.engine.error.Fault;
import tdb2.engine.event.Progress;
import tdb2.engine.observe.RobustMutexes;

/**
 * Looks at a whole file: each byte has one owner, each free record is on the list it belongs on, each record is found by
 * its key. Changes nothing and never stops at the first finding.
 *
 * <p>
 * Takes no lock that others wait for longer than a bounded read takes. Where partitions have locks, the records of each are
 * judged under its lock, and those partitions alone that others were changing are read again. Who owns which bytes cannot be
 * told by parts ({@link SpaceLook}): if the file changed, that is looked at again, three times in all; what is not found
 * each time, or whose bytes did not stay the same, was of a moment and is left out, and so is what cannot be confirmed in a
 * moment in which nobody is changing anything ({@link Confirmation}).
 *
 * <p>
 * The partitions of a file with robust mutexes have no byte ranges to lock, and a mutex is taken by writing into the file.
 * So its records are judged like all the rest: by what is found each time, and confirmed in moments in which no mutex was
 * taken. When every byte stayed as it was and no mutex is taken, such a file is at rest, whoever has it open. The records of a
 * file that shows the state after a recovery that is still to come are judged by what is found each time alone.
 *
 * <p>
 * A file that never rests is called in flux, never sound; damage that is confirmed in it is damage.
 */
public final class Check {

    private static final int LOOKS = 3;
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
        records = new RecordLook(tdb, space.ofDoubtfulLength(), progress);
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
        boolean still = stillness.held() && records.settled();
        return still && (mutexesAtRest() || !(space.inFlux() || records.disturbed()));
    }

    /** The mutexes of a file that others may have open. */
    private Optional<RobustMutexes> mutexes() {
        return tdb.file().filter(_ -> !byPartition()).flatMap(
                file -> RobustMutexes.of(file, tdb.view().header(), tdb.view().assembly().locks()));
    }

    /** Their words are bytes of the file: when these stayed the same, nobody had taken one before either. */
    private boolean mutexesAtRest() {
        return mutexes().map(RobustMutexes::atRest).orElse(false);
    }

    /** What was found now, where it may be of a moment. */
    private Set<Same> seen() {
        Set<Same> seen = space.findings().list().stream().map(finding -> Same.of(tdb, finding))
                .collect(Collectors.toCollection(HashSet::new));
        if (!byPartition()) {
            records.findings().list().forEach(finding -> seen.add(Same.of(tdb, finding)));
        }
        return seen;
    }

    private static Set<Same> both(Set<Same> before, Set<Same> now) {
        now.retainAll(before);
        return now;
    }

    private Diagnosis diagnosis(boolean rests, Set<Same> lasting) {
        records.giveUp();
        List<Finding> found = rests ? all(_ -> true) : certain(lasting);
        Findings told = new Findings();
        found.forEach(told::add);
        if (!rests) {
            told.add(Finding.of(Code.UNCHECKED, Fault.NOWHERE, 0, unchecked(byPartition())));
        }
        long doubtful = found.stream()
                .filter(finding -> finding.code() == Code.USED_TWICE || finding.code() == Code.LENGTH)
                .mapToLong(Finding::offset).filter(records.doubtful()::contains).distinct().count();
        long suspect = (rests || byPartition() ? records.suspect() : suspect(found)) + doubtful;
        return new Diagnosis(told.list(), records.intact() + records.suspect() - suspect, suspect,
                space.unreachable(), rests ? space.lost() : 0, space.leaked(),
                space.findings().omitted() + records.findings().omitted(), !rests);
    }

    private List<Finding> all(Predicate<Finding> ofSpace) {
        return Stream.concat(space.findings().list().stream().filter(ofSpace), records.findings().list().stream())
                .toList();
    }

    /** What of a file that never rests is there all the same. */
    private List<Finding> certain(Set<Same> lasting) {
        Predicate<Finding> lasts = finding -> lasting.contains(Same.of(tdb, finding));
        if (byPartition()) {
            Set<Finding> stays = Set.copyOf(Confirmation.underLock(tdb,
                    space.findings().list().stream().filter(lasts).toList()));
            return all(stays::contains);
        }
        List<Finding> found = all(_ -> true).stream().filter(lasts).toList();
        return mutexes().map(open -> Confirmation.between(tdb, open, found, Set.copyOf(records.findings().list()),
                records::seenAgain)).orElse(found);
    }

    /** How many records are told to be wrong. */
    private long suspect(List<Finding> found) {
        Set<Finding> told = Set.copyOf(records.findings().list());
        return found.stream().filter(finding -> finding.severity() == Severity.ERROR && told.contains(finding))
                .mapToLong(Finding::offset).distinct().count();
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
