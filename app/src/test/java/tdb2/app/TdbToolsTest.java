package tdb2.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tdb2.engine.Specimens;
import tdb2.engine.Specimens.Specimen;

/** Agreement with tdbdump and tdbrestore, where the package tdb-tools is installed. */
class TdbToolsTest {

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> dumpIsWhatTdbdumpPrints() {
        assumeTools();
        return Specimens.all().filter(TdbToolsTest::tdb1).map(s -> DynamicTest.dynamicTest(s.toString(), () -> {
            byte[] theirs = output(s.path().toFile().length(), "tdbdump", s.path().toString());
            assumeTrue(theirs.length > 0 || s.expect().get("records").asInt() == 0, "tdbdump refuses this file");
            assertThat(Ran.tdb2("dump", s.path()).ended(ExitCode.OK).out()).isEqualTo(theirs);
        }));
    }

    /** tdbdump reads neither a caller's hash function nor a file that needs a recovery, and may hang in a damaged one. */
    private static boolean tdb1(Specimen specimen) {
        return specimen.expect().get("format").asText().equals("tdb1") && !specimen.kind().equals("corrupt")
                && !specimen.kind().equals("header-variant") && !specimen.expect().has("constantHash")
                && !specimen.expect().path("recoveryPending").asBoolean();
    }

    @TestFactory
    Stream<DynamicTest> tdbrestoreReadsTheDump() {
        assumeTools();
        return Stream.of("tdb1/three.tdb", "tdb1/jenkins.tdb", "ntdb/three-be.tdb", "zoned/three.tdb")
                .map(name -> DynamicTest.dynamicTest(name, () -> restore(Specimens.named(name))));
    }

    private void restore(Specimen specimen) throws IOException, InterruptedException {
        Path copy = folder.resolve(specimen.toString().replace('/', '-'));
        Process tdbrestore = new ProcessBuilder("tdbrestore", copy.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try (var in = tdbrestore.getOutputStream()) {
            in.write(Ran.tdb2("dump", specimen.path()).ended(ExitCode.OK).out());
        }
        assertThat(tdbrestore.waitFor()).isZero();
        assertThat(Ran.tdb2("digest", copy).ended(ExitCode.OK).text())
                .isEqualTo(Ran.tdb2("digest", specimen.path()).text());
    }

    @Test
    void theDataOfOneKeyIsWhatTdbdumpPrintsForIt() throws IOException, InterruptedException {
        assumeTools();
        Path three = Specimens.named("tdb1/three.tdb").path();
        String theirs = new String(output(100, "tdbdump", "-k", "hello", three.toString()),
                StandardCharsets.US_ASCII);
        assertThat(Ran.tdb2("dump", "--key", "hello", three).text()).contains("= \"" + theirs + "\"\n}");
    }

    @TestFactory
    Stream<DynamicTest> dumpHasTheRecordsOfTheRecordedDump() {
        return Specimens.all().filter(s -> Files.exists(recorded(s)) && !refused(s))
                .map(s -> DynamicTest.dynamicTest(s.toString(), () -> assertThat(
                        records(Ran.tdb2("dump", s.path()).ended(ExitCode.OK).text()))
                        .containsExactlyInAnyOrderElementsOf(records(Files.readString(recorded(s))))));
    }

    private static boolean refused(Specimen specimen) {
        return specimen.expect().path("openReadOnlyInC").asText().contains("not implemented");
    }

    private static Path recorded(Specimen specimen) {
        String name = specimen.path().getFileName().toString();
        return specimen.path().resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".dump");
    }

    private static List<String> records(String dump) {
        return List.of(dump.split("(?<=\n\\}\n)"));
    }

    private static byte[] output(long enough, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        byte[] output = process.getInputStream().readNBytes((int) Math.min(8 * enough + 1024, 1 << 28));
        process.destroy();
        process.waitFor();
        return output;
    }

    private static void assumeTools() {
        assumeTrue(Stream.of("tdbdump", "tdbrestore").allMatch(TdbToolsTest::installed),
                "tdbdump and tdbrestore are not installed (package tdb-tools)");
    }

    private static boolean installed(String tool) {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(path -> Files.isExecutable(Path.of(path, tool)));
    }
}
