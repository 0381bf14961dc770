package tdb2.engine.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import tdb2.engine.disk.Journal;
import tdb2.engine.disk.SimulatedDisk;
import tdb2.engine.event.Progress;
import tdb2.engine.lab.Frame.Kind;
import tdb2.engine.lab.PowerCut.Outcome;
import tdb2.engine.lab.PowerCut.Verdict;

/** Films of commits, and cuts of the power in them. */
class FilmTest {

    private static List<Phase> phases(Film film) {
        return film.own().stream().map(Frame::phase).collect(Collectors.collectingAndThen(Collectors.toList(),
                all -> all.stream().filter(phase -> phase != Phase.RESERVE).distinct().toList()));
    }

    @ParameterizedTest
    @EnumSource(Deed.class)
    void aNativeCommitHasOneSyncAndTheStepsOfTheProtocolInOrder(Deed deed) {
        Film film = Film.of(new Experiment(Scheme.ONE_SYNC, deed));
        assertThat(film.syncs()).isEqualTo(1);
        assertThat(phases(film)).containsExactly(Phase.ANNOUNCE, Phase.BUNDLE, Phase.POINTER, Phase.SYNC,
                Phase.APPLY);
    }

    @Test
    void theSameCommitInTdb1HasFourSyncs() {
        Film film = Film.of(new Experiment(Scheme.FOUR_SYNCS, Deed.TRANSFER));
        assertThat(film.syncs()).isEqualTo(4);
        assertThat(phases(film)).containsExactly(Phase.SAVE_OLD, Phase.MARK, Phase.APPLY, Phase.UNMARK);
    }

    @ParameterizedTest
    @EnumSource(Scheme.class)
    void framesPlayedAgainGiveTheSameDisk(Scheme scheme) {
        Experiment experiment = new Experiment(scheme, Deed.ADD);
        Film film = Film.of(experiment);
        SimulatedDisk disk = new SimulatedDisk(experiment.name(), experiment.start());
        experiment.run(disk, new Journal(List.of()));
        assertThat(film.disk(film.frames().size()).content()).isEqualTo(disk.content());
        assertThat(film.frames().getLast().kind()).isIn(Kind.STORE, Kind.SYNC);
    }

    @ParameterizedTest
    @EnumSource(value = Scheme.class, names = { "ONE_SYNC", "FOUR_SYNCS" })
    void everyCutLeavesTheOldStateOrTheNewOne(Scheme scheme) {
        Film film = Film.of(new Experiment(scheme, Deed.TRANSFER));
        List<Outcome> outcomes = new PowerCut(film).all(8, Progress.NONE);
        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome.verdict().isAllowed())
                .as(outcome.verdict() + " " + outcome.content()).isTrue());
        assertThat(outcomes).extracting(Outcome::verdict).contains(Verdict.OLD, Verdict.NEW);
        assertThat(outcomes.getLast().verdict()).isEqualTo(Verdict.NEW);
    }

    @Test
    void storingInPlaceBeforeTheSyncLosesWhatWasPromised() {
        Film film = Film.of(new Experiment(Scheme.APPLIED_EARLY, Deed.TRANSFER));
        List<Outcome> outcomes = new PowerCut(film).all(24, Progress.NONE);
        assertThat(outcomes).anySatisfy(outcome -> assertThat(outcome.verdict().isAllowed()).isFalse());
    }
}
