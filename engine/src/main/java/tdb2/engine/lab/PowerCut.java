package tdb2.engine.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.disk.Image;
import tdb2.engine.disk.SimulatedDisk;
import tdb2.engine.disk.Unsynced;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;

/**
 * Cuts the power in a film, recovers what is left and judges it: the file must have the state before the transaction or
 * the state after it, and once the transaction was acknowledged the latter. Used by one thread.
 */
public final class PowerCut {

    private final Film film;
    private final String old;
    private final String after;

    /** What came of a cut. */
    public enum Verdict {
        /** The state before the transaction, which was not acknowledged yet. */
        OLD,
        /** The state after it. */
        NEW,
        /** The state before it, though it was acknowledged. */
        LOST,
        /** A state that never was. */
        TORN,
        /** The file cannot be opened or is damaged. */
        DAMAGED;

        /** Whether that was promised. */
        public boolean isAllowed() {
            return this == OLD || this == NEW;
        }
    }

    /**
     * A cut and what came of it.
     *
     * @param steps how many steps were done when the power went
     * @param image what the medium held
     * @param verdict of the file after its recovery
     * @param recovery what the recovery structures said, before it ran
     * @param content the records after it, as text; why there are none, where there are none
     */
    public record Outcome(int steps, Image image, Verdict verdict, String recovery, String content) {}

    public PowerCut(Film film) {
        this.film = film;
        this.old = film.experiment().after(false);
        this.after = film.experiment().after(true);
    }

    /** Recovers one image. */
    public Outcome outcome(int steps, Image image) {
        String recovery = "";
        try {
            try (Tdb tdb = Tdb.of(film.experiment().name(), image.content(), OpenOptions.DEFAULT)) {
                recovery = tdb.view().recovery().summary();
            }
            SimulatedDisk disk = image.disk(film.experiment().name());
            film.experiment().reopen(disk);
            String content = film.experiment().content(disk);
            return new Outcome(steps, image, verdict(steps, content), recovery, content);
        } catch (TdbException e) {
            return new Outcome(steps, image, Verdict.DAMAGED, recovery, String.valueOf(e.getMessage()));
        }
    }

    private Verdict verdict(int steps, String content) {
        if (content.equals(after)) {
            return Verdict.NEW;
        }
        boolean acknowledged = steps == film.frames().size();
        return !content.equals(old) ? Verdict.TORN : acknowledged ? Verdict.LOST : Verdict.OLD;
    }

    /**
     * Recovers all images of a cut, or where there are too many the oldest, the newest and some at random.
     *
     * @param most images, above 1
     */
    public List<Outcome> outcomes(int steps, int most) {
        Unsynced unsynced = film.unsynced(steps);
        List<Outcome> outcomes = new ArrayList<>();
        if (unsynced.count() <= most) {
            for (long i = 0; i < unsynced.count(); i++) {
                outcomes.add(outcome(steps, unsynced.image(i)));
            }
            return outcomes;
        }
        int[] choice = new int[unsynced.places().size()];
        outcomes.add(outcome(steps, unsynced.image(choice)));
        for (int i = 0; i < choice.length; i++) {
            Unsynced.Place place = unsynced.places().get(i);
            choice[i] = place.kind() == Unsynced.Place.Kind.FRAGILE ? 0 : place.ways() - 1;
        }
        outcomes.add(outcome(steps, unsynced.image(choice)));
        SplittableRandom random = new SplittableRandom(steps);
        while (outcomes.size() < most) {
            outcomes.add(outcome(steps, unsynced.sample(random)));
        }
        return outcomes;
    }

    /** The same for every cut from the beginning of the transaction to its end. */
    public List<Outcome> all(int most, Progress progress) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int steps = film.first(); steps <= film.frames().size(); steps++) {
            progress.check(film.experiment().name(), steps - film.first(), film.own().size());
            outcomes.addAll(outcomes(steps, most));
        }
        return outcomes;
    }
}
