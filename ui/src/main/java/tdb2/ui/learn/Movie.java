package tdb2.ui.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.disk.SimulatedDisk;
import tdb2.engine.disk.Unsynced.Place;
import tdb2.engine.event.Progress;
import tdb2.engine.inspect.RegionMap;
import tdb2.engine.lab.Experiment;
import tdb2.engine.lab.Film;
import tdb2.ui.theme.RegionStyle;

/**
 * A film with what is shown of each of its moments. Made on a worker, immutable.
 *
 * @param film the steps
 * @param moments what is unsynced after so many steps
 * @param styles of the sectors, as the file is at the end
 */
record Movie(Film film, List<Moment> moments, List<RegionStyle> styles) {

    /**
     * What is unsynced at a moment.
     *
     * @param sectors offsets of sectors that the medium may not have
     * @param length of the file, bytes
     * @param images how many files the medium may hold; {@link Long#MAX_VALUE} for very many
     */
    record Moment(Set<Long> sectors, long length, long images) {}

    /** Films an experiment; on a worker. */
    static Movie of(Experiment experiment, Progress progress) {
        Film film = Film.of(experiment);
        List<Moment> moments = new ArrayList<>();
        for (int steps = 0; steps <= film.frames().size(); steps++) {
            progress.check(experiment.name(), steps, film.frames().size());
            SimulatedDisk disk = film.disk(steps);
            var unsynced = disk.unsynced(false);
            Set<Long> sectors = unsynced.places().stream().filter(place -> place.kind() == Place.Kind.SECTOR)
                    .map(Place::offset).collect(Collectors.toSet());
            moments.add(new Moment(sectors, disk.size(), unsynced.count()));
        }
        return new Movie(film, List.copyOf(moments), styles(film));
    }

    private static List<RegionStyle> styles(Film film) {
        byte[] content = film.disk(film.frames().size()).content();
        List<RegionStyle> styles = new ArrayList<>();
        try (Tdb tdb = Tdb.of(film.experiment().name(), content, OpenOptions.DEFAULT)) {
            RegionMap map = tdb.regions(Progress.NONE);
            for (int at = 0; at < content.length; at += SimulatedDisk.SECTOR) {
                styles.add(RegionStyle.of(map.at(at)));
            }
        }
        return List.copyOf(styles);
    }
}
