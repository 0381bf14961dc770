package tdb2.engine.dialect;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import tdb2.engine.hash.HashChoice;
import tdb2.engine.hash.HashFunction;

/**
 * Recognises the hash function of a file of the 64-bit dialects: its header keeps the hash of a constant. Writers hash
 * the bytes of that constant in the order of the machine they run on, so both orders count (spec c-formats, section 6).
 *
 * @param standard the dialect's own function
 * @param mask the bits of a hash that count
 * @param seed the file's seed
 * @param expected what the header keeps
 */
record HashTest(HashFunction standard, long mask, long seed, long expected) {

    /** The constant of the C libraries and of native variant 0. */
    static final long PLAIN = 0xA1ABE11A_01092008L;
    /** The constant of native files from variant 1 on. */
    static final long NATIVE = 0xA1ABE11A_54444232L;

    /** The function a choice comes to, and whether it is the file's. */
    Hashing hashing(HashChoice choice, long constant) {
        HashFunction function = function(choice);
        return new Hashing(name(choice), function, seed, accepts(choice, constant));
    }

    /** Whether the chosen function gives what the header keeps of a constant. */
    boolean accepts(HashChoice choice, long constant) {
        HashFunction function = function(choice);
        return function.hash(bytes(constant, ByteOrder.LITTLE_ENDIAN), seed) == (expected & mask)
                || function.hash(bytes(constant, ByteOrder.BIG_ENDIAN), seed) == (expected & mask);
    }

    /** What a writer keeps in the header: the hash of the constant's little-endian bytes, whatever the file's order. */
    long of(HashChoice choice, long constant) {
        return function(choice).hash(bytes(constant, ByteOrder.LITTLE_ENDIAN), seed);
    }

    private HashFunction function(HashChoice choice) {
        return switch (choice) {
            case HashChoice.Own(String _, HashFunction own) -> (key, s) -> own.hash(key, s) & mask;
            case HashChoice.Automatic _,HashChoice.Default _,HashChoice.Jenkins _ -> standard;
        };
    }

    private static String name(HashChoice choice) {
        return choice instanceof HashChoice.Own(String name, HashFunction _) ? name : "jenkins";
    }

    private static byte[] bytes(long constant, ByteOrder order) {
        return ByteBuffer.allocate(8).order(order).putLong(constant).array();
    }
}
