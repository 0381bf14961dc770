package tdb2.engine;

import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.OptionalLong;
import tdb2.engine.dialect.Creation;
import tdb2.engine.dialect.NativeCreation;
import tdb2.engine.dialect.NtdbCreation;
import tdb2.engine.dialect.TablesCreation;
import tdb2.engine.dialect.Tdb1Creation;
import tdb2.engine.format.Dialect;
import tdb2.engine.hash.HashChoice;

/**
 * What a new file is to be. Immutable; each method gives a changed copy.
 *
 * @param dialect which format
 * @param variant of the native format: 1, or 0 for the plain layout of 2010; no other dialect looks at it
 * @param order byte order of the file
 * @param seed of the hash function; empty: random; TDB1 has none
 * @param hashSize number of chains of TDB1 or of buckets of NTDB; empty: the usual one; TDB2 has none
 * @param permissions of the file, 0 to 07777, less what the process's umask takes away
 * @param open how it is opened then, for writing in any case; its hash function becomes the file's
 */
public record CreateOptions(Dialect dialect, int variant, ByteOrder order, OptionalLong seed, OptionalLong hashSize,
        int permissions, OpenOptions open) {

    /** Native, the present variant, in the machine's byte order, a random seed, for everybody the umask lets. */
    public static final CreateOptions DEFAULT = new CreateOptions(Dialect.TDB2, 1, ByteOrder.nativeOrder(),
            OptionalLong.empty(), OptionalLong.empty(), 0666, OpenOptions.WRITE);

    public CreateOptions {
        if (variant != 0 && variant != 1) {
            throw new IllegalArgumentException("variant " + variant + ": there are 0 and 1");
        }
        open = open.forWriting();
    }

    /** In another dialect. */
    public CreateOptions withDialect(Dialect other) {
        return new CreateOptions(other, variant, order, seed, hashSize, permissions, open);
    }

    /** With another variant of the native format. */
    public CreateOptions withVariant(int other) {
        return new CreateOptions(dialect, other, order, seed, hashSize, permissions, open);
    }

    /** In another byte order. */
    public CreateOptions withOrder(ByteOrder other) {
        return new CreateOptions(dialect, variant, other, seed, hashSize, permissions, open);
    }

    /** With a seed that is known. */
    public CreateOptions withSeed(long known) {
        return new CreateOptions(dialect, variant, order, OptionalLong.of(known), hashSize, permissions, open);
    }

    /** With so many chains or buckets. */
    public CreateOptions withHashSize(long number) {
        return new CreateOptions(dialect, variant, order, seed, OptionalLong.of(number), permissions, open);
    }

    /** With other permissions. */
    public CreateOptions withPermissions(int mode) {
        return new CreateOptions(dialect, variant, order, seed, hashSize, mode, open);
    }

    /** With a hash function of the caller's, which everybody must name who opens the file. */
    public CreateOptions withHash(HashChoice hash) {
        return opened(open.withHash(hash));
    }

    /** Opened in another way when it is made. */
    public CreateOptions opened(OpenOptions options) {
        return new CreateOptions(dialect, variant, order, seed, hashSize, permissions, options);
    }

    /** The bytes of a new, empty file. */
    public byte[] content() {
        return creation().content();
    }

    private long someSeed() {
        return seed.orElseGet(() -> new SecureRandom().nextLong());
    }

    private Creation creation() {
        return switch (dialect) {
            case TDB2 -> new NativeCreation(variant, order, someSeed(), open.hash());
            case TDB2_TABLES -> new TablesCreation(order, someSeed(), open.hash());
            case NTDB -> new NtdbCreation(order, someSeed(), hashSize.orElse(NtdbCreation.USUAL), open.hash());
            case TDB1 -> new Tdb1Creation(hashSize.orElse(Tdb1Creation.USUAL_HASH_SIZE), order, open.hash());
        };
    }
}
