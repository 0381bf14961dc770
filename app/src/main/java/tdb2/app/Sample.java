package tdb2.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import tdb2.engine.format.Tdb1Header;
import tdb2.engine.hash.Hashes;

/** A database of one record, for a trial run: TDB1 with one chain, from before the hash test. */
final class Sample {

    /** Its one key. */
    static final String KEY = "key";

    private static final int RECORD = Tdb1Header.CHAINS + 4;
    private static final int CONTENT = 16;
    private static final int RECORD_MAGIC = 0x26011999;

    private Sample() {}

    /** Runs something on it, then deletes it. */
    static void with(Consumer<String> use) throws IOException {
        Path file = Files.createTempFile("tdb2-sample", ".tdb");
        try {
            Files.write(file, content());
            use.accept(file.toString());
        } finally {
            Files.delete(file);
        }
    }

    private static byte[] content() {
        byte[] key = KEY.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer file = ByteBuffer.allocate(RECORD + 24 + CONTENT).order(ByteOrder.LITTLE_ENDIAN);
        file.put(Tdb1Header.MAGIC_FOOD.getBytes(StandardCharsets.US_ASCII));
        file.putInt(32, (int) Tdb1Header.VERSION).putInt(36, 1).putInt(Tdb1Header.CHAINS, RECORD);
        file.position(RECORD).putInt(0).putInt(CONTENT).putInt(key.length).putInt(key.length)
                .putInt((int) Hashes.TDB1_DEFAULT.hash(key, 0)).putInt(RECORD_MAGIC).put(key).put(key);
        return file.putInt(file.capacity() - 4, 24 + CONTENT).array();
    }
}
