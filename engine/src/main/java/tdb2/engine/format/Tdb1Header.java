package tdb2.engine.format;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import tdb2.engine.error.DamagedException;
import tdb2.engine.error.Fault;
import tdb2.engine.error.UnsupportedException;
import tdb2.engine.storage.Bytes;
import tdb2.engine.storage.Storage;

/**
 * The header of a TDB1 file (spec c-formats, section 1). All fields are u32 in the file's byte order.
 *
 * <pre>
 *   0 +--------------------------------+
 *     | magic food "TDB file\n", zeros |
 *  32 +---------------+----------------+
 *     | version       | hash_size      |
 *  40 +---------------+----------------+
 *     | rwlocks       | recovery_start |
 *  48 +---------------+----------------+
 *     | seqnum        | magic1_hash    |
 *  56 +---------------+----------------+
 *     | magic2_hash   | feature_flags  |
 *  64 +---------------+----------------+
 *     | mutex_size    | reserved[25] …
 * 168 +---------------+----------------+
 *     | free list head| chain heads[hash_size] …
 *     +---------------+
 * </pre>
 *
 * In a file with robust mutexes a copy of the header stands at offset 0, then the mutex area, then at
 * {@code mutex_size} a complete database, whose pointers count from there: {@link #base()}.
 *
 * @param order the file's byte order
 * @param base offset in the file that all pointers count from
 * @param hashSize number of chains
 * @param rwlocks 0, or which extension the file uses
 * @param recoveryStart pointer to the recovery area as stored, 0 none
 * @param seqnum sequence number
 * @param magic1Hash hash of the magic food; 0 in old files
 * @param magic2Hash hash of the record magic in file order; 0 in old files
 * @param featureFlags bit 0: robust mutexes
 * @param mutexSize bytes of the mutex area, 0 none
 * @param freeList pointer to the first free record as stored when the header was read, 0 none
 */
