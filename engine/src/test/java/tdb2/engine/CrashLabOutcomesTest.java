package tdb2.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import tdb2.engine.disk.CrashLab;
import tdb2.engine.disk.Image;
import tdb2.engine.disk.Journal;
import tdb2.engine.disk.SimulatedDisk;
import tdb2.engine.disk.Subject;
import tdb2.engine.disk.Unsynced;
import tdb2.engine.disk.Unsynced.Range;
import tdb2.engine.lab.Deed;
import tdb2.engine.lab.Experiment;
import tdb2.engine.lab.Film;
import tdb2.engine.lab.Frame;
import tdb2.engine.lab.PowerCut;
import tdb2.engine.lab.PowerCut.Outcome;
import tdb2.engine.lab.PowerCut.Verdict;
import tdb2.engine.lab.Scheme;
import tdb2.engine.transaction.Protocol;

/**
 * The outcomes that learners see are those of the tests' own harness for the same images. The harness's side knows of the
 * film nothing but what was stored: it opens and reads with {@link EngineSubject}, {@link CrashLab} judges, and what was
 * promised is written down here.
 */
class CrashLabOutcomesTest {

    private static final EngineSubject HARNESS = new EngineSubject("harness", Protocol.SPECIFIED, 0, _ -> {});
    private static final long FEW = 64;
    private static final int SAMPLES = 6;

    private static String content(String opened, String alice, String bob) {
        return EngineSubject.text(new TreeMap<>(Map.of("alice", alice, "bob", bob, "c0", "0", "c1", "00", "c2", "000",
                "opened", opened)));
    }

    private static final String START = content("today", "balance 10", "balance 20");
    private static final String BEFORE = content("again", "balance 10", "balance 20");

    private static String after(Deed deed) {
        return deed == Deed.REPLACE
                ? content("again", "balance 15", "balance 20")
                : content("again", "balance 05", "balance 25");
    }

    /**
     * The stores of a film up to a moment, played to the harness.
     *
     * @param steps how many are played
     */
    private record Replay(Film film, int steps) implements Subject {

        @Override
        public String name() {
            return film.experiment() + " after " + steps;
        }

        @Override
        public byte[] start() {
            return film.disk(0).content();
        }

        @Override
        public void run(SimulatedDisk disk, Journal journal) {
            assertThat(HARNESS.content(disk)).isEqualTo(START);
            journal.attempting(BEFORE);
            journal.acknowledged();
            journal.attempting(after(film.experiment().deed()));
            for (Frame frame : film.frames().subList(0, steps)) {
                switch (frame.kind()) {
                    case STORE -> disk.write(frame.offset(), frame.after(), 0, frame.after().length);
                    case SYNC -> disk.sync();
                    case RESIZE -> {
                        disk.extend(frame.length());
                        disk.truncate(frame.length());
                    }
                }
            }
            if (steps == film.frames().size()) {
                journal.acknowledged();
            }
        }

        @Override
        public List<Range> fragile() {
            return film.experiment().fragile();
        }

        @Override
        public void reopen(SimulatedDisk disk) {
            HARNESS.reopen(disk);
        }

        @Override
        public void takeOver(SimulatedDisk disk) {
            HARNESS.takeOver(disk);
        }

        @Override
        public void goOn(SimulatedDisk disk, Journal journal) {
            HARNESS.goOn(disk, journal);
        }

        @Override
        public String content(SimulatedDisk disk) {
            return HARNESS.content(disk);
        }

        /** Number of the window that is open at the end. */
        private long window() {
            return film.frames().subList(0, steps).stream().filter(frame -> frame.kind() == Frame.Kind.SYNC).count();
        }

        /** Whether the harness finds its promises kept by an image: of that number, or torn with that seed. */
        boolean keeps(long image) {
            return new CrashLab(this, new CrashLab.Budget(1, 0, 0, 0, 0, 0)).replay("-:" + window() + "." + image)
                    .isEmpty();
        }

        Verdict verdict(Image image) {
            try {
                SimulatedDisk disk = image.disk(name());
                HARNESS.reopen(disk);
                String found = HARNESS.content(disk);
                if (found.equals(after(film.experiment().deed()))) {
                    return Verdict.NEW;
                }
                return !found.equals(BEFORE) ? Verdict.TORN
                        : steps == film.frames().size() ? Verdict.LOST
                        : Verdict.OLD;
            } catch (RuntimeException damaged) {
                return Verdict.DAMAGED;
            }
        }
    }

    private static Verdict agreed(PowerCut lab, Replay harness, Image image, long number) {
        Outcome outcome = lab.outcome(harness.steps(), image);
        assertThat(outcome.verdict()).as(harness.name() + ", image " + number).isEqualTo(harness.verdict(image));
        assertThat(outcome.verdict().isAllowed()).as(harness.name() + ", image " + number)
                .isEqualTo(harness.keeps(number));
        return outcome.verdict();
    }

    /** What each image, however it came about, was judged to be; images of several moments are the same file. */
    private static long judge(int every) {
        Film film = Film.of(new Experiment(Scheme.ONE_SYNC, Deed.REPLACE));
        PowerCut lab = new PowerCut(film);
        Set<Long> judged = new HashSet<>();
        for (int steps = film.first(); steps <= film.frames().size(); steps++) {
            Replay harness = new Replay(film, steps);
            boolean last = steps == film.frames().size();
            Unsynced whole = film.disk(steps).unsynced(false);
            for (long number = 0; number < whole.count(); number += whole.count() <= FEW ? 1 : every) {
                Image image = whole.image(number);
                if (judged.add(last ? ~image.hash() : image.hash())) {
                    assertThat(lab.outcome(steps, image).verdict()).as(harness.name() + ", image " + number)
                            .isEqualTo(harness.verdict(image)).isIn(Verdict.OLD, Verdict.NEW);
                }
            }
        }
        return judged.size();
    }

    @Test
    void imagesOfASmallCommitAreJudgedAlike() {
        assertThat(judge(16)).isGreaterThan(100);
    }

    @Test
    @Tag("long")
    void allImagesOfASmallCommitAreJudgedAlike() {
        assertThat(judge(1)).isGreaterThan(1000);
    }

    @ParameterizedTest
    @EnumSource(Scheme.class)
    void aSampleOfALargeCommitIsJudgedAlikeBrokenPromisesIncluded(Scheme scheme) {
        Film film = Film.of(new Experiment(scheme, Deed.TRANSFER));
        PowerCut lab = new PowerCut(film);
        SplittableRandom random = new SplittableRandom(5);
        boolean kept = true;
        for (int steps = film.first(); steps <= film.frames().size(); steps++) {
            Replay harness = new Replay(film, steps);
            Unsynced whole = film.disk(steps).unsynced(false);
            for (long number = 0; number < whole.count() && whole.count() <= FEW; number++) {
                kept &= agreed(lab, harness, whole.image(number), number).isAllowed();
            }
            for (int i = 0; i < SAMPLES; i++) {
                long number = -1 - (random.nextLong() >>> 1);
                Image torn = film.unsynced(steps).sample(new SplittableRandom(number));
                kept &= agreed(lab, harness, torn, number).isAllowed();
            }
        }
        assertThat(kept).isEqualTo(scheme != Scheme.APPLIED_EARLY);
    }
}
