package tdb2.engine.repair;

import tdb2.engine.CreateOptions;
import tdb2.engine.Tdb;
import tdb2.engine.error.UnsupportedException;
import tdb2.engine.format.Dialect;
import tdb2.engine.format.NtdbHeader;
import tdb2.engine.format.Tdb1Header;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.hash.HashChoice;

/** What the copy of a broken file is made as. */
final class Copies {

    /** More of them are no program's wish, but a damaged header's. */
    private static final long MOST_CHAINS = 1 << 24;
    private static final long MOST_HASH_BITS = 24;
    /** Records for each chain where nobody knows how many chains there were. */
    private static final long PER_CHAIN = 8;
    /** So many records of one chain or more would make storing them take the square of their number. */
    private static final long TOO_MANY = 1000;
    private static final long USUAL_CHAINS = 131;
    private static final long USUAL_BUCKETS = 1 << 13;

    private Copies() {}

    /** The dialect of the copy: that of the broken file, or the native one where that cannot be written. */
    static Dialect dialect(Remains remains) {
        Dialect wanted = remains.form().dialect();
        try (Tdb probe = Tdb.inMemory("probe", CreateOptions.DEFAULT.withDialect(wanted))) {
            return probe.view().dialect();
        } catch (UnsupportedException _) {
            return Dialect.TDB2;
        }
    }

    /**
     * A file like the broken one, with a seed of its own.
     *
     * @param records how many it gets
     */
    static CreateOptions like(Remains remains, HashChoice hash, long records) {
        Dialect dialect = dialect(remains);
        CreateOptions options = CreateOptions.DEFAULT.withDialect(dialect).withOrder(remains.form().order())
                .withHash(hash).withHashSize(unknown(dialect, records));
        return remains.database().map(tdb -> switch (tdb.view().header()) {
            case Tdb2Header header when header.dialect() == Dialect.TDB2 && header.variant() == 0 ->
                    options.withVariant(0);
            case Tdb1Header header when dialect == Dialect.TDB1 -> narrow(options, header, tdb, hash, records);
            case NtdbHeader header when dialect == Dialect.NTDB && header.hashBits() > 0
                    && header.hashBits() <= MOST_HASH_BITS ->
                    options.withHashSize(Math.max(1L << header.hashBits(), records / TOO_MANY));
            default -> options;
        }).orElse(options);
    }

    /** How many chains or buckets, where the header does not tell. */
    private static long unknown(Dialect dialect, long records) {
        long wanted = Math.min(MOST_CHAINS, records / PER_CHAIN);
        return dialect == Dialect.NTDB ? Math.max(USUAL_BUCKETS, wanted) : Math.max(USUAL_CHAINS, wanted | 1);
    }

    /** As many chains, if they are not far too few, and the same of the two hash functions. */
    private static CreateOptions narrow(CreateOptions options, Tdb1Header header, Tdb tdb, HashChoice hash,
            long records) {
        CreateOptions sized = header.hashSize() <= MOST_CHAINS
                ? options.withHashSize(Math.max(header.hashSize(), records / TOO_MANY))
                : options;
        boolean own = hash instanceof HashChoice.Own;
        return !own && tdb.view().hashing().name().equals("jenkins") ? sized.withHash(new HashChoice.Jenkins()) : sized;
    }
}
