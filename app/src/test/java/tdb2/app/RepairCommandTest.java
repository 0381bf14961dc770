package tdb2.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tdb2.engine.Specimens;

/** {@code repair}: the copy, what is set aside, what is refused, and what it changes in place and takes back. */
class RepairCommandTest {

    /** Of TDB1: the head of the first chain, and hash and key in a record. */
    private static final int CHAIN = 172;
    private static final int HASH = 16;
    private static final int KEY = 24;

    @TempDir
    private Path folder;

    private Path broken(String name) throws IOException {
        return Files.copy(Specimens.named(name).path(), folder.resolve("broken.tdb"));
    }

    /** A file of ours whose index is gone but for one group. */
    private Path withoutIndex() throws IOException {
        Path file = folder.resolve("ours.tdb");
        Ran.tdb2("create", file).ended(ExitCode.OK);
        for (int i = 0; i < 40; i++) {
            Ran.tdb2("put", file, "key" + i, "value" + i).ended(ExitCode.OK);
        }
        byte[] content = Files.readAllBytes(file);
        Arrays.fill(content, 312 + 64, 8504, (byte) 0);
        Files.write(file, content);
        return file;
    }

    private Set<String> keys(Path file) {
        return new HashSet<>(List.of(Ran.tdb2("keys", file).ended(ExitCode.OK).text().split("\n")));
    }

