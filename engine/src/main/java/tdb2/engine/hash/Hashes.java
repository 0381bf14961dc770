package tdb2.engine.hash;

/** The hash functions the dialects come with (spec c-formats, section 6). Has no state: safe for several threads. */
public final class Hashes {

    /** TDB1's default function, 32 bits. */
    public static final HashFunction TDB1_DEFAULT = (key, _) -> Tdb1Hash.hash(key);

    /** TDB1's "incompatible" function: lookup3 from 0, 32 bits. */
    public static final HashFunction TDB1_JENKINS = (key, _) -> Lookup3.hash(key, 0);

    /** Both kinds of TDB2: lookup3 from the folded seed, both words, 64 bits. */
    public static final HashFunction TDB2 = (key, seed) -> Lookup3.words(key, (int) (seed + (seed >>> 32)));

    /** NTDB: lookup3 from the low half of the seed, 32 bits. */
    public static final HashFunction NTDB = (key, seed) -> Lookup3.hash(key, (int) seed);

    private Hashes() {}
}
