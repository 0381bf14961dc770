package tdb2.engine.backup;

import java.util.Optional;
import java.util.function.Function;
import tdb2.engine.Fetch;
import tdb2.engine.OpenOptions;
import tdb2.engine.RecordCursor;
import tdb2.engine.Tdb;
import tdb2.engine.View;
import tdb2.engine.error.TdbException;
import tdb2.engine.format.Dialect;
import tdb2.engine.inspect.Position;
import tdb2.engine.storage.FileStorage;

/** Whether a file is an older backup of another, as far as can be told without a mark in it. */
final class Kinship {

    /** Keys that are compared. Of two files of different programs not one is the same. */
    private static final int KEYS = 1000;

    private Kinship() {}

    /**
     * Why a file should not be replaced by a backup of another; empty when it is an older state of it: it has the same
     * seed, or keys of it, or no records.
     */
    static Optional<String> objection(Tdb live, FileStorage there, OpenOptions options) {
        try (Tdb old = Tdb.of(there, options.withoutLocks())) {
            if (old.view().refusesLookup().isEmpty() && live.view().refusesLookup().isEmpty()) {
                return objection(live, old);
            }
            return sameSeed(live.view(), old.view())
                    ? Optional.empty()
                    : Optional.of("a database with a hash function of its own");
        } catch (TdbException e) {
            return Optional.of("no sound database: " + e.fault().expected() + " expected, " + e.fault().found());
        }
    }

    private static Optional<String> objection(Tdb live, Tdb old) {
        if (isEmpty(old)) {
            return Optional.empty();
        }
        if (isEmpty(live)) {
            return Optional.of("a database with records, where the file has none now");
        }
        return sameSeed(live.view(), old.view()) || shares(old, live) || shares(live, old)
                ? Optional.empty()
                : Optional.of("a database with none of its keys");
    }

    private static boolean isEmpty(Tdb tdb) {
        return !tdb.cursor(Position.START, Fetch.KEYS).next();
    }

    /** TDB1 has no seed. */
    private static boolean sameSeed(View one, View other) {
        Function<View, Long> seed = view -> view.hashing().seed();
        return one.dialect() != Dialect.TDB1 && one.dialect() == other.dialect()
                && seed.apply(one).equals(seed.apply(other));
    }

    private static boolean shares(Tdb one, Tdb other) {
        RecordCursor cursor = one.cursor(Position.START, Fetch.KEYS);
        boolean shared = false;
        for (int i = 0; i < KEYS && !shared && cursor.next(); i++) {
            shared = other.find(cursor.entry().key()).isPresent();
        }
        return shared;
    }
}
