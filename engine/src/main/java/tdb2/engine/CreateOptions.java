package tdb2.engine;

import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.OptionalLong;
import tdb2.engine.dialect.NativeCreation;
import tdb2.engine.hash.HashChoice;

/**
 * What a new file is to be.
 *
 * @param variant of the native format: 1, or 0 for the plain layout of 2010
 * @param order byte order of the file
 * @param seed of the hash function; empty: random
 * @param permissions of the file, 0 to 07777, less what the process's umask takes away
 * @param open how it is opened then, for writing in any case; its hash function becomes the file's
 */
public record CreateOptions(int variant, ByteOrder order, OptionalLong seed, int permissions, OpenOptions open) {

    /** The present variant in the machine's byte order, a random seed, for everybody the umask lets. */
    public static final CreateOptions DEFAULT = new CreateOptions(1, ByteOrder.nativeOrder(), OptionalLong.empty(),
            0666, OpenOptions.WRITE);

    public CreateOptions {
        if (variant != 0 && variant != 1) {
            throw new IllegalArgumentException("variant " + variant + ": there are 0 and 1");
        }
        open = open.forWriting();
    }

    /** With another variant of the format. */
    public CreateOptions withVariant(int other) {
        return new CreateOptions(other, order, seed, permissions, open);
    }

    /** In another byte order. */
    public CreateOptions withOrder(ByteOrder other) {
        return new CreateOptions(variant, other, seed, permissions, open);
    }

    /** With a seed that is known. */
    public CreateOptions withSeed(long known) {
        return new CreateOptions(variant, order, OptionalLong.of(known), permissions, open);
    }

    /** With other permissions. */
    public CreateOptions withPermissions(int mode) {
        return new CreateOptions(variant, order, seed, mode, open);
    }

    /** With a hash function of the caller's, which everybody must name who opens the file. */
    public CreateOptions withHash(HashChoice hash) {
        return opened(open.withHash(hash));
    }

    /** Opened in another way when it is made. */
    public CreateOptions opened(OpenOptions options) {
        return new CreateOptions(variant, order, seed, permissions, options);
    }

    byte[] content() {
        return new NativeCreation(variant, order, seed.orElseGet(() -> new SecureRandom().nextLong()), open.hash())
                .content();
    }
}
