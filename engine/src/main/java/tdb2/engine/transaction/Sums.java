package tdb2.engine.transaction;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import tdb2.engine.storage.Bytes;

/** SHA-256 over ranges of a file, a block at a time. */
final class Sums {

    private static final int BLOCK = 1 << 16;

    /** To be copied: looking for one costs more than most bundles. */
    private static final MessageDigest EMPTY = found();

    private Sums() {}

    static MessageDigest sha256() {
        return copy(EMPTY);
    }

    private static MessageDigest found() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A digest that has seen the same. */
    static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's SHA-256 can be copied", e);
        }
    }

    static void update(MessageDigest digest, Bytes bytes, long offset, long length) {
        byte[] block = new byte[(int) Math.min(BLOCK, length)];
        for (long done = 0; done < length;) {
            int part = (int) Math.min(block.length, length - done);
            bytes.storage().read(offset + done, block, 0, part);
            digest.update(block, 0, part);
            done += part;
        }
    }

    static byte[] of(Bytes bytes, long offset, long length) {
        MessageDigest digest = sha256();
        update(digest, bytes, offset, length);
        return digest.digest();
    }
}