    @Test
    void aDryRunTellsEachStepAndWritesNothing() throws IOException {
        Path file = broken("tdb1/corrupt-chain-loop.tdb");
        byte[] before = Files.readAllBytes(file);
        JsonNode plan = Ran.tdb2("repair", "--dry-run", "--json", file).ended(ExitCode.OK).json();
        assertThat(plan.get("recovered").asLong()).isEqualTo(1000)
                .isEqualTo(plan.get("reachable").asLong() + plan.get("salvaged").asLong());
        assertThat(plan.get("salvaged").asLong()).isPositive();
        assertThat(plan.get("written").asBoolean()).isFalse();
        assertThat(plan.get("lost")).isEmpty();
        for (JsonNode step : plan.get("steps")) {
            assertThat(step.get("what").asText()).isNotBlank();
            assertThat(step.get("reason").asText()).isNotBlank();
            assertThat(step.get("risk").asText()).isIn("none", "low", "judge");
        }
        assertThat(Ran.tdb2("repair", "--dry-run", file).ended(ExitCode.OK).text()).contains("only a scan",
                "Nothing was written");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void theCopyIsSoundHasEveryRecordAndTheModeOfItsSource() throws IOException {
        Path file = withoutIndex();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        byte[] before = Files.readAllBytes(file);
        Path copy = folder.resolve("new.tdb");
        JsonNode planned = Ran.tdb2("repair", "--dry-run", "--json", file).ended(ExitCode.OK).json();
        JsonNode made = Ran.tdb2("repair", "--json", file, "--output", copy).ended(ExitCode.OK).json();
        assertThat(planned.get("bytesAfter").asLong()).isPositive().isLessThanOrEqualTo(Files.size(copy));
        assertThat(made.get("recovered").asLong()).isEqualTo(40);
        assertThat(made.get("verdict").asText()).isEqualTo("sound");
        assertThat(made.get("bytesAfter").asLong()).isEqualTo(Files.size(copy));
        assertThat(made.get("place").toString()).contains("mv");
        assertThat(keys(copy)).hasSize(40).contains("key0", "key39");
        assertThat(Ran.tdb2("get", copy, "key17").ended(ExitCode.OK).text()).isEqualTo("value17");
        Ran.tdb2("check", copy).ended(ExitCode.OK);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy))).isEqualTo("rw-r-----");
        assertThat(folder.resolve("new.tdb.suspect.jsonl")).doesNotExist();
    }

    @Test
    void theCopyOfATdb1FileIsOneAndSambasOwnToolCallsItSound() throws IOException, InterruptedException {
        Path copy = folder.resolve("new.tdb");
        JsonNode made = Ran.tdb2("repair", "--json", broken("tdb1/corrupt-chain-loop.tdb"), "--output", copy)
                .ended(ExitCode.OK).json();
        assertThat(made.get("outputDialect").asText()).isEqualTo("tdb1");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/tdbtool")), "no tdbtool");
        Process tool =
                new ProcessBuilder("/usr/bin/tdbtool", copy.toString(), "check").redirectErrorStream(true).start();
        assertThat(new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("Database integrity is OK and has 1000 records");
        assertThat(tool.waitFor()).isZero();
    }

    @Test
    void whatIsDoubtfulIsSetAsideWithItsReasonAndValuesOnlyWhereTheyMayBeTold() throws IOException {
        Path file = withoutIndex();
        byte[] content = Files.readAllBytes(file);
        int at = new String(content, StandardCharsets.ISO_8859_1).indexOf("key23value23");
        content[at] ^= 1;
        Files.write(file, content);
        Path copy = folder.resolve("new.tdb");
        Ran.tdb2("repair", file, "--output", copy).ended(ExitCode.PROBLEMS);
        List<String> lines = Files.readAllLines(folder.resolve("new.tdb.suspect.jsonl"));
        assertThat(lines).hasSize(1);
        JsonNode aside = new ObjectMapper().readTree(lines.getFirst());
        assertThat(aside.get("doubt").asText()).isEqualTo("hash");
        assertThat(aside.get("keyHex").asText()).isEqualTo("6a65793233");
        assertThat(aside.get("valueHex").asText()).isEqualTo("76616c75653233");
        assertThat(keys(copy)).hasSize(39).doesNotContain("key23", "jey23");
        Path other = folder.resolve("other.tdb");
        assertThat(Ran.tdb2("repair", "--redact", file, "--output", other).ended(ExitCode.PROBLEMS).text())
                .contains("set aside").doesNotContain("value23", "76616c7565");
        assertThat(Ran.tdb2("repair", "--dry-run", "--redact", file).ended(ExitCode.PROBLEMS).text())
                .contains("jey23").doesNotContain("value23", "76616c7565");
        assertThat(Files.readString(folder.resolve("other.tdb.suspect.jsonl"))).contains("\"valueLength\":7")
                .doesNotContain("76616c7565");
        JsonNode plan = Ran.tdb2("repair", "--dry-run", "--redact", "--json", file).ended(ExitCode.PROBLEMS).json();
        assertThat(plan.get("suspects")).hasSize(1);
        assertThat(plan.get("suspects").toString()).doesNotContain("value23");
    }

    @Test
    void theCopyNeverTakesThePlaceOfAnotherFile() throws IOException {
        Path file = withoutIndex();
        Path there = Files.writeString(folder.resolve("there.tdb"), "something");
        Ran.tdb2("repair", file, "--output", there).ended(ExitCode.REFUSED);
        Ran.tdb2("repair", file, "--output", file).ended(ExitCode.REFUSED);
        assertThat(Files.readString(there)).isEqualTo("something");
    }

    @Test
    void aFileWithNothingLikeARecordInItIsNotRepaired() throws IOException {
        Path file = Files.writeString(folder.resolve("text"), "no database".repeat(1000));
        Ran.tdb2("repair", file, "--output", folder.resolve("new.tdb")).ended(ExitCode.UNREADABLE);
        assertThat(folder.resolve("new.tdb")).doesNotExist();
    }

    @Test
    void aWrongTailerIsPutRightInPlaceAndTakenBack() throws IOException {
        Path file = Files.copy(Specimens.named("tdb1/three.tdb").path(), folder.resolve("tailer.tdb"));
        byte[] sound = Files.readAllBytes(file);
        JsonNode layout = Ran.tdb2("layout", "--json", file).ended(ExitCode.OK).json();
        JsonNode record = null;
        for (JsonNode region : layout) {
            record = region.get("kind").asText().equals("record") ? region : record;
        }
        byte[] content = sound.clone();
        int tailer = record.get("offset").asInt() + record.get("length").asInt() - 4;
        content[tailer] ^= 0x55;
        Files.write(file, content);
        Ran.tdb2("check", file).ended(ExitCode.PROBLEMS);
        Ran.tdb2("repair", "--in-place", "--dry-run", file).ended(ExitCode.OK);
        assertThat(Files.readAllBytes(file)).isEqualTo(content);
        JsonNode done = Ran.tdb2("repair", "--in-place", "--json", file).ended(ExitCode.OK).json();
        assertThat(done.get("fixes")).hasSize(1);
        assertThat(done.get("fixes").get(0).get("offset").asInt()).isEqualTo(tailer);
        assertThat(done.get("verdict").asText()).isEqualTo("sound");
        assertThat(Files.readAllBytes(file)).isEqualTo(sound);
        assertThat(folder.resolve("tailer.tdb.undo")).exists();
        Ran.tdb2("repair", "--undo", file).ended(ExitCode.OK);
        assertThat(Files.readAllBytes(file)).isEqualTo(content);
        assertThat(folder.resolve("tailer.tdb.undo")).doesNotExist();
    }

    @Test
    void whatCouldLoseSomethingIsRefusedInPlace() throws IOException {
        Path file = broken("tdb1/corrupt-chain-loop.tdb");
        byte[] before = Files.readAllBytes(file);
        Ran.tdb2("repair", "--in-place", file).ended(ExitCode.REFUSED);
        Ran.tdb2("repair", "--undo", file).ended(ExitCode.REFUSED);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void anUndoOfAFileThatWasWrittenToSinceIsRefused() throws IOException {
        Path file = withoutIndex();
        Files.writeString(folder.resolve("ours.tdb.undo"), "tdb2 undo 1\n8600 00 01 something\nend 1\n");
        byte[] content = Files.readAllBytes(file);
        content[8600] = 5;
        Files.write(file, content);
        Ran.tdb2("repair", "--undo", file).ended(ExitCode.REFUSED);
        assertThat(Files.readAllBytes(file)).isEqualTo(content);
    }

    @Test
    void oneThingAtATime() throws IOException {
        Path file = broken("tdb1/corrupt-chain-loop.tdb");
        Ran.tdb2("repair", file).ended(ExitCode.USAGE);
        Ran.tdb2("repair", "--in-place", "--undo", file).ended(ExitCode.USAGE);
        Ran.tdb2("repair", "--in-place", "--output", folder.resolve("x"), file).ended(ExitCode.USAGE);
    }

    /** One chain, from the newer of two versions of a key on to the older one. */
    private byte[] twoVersions(Path chained) throws IOException {
        Ran.tdb2("create", "--dialect", "tdb1", "--byte-order", "LE", "--hash-size", "1", chained).ended(ExitCode.OK);
        Ran.tdb2("put", chained, "tail", "1").ended(ExitCode.OK);
        Ran.tdb2("put", chained, "head", "2").ended(ExitCode.OK);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(chained)).order(ByteOrder.LITTLE_ENDIAN);
        int newer = bytes.getInt(CHAIN);
        int older = bytes.getInt(newer);
        bytes.put(older + HASH, bytes.array(), newer + HASH, 4).put(older + KEY,
                "head".getBytes(StandardCharsets.UTF_8));
        return bytes.array();
    }

    private static String why(Path file) {
        JsonNode suspects = Ran.tdb2("repair", "--dry-run", "--json", file).json().get("suspects");
        assertThat(suspects).hasSize(1);
        assertThat(suspects.get(0).get("doubt").asText()).isEqualTo("other-version");
        return suspects.get(0).get("why").asText();
    }

    @Test
    void whatTellsTheNewerOfTwoVersionsIsSaid() throws IOException {
        Path chained = folder.resolve("chained.tdb");
        ByteBuffer bytes = ByteBuffer.wrap(twoVersions(chained)).order(ByteOrder.LITTLE_ENDIAN);
        int newer = bytes.getInt(CHAIN);
        Files.write(chained, bytes.putInt(CHAIN, 0).array());
        assertThat(why(chained)).contains("by the chain: it goes from the other one on to this one");
        Files.write(chained, bytes.putInt(CHAIN, newer).putInt(newer, 0).array());
        assertThat(why(chained)).contains("by the index: it leads to the other one");
    }

    @Test
    void ofThreeVersionsThatTheIndexLeadsToNoneIsCalledOlder() throws IOException {
        Path chained = folder.resolve("chained.tdb");
        twoVersions(chained);
        Ran.tdb2("put", chained, "last", "3").ended(ExitCode.OK);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(chained)).order(ByteOrder.LITTLE_ENDIAN);
        int last = bytes.getInt(CHAIN);
        int head = bytes.getInt(last);
        for (int other : List.of(last, bytes.getInt(head))) {
            bytes.put(other + HASH, bytes.array(), head + HASH, 4)
                    .put(other + KEY, "head".getBytes(StandardCharsets.UTF_8));
        }
        Files.write(chained, bytes.array());
        JsonNode suspects = Ran.tdb2("repair", "--dry-run", "--json", chained).json().get("suspects");
        assertThat(suspects.findValuesAsText("doubt")).containsExactly("undecided", "undecided", "undecided");
    }
}
