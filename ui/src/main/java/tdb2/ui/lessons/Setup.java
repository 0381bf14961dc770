package tdb2.ui.lessons;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import tdb2.engine.CreateOptions;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.Transaction;
import tdb2.engine.damage.Damage;
import tdb2.engine.damage.Healthy;
import tdb2.engine.disk.Unsynced.Place;
import tdb2.engine.format.Dialect;
import tdb2.engine.lab.Deed;
import tdb2.engine.lab.Experiment;
import tdb2.engine.lab.Film;
import tdb2.engine.lab.Frame.Kind;
import tdb2.engine.lab.Scheme;
import tdb2.ui.workbench.Scratch;

/** The file that a lesson works on, always the same. */
sealed interface Setup {

    /** Name of the file. */
    String name();

    /** Writes it; on a worker. */
    void make(Path file) throws IOException;

    /** So many accounts, {@code alice} and {@code bob} among them: {@code bank}, {@code bank 500}, {@code bank 20 tdb1}. */
    record Bank(int accounts, Dialect dialect) implements Setup {

        @Override
        public String name() {
            return "bank.tdb";
        }

        @Override
        public void make(Path file) {
            try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT.withDialect(dialect).withSeed(7))) {
                tdb.store("alice".getBytes(UTF_8), "10".getBytes(UTF_8));
                tdb.store("bob".getBytes(UTF_8), "20".getBytes(UTF_8));
                try (Transaction transaction = tdb.begin()) {
                    for (int i = 2; i < accounts; i++) {
                        transaction.store(("account " + i).getBytes(UTF_8), Integer.toString(i * 10).getBytes(UTF_8));
                    }
                    transaction.commit();
                }
            }
        }
    }

    /** A bank whose power failed just after the sync of a transfer: {@code crash}. */
    record Crash() implements Setup {

        @Override
        public String name() {
            return "crashed.tdb";
        }

        /** The bundle is on the medium, and of what was stored in place nothing but the word that says so. */
        @Override
        public void make(Path file) throws IOException {
            Film film = Film.of(new Experiment(Scheme.ONE_SYNC, Deed.TRANSFER));
            int synced = film.own().stream().filter(frame -> frame.kind() == Kind.SYNC).findFirst().orElseThrow()
                    .number() + 1;
            var unsynced = film.unsynced(synced);
            Files.write(file, unsynced.image(unsynced.places().stream()
                    .mapToInt(place -> place.kind() == Place.Kind.FRAGILE ? 0 : place.ways() - 1).toArray()).content());
        }
    }

    /** A bank with a named damage: {@code damage free-list-loop}. */
    record Broken(Damage damage) implements Setup {

        @Override
        public String name() {
            return "damaged.tdb";
        }

        @Override
        public void make(Path file) throws IOException {
            new Bank(60, Dialect.TDB2).make(file);
            Healthy healthy = Healthy.of(file.toString(), Files.readAllBytes(file), OpenOptions.DEFAULT.hash());
            Files.write(file, healthy.inflict(damage, 7).content());
        }
    }

    /** Makes it in a new folder, which is removed with the program. */
    default Path make() {
        return Scratch.file(name(), this::make);
    }
}
