package tdb2.engine.dialect;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import tdb2.engine.format.Tdb1Header;
import tdb2.engine.hash.HashChoice;
import tdb2.engine.hash.HashFunction;
import tdb2.engine.hash.Lookup3;
import tdb2.engine.hash.Tdb1Hash;

/**
 * Recognises the hash function of a TDB1 file: its header keeps two hashes (spec c-formats, section 1).
 *
 * @param name of the function, for people
 * @param function that is asked
 * @param magic1 its hash of the magic food
 * @param magic2 its hash of the record magic in the file's byte order
 */
record Tdb1HashTest(String name, HashFunction function, long magic1, long magic2) {

    private static final byte[] MAGIC_FOOD = "TDB file\n\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] RECORD_MAGIC_LE = { (byte) 0x99, 0x19, 0x01, 0x26 };
    private static final byte[] RECORD_MAGIC_BE = { 0x26, 0x01, 0x19, (byte) 0x99 };
    private static final HashFunction STANDARD = (key, _) -> Tdb1Hash.hash(key);
    private static final HashFunction JENKINS = (key, _) -> Lookup3.hash(key, 0);

    /** What a choice comes to in a new file of a byte order. */
    static Tdb1HashTest of(HashChoice choice, ByteOrder order) {
        return switch (choice) {
            case HashChoice.Automatic _,HashChoice.Default _ -> of("default", STANDARD, order);
            case HashChoice.Jenkins _ -> of("jenkins", JENKINS, order);
            case HashChoice.Own(String name, HashFunction own) ->
                    of(name, (key, seed) -> own.hash(key, seed) & 0xFFFF_FFFFL, order);
        };
    }

    private static Tdb1HashTest of(String name, HashFunction function, ByteOrder order) {
        byte[] recordMagic = order == ByteOrder.LITTLE_ENDIAN ? RECORD_MAGIC_LE : RECORD_MAGIC_BE;
        return new Tdb1HashTest(name, function, function.hash(MAGIC_FOOD, 0), function.hash(recordMagic, 0));
    }

    /** How the keys of a file are hashed. */
    static Hashing hashing(Tdb1Header header, HashChoice choice) {
        if (choice instanceof HashChoice.Automatic && !header.withoutHashTest()) {
            Hashing other = of("jenkins", JENKINS, header.order()).tested(header);
            if (other.matches()) {
                return other;
            }
        }
        return of(choice, header.order()).tested(header);
    }

    private Hashing tested(Tdb1Header header) {
        boolean matches = header.withoutHashTest()
                || (magic1 == header.magic1Hash() && magic2 == header.magic2Hash());
        return new Hashing(name, function, 0, matches);
    }
}
