package tdb2.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import tdb2.engine.Specimens;

/** {@code dump} on a file with three records: a word, an empty value, bytes that are no text. */
class DumpCommandTest {

    private static final Path THREE = Specimens.named("tdb1/three.tdb").path();
    private static final Path DAMAGED = Specimens.named("zoned/corrupt-truncated60-be.tdb").path();

    @Test
    void theDefaultIsTheTextOfTdbdump() {
        assertThat(Ran.tdb2("dump", THREE).ended(ExitCode.OK).text()).isEqualTo("""
                {
                key(5) = "empty"
                data(0) = ""
                }
                {
                key(5) = "hello"
                data(5) = "world"
                }
                {
                key(5) = "\\00\\01\\FF\\22\\5C"
                data(24) = "binary \\22quoted\\22 \\5C value\\00"
                }
                """);
    }

    @Test
    void jsonHoldsBytesInHexAndTextBesides() {
        JsonNode records = Ran.tdb2("dump", "--json", THREE).ended(ExitCode.OK).json();
        assertThat(records).hasSize(3);
        assertThat(records.get(1).get("key").asText()).isEqualTo("hello");
        assertThat(records.get(1).get("valueHex").asText()).isEqualTo("776f726c64");
        assertThat(records.get(2).has("key")).isFalse();
        assertThat(records.get(2).get("keyHex").asText()).isEqualTo("0001ff225c");
    }

    @Test
    void jsonOfNoRecordsIsAnEmptyArray() {
        assertThat(Ran.tdb2("dump", "--json", "--prefix", "nothing", THREE).ended(ExitCode.OK).json()).isEmpty();
    }

    @Test
    void jsonlHasAnObjectInEachLine() {
        assertThat(Ran.tdb2("dump", "--format", "jsonl", "--key", "hello", THREE).ended(ExitCode.OK).text())
                .isEqualTo("{\"key\":\"hello\",\"keyHex\":\"68656c6c6f\",\"value\":\"world\","
                        + "\"valueHex\":\"776f726c64\"}\n");
    }

    @Test
    void ldifIsBase64WhereItIsNoText() {
        assertThat(Ran.tdb2("dump", "--format", "ldif", THREE).ended(ExitCode.OK).text()).isEqualTo("""
                version: 1

                dn: tdbkey=empty
                objectClass: tdbRecord
                tdbkey: empty
                tdbvalue:

                dn: tdbkey=hello
                objectClass: tdbRecord
                tdbkey: hello
                tdbvalue: world

                dn: tdbkey=\\00\\01\\ff\\22\\5c
                objectClass: tdbRecord
                tdbkey:: AAH/Ilw=
                tdbvalue:: YmluYXJ5ICJxdW90ZWQiIFwgdmFsdWUA
                """);
    }

    @Test
    void csvQuotesEverythingAndEscapesWhatIsNoText() {
        assertThat(Ran.tdb2("dump", "--format", "csv", THREE).ended(ExitCode.OK).text()).isEqualTo("""
                key,value\r
                "empty",""\r
                "hello","world"\r
                "\\x00\\x01\\xff""\\\\","binary ""quoted"" \\\\ value\\x00"\r
                """);
    }

    @Test
    void aKeyThatIsNotThereIsAProblem() {
        Ran ran = Ran.tdb2("dump", "--key", "absent", THREE).ended(ExitCode.PROBLEMS);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("not there");
    }

    @Test
    void keysMayBeGivenInHex() {
        assertThat(Ran.tdb2("dump", "--hex", "--prefix", "0001", THREE).ended(ExitCode.OK).text())
                .startsWith("{\nkey(5) = \"\\00\\01");
    }

    @Test
    void keyAndPrefixTogetherAreWrongUsage() {
        Ran.tdb2("dump", "--key", "a", "--prefix", "b", THREE).ended(ExitCode.USAGE);
    }

    @Test
    void anUnknownFormatIsWrongUsage() {
        Ran.tdb2("dump", "--format", "xml", THREE).ended(ExitCode.USAGE);
    }

    @Test
    void aDamagedFileGivesItsReadablePartAndNamesTheGaps() {
        Ran ran = Ran.tdb2("dump", "--json", DAMAGED).ended(ExitCode.PROBLEMS);
        assertThat(ran.json().size()).isBetween(100, 999);
        assertThat(ran.err()).contains("offset", "only part of the file could be read");
    }

    @Test
    void anEmergencyGivesEachRecordOnceAndMoreThanTheIndexLeadsTo() {
        JsonNode reached = Ran.tdb2("dump", "--json", DAMAGED).json();
        Ran ran = Ran.tdb2("dump", "--json", "--emergency", DAMAGED).ended(ExitCode.PROBLEMS);
        HashSet<String> keys = new HashSet<>();
        ran.json().forEach(record -> assertThat(keys.add(record.get("keyHex").asText())).isTrue());
        assertThat(keys.size()).isGreaterThan(reached.size());
        assertThat(ran.err()).contains("more by a scan");
    }

    @Test
    void anEmergencyThatIsNoneSaysSo() {
        Ran ran = Ran.tdb2("dump", "--emergency", THREE).ended(ExitCode.OK);
        assertThat(ran.out()).isEqualTo(Ran.tdb2("dump", THREE).out());
    }

    @Test
    void aFileThatIsNoDatabaseGivesNothingEvenInAnEmergency() {
        Path text = Specimens.file("hash-vectors.txt");
        Ran ran = Ran.tdb2("dump", "--emergency", "--json", text).ended(ExitCode.UNREADABLE);
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void theSameFileAlwaysGivesTheSameDump() {
        assertThat(Arrays.equals(Ran.tdb2("dump", THREE).out(), Ran.tdb2("dump", THREE).out())).isTrue();
    }
}
