package tdb2.engine.repair;

import tdb2.engine.CreateOptions;
import tdb2.engine.format.Dialect;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.hash.HashChoice;

/** What the copy of a broken file is made as. */
final class Copies {

    private Copies() {}

    /** The dialect of the copy. */
    static Dialect dialect(Remains remains) {
        return remains.form().dialect() == Dialect.TDB2 ? remains.form().dialect() : Dialect.TDB2;
    }

    /** A file like the broken one, with a seed of its own; readable by nobody else until it is done. */
    static CreateOptions like(Remains remains, HashChoice hash) {
        CreateOptions options = CreateOptions.DEFAULT.withOrder(remains.form().order()).withPermissions(0600)
                .withHash(hash);
        boolean plain = remains.database().filter(tdb -> tdb.view().header() instanceof Tdb2Header header
                && header.dialect() == Dialect.TDB2 && header.variant() == 0).isPresent();
        return plain ? options.withVariant(0) : options;
    }
}
