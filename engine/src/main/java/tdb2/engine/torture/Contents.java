package tdb2.engine.torture;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32C;
import tdb2.engine.Tdb;
import tdb2.engine.format.Dialect;

/**
 * Keys and values of a torture. A value is made of pieces that each carry their length and checksum, so that whoever
 * reads one can tell whether it is whole, whoever wrote it.
 */
final class Contents {

    /** The sum of a record that is not there. */
    static final String ABSENT = "-";

    private static final int PIECE_HEAD = 8;
    private static final int SUM_BYTES = 8;
    private static final int PADDINGS = 23;

    private Contents() {}

    /** Whether values are written over in the file's dialect, so that a kill may leave a part of each. */
    static boolean tears(Tdb tdb) {
        return tdb.view().dialect() == Dialect.TDB1;
    }

    /** The key of a name: of many lengths. */
    static byte[] key(String name) {
        return (name + "_".repeat(Math.floorMod(name.hashCode(), PADDINGS))).getBytes(US_ASCII);
    }

    /** The name of a key. */
    static String name(byte[] key) {
        return new String(key, US_ASCII).replaceFirst("_+$", "");
    }

    /** A short text that tells values apart. */
    static String sum(Optional<byte[]> value) {
        try {
            return value.map(MessageDigest.getInstance("SHA-256")::digest)
                    .map(digest -> HexFormat.of().formatHex(digest, 0, SUM_BYTES)).orElse(ABSENT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /** A value of one piece; most are short, few are long. */
    static byte[] value(RandomGenerator random) {
        int dice = random.nextInt(100);
        int most = dice < 60 ? 64 : dice < 90 ? 600 : dice < 99 ? 6_000 : 60_000;
        return piece(random, random.nextInt(most));
    }

    /** A piece, or a value of one. */
    static byte[] piece(RandomGenerator random, int length) {
        byte[] filling = new byte[length];
        random.nextBytes(filling);
        return ByteBuffer.allocate(PIECE_HEAD + length).putInt(length).putInt(checksum(filling)).put(filling).array();
    }

    /** A value and one more piece. */
    static byte[] joined(byte[] value, byte[] piece) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream(value.length + piece.length);
        whole.writeBytes(value);
        whole.writeBytes(piece);
        return whole.toByteArray();
    }

    /** Whether a value is made of whole pieces. */
    static boolean whole(byte[] value) {
        ByteBuffer rest = ByteBuffer.wrap(value);
        while (rest.remaining() >= PIECE_HEAD) {
            int length = rest.getInt();
            int checksum = rest.getInt();
            if (length < 0 || length > rest.remaining()) {
                return false;
            }
            byte[] filling = new byte[length];
            rest.get(filling);
            if (checksum(filling) != checksum) {
                return false;
            }
        }
        return !rest.hasRemaining();
    }

    private static int checksum(byte[] filling) {
        CRC32C crc = new CRC32C();
        crc.update(filling);
        return (int) crc.getValue();
    }
}
