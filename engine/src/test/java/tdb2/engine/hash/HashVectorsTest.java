package tdb2.engine.hash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import tdb2.engine.Specimens;

class HashVectorsTest {

    private static final Pattern TDB1 =
            Pattern.compile("tdb1 \"(.*)\" default=0x(\\p{XDigit}+) jenkins=0x(\\p{XDigit}+)");
    private static final Pattern TDB2 = Pattern.compile(
            "tdb2 \"(.*)\" seed=0x(\\p{XDigit}+) -> 0x(\\p{XDigit}+)\\s+ntdb32 seed=0x(\\p{XDigit}+) -> 0x(\\p{XDigit}+)");
    private static final Pattern TEST =
            Pattern.compile("hash_test seed=0x(\\p{XDigit}+) LE-bytes tdb2=0x(\\p{XDigit}+) "
                    + "ntdb=0x(\\p{XDigit}+)\\s+BE-bytes tdb2=0x(\\p{XDigit}+) ntdb=0x(\\p{XDigit}+)");

    @Test
    void everyVectorOfTheCLibrariesIsReproduced() throws IOException {
        List<String> lines = Files.readAllLines(Specimens.file("hash-vectors.txt"));
        assertThat(lines).hasSizeGreaterThan(40).allSatisfy(HashVectorsTest::check);
    }

    private static void check(String line) {
        Matcher tdb1 = TDB1.matcher(line);
        Matcher tdb2 = TDB2.matcher(line);
        Matcher test = TEST.matcher(line);
        if (tdb1.matches()) {
            byte[] key = bytes(tdb1.group(1));
            assertThat(Hashes.TDB1_DEFAULT.hash(key, 0)).isEqualTo(hex(tdb1.group(2)));
            assertThat(Hashes.TDB1_JENKINS.hash(key, 0)).isEqualTo(hex(tdb1.group(3)));
        } else if (tdb2.matches()) {
            byte[] key = bytes(tdb2.group(1));
            assertThat(Hashes.TDB2.hash(key, hex(tdb2.group(2)))).isEqualTo(hex(tdb2.group(3)));
            assertThat(Hashes.NTDB.hash(key, hex(tdb2.group(4)))).isEqualTo(hex(tdb2.group(5)));
        } else {
            assertThat(test.matches()).as(line).isTrue();
            long seed = hex(test.group(1));
            byte[] little = magic(ByteOrder.LITTLE_ENDIAN);
            byte[] big = magic(ByteOrder.BIG_ENDIAN);
            assertThat(Hashes.TDB2.hash(little, seed)).isEqualTo(hex(test.group(2)));
            assertThat(Hashes.NTDB.hash(little, seed)).isEqualTo(hex(test.group(3)));
            assertThat(Hashes.TDB2.hash(big, seed)).isEqualTo(hex(test.group(4)));
            assertThat(Hashes.NTDB.hash(big, seed)).isEqualTo(hex(test.group(5)));
        }
    }

    @Property
    void theOneWordFormIsTheFirstWordOfTheTwoWordForm(@ForAll byte[] key, @ForAll int start) {
        assertThat(Lookup3.hash(key, start)).isEqualTo(Lookup3.words(key, start) >>> 32);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] magic(ByteOrder order) {
        return ByteBuffer.allocate(8).order(order).putLong(0xA1ABE11A01092008L).array();
    }

    private static long hex(String digits) {
        return Long.parseUnsignedLong(digits, 16);
    }
}