public record Tdb1Header(ByteOrder order, long base, long hashSize, long rwlocks, long recoveryStart, long seqnum,
        long magic1Hash, long magic2Hash, long featureFlags, long mutexSize, long freeList) implements Header {

    /** The bytes a TDB1 or TDB2 file begins with. */
    public static final String MAGIC_FOOD = "TDB file\n";
    /** The version word. */
    public static final long VERSION = 0x2601196DL;
    /** {@code rwlocks} of a file that uses lookup3 and wants old code kept out. */
    public static final long HASH_RWLOCK_MAGIC = 0x0BAD1A51L;
    /** {@code rwlocks} of a file whose feature flags count. */
    public static final long FEATURE_MAGIC = 0x0BAD1A52L;
    /** The one known feature: robust mutexes. */
    public static final long FEATURE_MUTEX = 1;

    /** Offset of the version word. */
    public static final int VERSION_OFFSET = 32;
    /** Offset of {@code hash_size}. */
    public static final int HASH_SIZE = 36;
    /** Offset of {@code rwlocks}. */
    public static final int RWLOCKS = 40;
    /** Offset of {@code recovery_start} from {@link #base()}. */
    public static final int RECOVERY_START = 44;
    /** Offset of {@code sequence_number} from {@link #base()}. */
    public static final int SEQNUM = 48;
    /** Offset of {@code magic1_hash}. */
    public static final int MAGIC1 = 52;
    /** Offset of {@code magic2_hash}. */
    public static final int MAGIC2 = 56;
    /** Offset of {@code feature_flags}. */
    public static final int FEATURES = 60;
    private static final int MUTEX_SIZE = 64;
    private static final int RESERVED = 68;
    /** Offset of the free list head from {@link #base()}. */
    public static final int FREE_LIST = 168;
    /** Offset of the first chain head from {@link #base()}. */
    public static final int CHAINS = 172;

    /**
     * Reads the header of a file whose first bytes are {@link #MAGIC_FOOD} and whose version word is a TDB1 one.
     *
     * @throws UnsupportedException when the file demands a feature that no known code has
     */
    public static Tdb1Header read(Storage storage, ByteOrder order) {
        Bytes bytes = new Bytes(storage, order);
        long rwlocks = bytes.u32(RWLOCKS);
        long features = rwlocks == FEATURE_MAGIC ? bytes.u32(FEATURES) : 0;
        refuseUnknown(storage.name(), rwlocks, features);
        long mutexSize = (features & FEATURE_MUTEX) != 0 ? bytes.u32(MUTEX_SIZE) : 0;
        // the copy at offset 0 is only written at creation; the header behind the mutex area is the live one
        long hashSize = bytes.u32(mutexSize + HASH_SIZE);
        if (hashSize == 0) {
            throw new DamagedException(new Fault(storage.name(), mutexSize + HASH_SIZE, "a number of hash chains",
                    "0", "the header is damaged; repair makes a sound copy of what can be found"));
        }
        return new Tdb1Header(order, mutexSize, hashSize, rwlocks,
                bytes.u32(mutexSize + RECOVERY_START), bytes.u32(mutexSize + SEQNUM), bytes.u32(mutexSize + MAGIC1),
                bytes.u32(mutexSize + MAGIC2), features, mutexSize,
                bytes.u32(mutexSize + FREE_LIST));
    }

    private static void refuseUnknown(String name, long rwlocks, long features) {
        if (rwlocks != 0 && rwlocks != HASH_RWLOCK_MAGIC && rwlocks != FEATURE_MAGIC) {
            throw new UnsupportedException(new Fault(name, RWLOCKS, "rwlocks 0, 0xbad1a51 or 0xbad1a52",
                    "0x%x: an ancient file with spinlocks in it".formatted(rwlocks),
                    "no current code reads it; repair makes a sound copy of its records"));
        }
        if ((features & ~FEATURE_MUTEX) != 0) {
            throw new UnsupportedException(new Fault(name, FEATURES, "feature flags 0 or 1 (robust mutexes)",
                    "0x%x: features this code does not know".formatted(features),
                    "use the program that made it; repair makes a sound copy of its records"));
        }
    }

    @Override
    public Dialect dialect() {
        return Dialect.TDB1;
    }

    @Override
    public long offset() {
        return base;
    }

    @Override
    public long recovery() {
        return resolve(recoveryStart);
    }

    /** Bytes up to the first chain head, the free list head included. */
    @Override
    public long length() {
        return CHAINS;
    }

    /** Whether the file uses robust mutexes instead of byte ranges for its chains. */
    public boolean mutexes() {
        return mutexSize != 0;
    }

    /** Whether the file is from before the hash test: then the default hash is its hash. */
    public boolean withoutHashTest() {
        return magic1Hash == 0 && magic2Hash == 0;
    }

    /** Offset in the file of a chain's head. */
    public long chainHead(int chain) {
        return base + CHAINS + 4L * chain;
    }

    /** Offset in the file of the first byte behind the chain heads. */
    public long dataStart() {
        return base + CHAINS + 4 * hashSize;
    }

    /** The offset in the file that a stored pointer means; 0 stays 0. */
    public long resolve(long pointer) {
        return pointer == 0 ? 0 : pointer + base;
    }

    @Override
    public List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        fields.add(Field.range("magic food", base, VERSION_OFFSET, "\"TDB file\\n\": a TDB file"));
        fields.add(word("version", VERSION_OFFSET, VERSION, "TDB1, " + (order == ByteOrder.LITTLE_ENDIAN
                ? "little-endian"
                : "big-endian")));
        fields.add(word("hash_size", HASH_SIZE, hashSize, "number of hash chains"));
        fields.add(word("rwlocks", RWLOCKS, rwlocks, rwlocksMeaning()));
        fields.add(word("recovery_start", RECOVERY_START, recoveryStart,
                recoveryStart == 0 ? "no recovery area: no transaction yet" : "offset of the recovery area"));
        fields.add(word("sequence_number", SEQNUM, seqnum, "counts changes, where programs ask for it"));
        fields.add(word("magic1_hash", MAGIC1, magic1Hash, withoutHashTest()
                ? "0: from before the hash test, default hash"
                : "hash of the magic food: tells the hash function"));
        fields.add(word("magic2_hash", MAGIC2, magic2Hash, "hash of the record magic in the file's byte order"));
        fields.add(word("feature_flags", FEATURES, featureFlags,
                mutexes() ? "robust mutexes guard the chains" : "no features"));
        fields.add(word("mutex_size", MUTEX_SIZE, mutexSize, mutexes()
                ? "bytes of the mutex area; all pointers count from its end"
                : "no mutex area"));
        fields.add(Field.range("reserved", base + RESERVED, FREE_LIST - RESERVED, "zeros"));
        fields.add(word("free list head", FREE_LIST, freeList,
                freeList == 0 ? "no free record" : "offset of the first free record"));
        return List.copyOf(fields);
    }

    private Field word(String name, int at, long value, String means) {
        return Field.word(name, base + at, 4, value, means);
    }

    private String rwlocksMeaning() {
        if (rwlocks == HASH_RWLOCK_MAGIC) {
            return "lookup3 hash; keeps code away that does not know it";
        }
        return rwlocks == FEATURE_MAGIC ? "the feature flags count" : "no extension";
    }
}
