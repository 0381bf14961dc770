package tdb2.engine.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.LongStream;
import tdb2.engine.Tdb;

/**
 * Changes the same value under two keys, always both in one transaction, in turn for a few pairs: which transaction was
 * the last one tells what every pair must have.
 */
public final class PairWriter {

    private static final int PAIRS = 20;

    private PairWriter() {}

    /** The key of one half of the pair that a transaction changes: "a" or "b". */
    public static byte[] key(String writer, String half, long number) {
        return "%s.%s.%d".formatted(writer, half, number % PAIRS).getBytes(US_ASCII);
    }

    /** What a transaction stores under both keys. */
    public static byte[] value(long number) {
        return (number + "-" + "x".repeat((int) (number * 7 % 90))).getBytes(US_ASCII);
    }

    /**
     * Requires that a file has what a writer's first transactions left, all of each of them.
     *
     * @return how many these are
     */
    public static long transactions(Tdb tdb, String writer) {
        long last = LongStream.range(0, PAIRS).map(pair -> number(tdb, writer, pair)).max().orElseThrow();
        for (long number = Math.max(1, last - PAIRS + 1); number <= last; number++) {
            assertThat(tdb.fetch(key(writer, "a", number))).as("%s %d of %d", writer, number, last)
                    .hasValue(value(number));
            assertThat(tdb.fetch(key(writer, "b", number))).as("%s %d of %d", writer, number, last)
                    .hasValue(value(number));
        }
        return last;
    }

    private static long number(Tdb tdb, String writer, long pair) {
        return tdb.fetch(key(writer, "a", pair)).map(value -> new String(value, US_ASCII))
                .map(value -> Long.parseLong(value.substring(0, value.indexOf('-')))).orElse(0L);
    }

    /** Starts a process that writes by Samba's library until something stands in its input. */
    public static Process start(Path file, String writer) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx96m", "--enable-native-access=ALL-UNNAMED", "-cp",
                System.getProperty("java.class.path"), PairWriter.class.getName(), file.toString(), writer)
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /** The process: file, name of the writer. */
    public static void main(String[] words) throws IOException {
        try (LibTdbFile file = new LibTdbFile(Path.of(words[0]), 0, 0)) {
            for (long number = 1; System.in.available() == 0; number++) {
                file.begin();
                file.store(key(words[1], "a", number), value(number));
                file.store(key(words[1], "b", number), value(number));
                file.commit();
            }
        }
        Runtime.getRuntime().halt(0);
    }
}
