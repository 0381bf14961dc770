package tdb2.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tdb2.engine.Specimens;
import tdb2.engine.Specimens.Specimen;

/** The commands on every file made by the C libraries and by real programs. */
class FixtureCommandsTest {

    /** The C library's undo area was too short to save the header of one record; 199 of 200 are left. */
    private static final String ONE_RECORD_OVERWRITTEN = "tdb2/crash-asis-first-all-written-magic-still-set.tdb";
    /** What nothing structural tells: bytes of values, or a length that still fits. */
    private static final Set<String> SILENT = Set.of("data-byte", "length-byte", "flips20");

    @TestFactory
    Stream<DynamicTest> theDigestIsThatOfTheSidecarAndTheFileIsUntouched() {
        return each(specimen -> readable(specimen) && !specimen.toString().equals(ONE_RECORD_OVERWRITTEN), specimen -> {
            List<Object> before = facts(specimen.path());
            Ran ran = Ran.tdb2("digest", specimen.path()).ended(ExitCode.OK);
            assertThat(ran.text().strip()).isIn(legal(specimen.expect()));
            assertThat(facts(specimen.path())).isEqualTo(before);
        });
    }

    @TestFactory
    Stream<DynamicTest> aHeaderNobodyReadsIsRefusedWithTheReason() {
        return each(specimen -> specimen.kind().equals("header-variant") && !readable(specimen), specimen -> {
            Ran ran = Ran.tdb2("digest", specimen.path()).ended(ExitCode.UNREADABLE);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err()).contains("expected", "found");
        });
    }

    @TestFactory
    Stream<DynamicTest> theLayoutAccountsForEveryByte() {
        return each(specimen -> readable(specimen) && !specimen.toString().equals(ONE_RECORD_OVERWRITTEN), specimen -> {
            long next = 0;
            for (JsonNode region : Ran.tdb2("layout", "--json", specimen.path()).json()) {
                assertThat(region.get("offset").asLong()).isEqualTo(next);
                next += region.get("length").asLong();
                if (specimen.sound()) {
                    assertThat(region.get("kind").asText()).isNotEqualTo("unknown");
                }
            }
            assertThat(next).isEqualTo(specimen.expect().get("fileSize").asLong());
        });
    }

    @TestFactory
    Stream<DynamicTest> infoAgreesWithTheSidecar() {
        return each(Specimen::sound, specimen -> {
            JsonNode info = Ran.tdb2("info", "--json", specimen.path()).ended(ExitCode.OK).json();
            JsonNode expect = specimen.expect();
            assertThat(info.get("records").asLong()).isEqualTo(expect.get("records").asLong());
            assertThat(info.get("byteOrder").asText()).isEqualTo(expect.get("byteOrder").asText());
            assertThat(info.get("fileSize").asLong()).isEqualTo(expect.get("fileSize").asLong());
            assertThat(info.get("dialect").asText()).isEqualTo(dialect(expect.get("format").asText()));
            assertThat(info.get("recovery").asText()).isIn("none", "settled");
        });
    }

    @TestFactory
    Stream<DynamicTest> aCrashIsPendingExactlyWhenTheSidecarSaysSo() {
        return each(specimen -> specimen.kind().equals("crash"), specimen -> {
            JsonNode info = Ran.tdb2("info", "--json", specimen.path()).json();
            boolean pending = specimen.expect().get("recoveryPending").asBoolean();
            assertThat(info.get("recovery").asText().equals("pending")).isEqualTo(pending);
        });
    }

    @TestFactory
    Stream<DynamicTest> ofADamagedFileWhatCanBeReadIsReadAndTheRestIsNamed() {
        return each(specimen -> specimen.kind().equals("corrupt"), specimen -> {
            Ran digest = Assertions.assertTimeout(Duration.ofSeconds(30), () -> Ran.tdb2("digest", specimen.path()));
            if (digest.status() == ExitCode.OK) {
                digest.ended(ExitCode.OK);
                assertThat(legal(specimen.expect()).contains(digest.text().strip())
                        || SILENT.stream().anyMatch(specimen.toString()::contains)).isTrue();
            } else {
                digest.ended(unreadable(specimen) ? ExitCode.UNREADABLE : ExitCode.PROBLEMS);
                assertThat(digest.out()).isEmpty();
                assertThat(digest.err()).contains(specimen.path() + ": ", "expected", "found");
            }
            for (String command : List.of("info", "dump", "keys", "layout")) {
                Ran ran = Assertions.assertTimeout(Duration.ofSeconds(30), () -> Ran.tdb2(command, specimen.path()));
                ran.ended(ran.status());
                assertThat(ran.status()).isIn(ExitCode.OK, ExitCode.PROBLEMS, ExitCode.UNREADABLE);
            }
        });
    }

    private static boolean unreadable(Specimen specimen) {
        String name = specimen.toString();
        return name.contains("header-zeroed") || name.contains("magic-food");
    }

    /** Every file that is whole: the C library opens it, or could if it knew the caller's hash function. */
    private static boolean readable(Specimen specimen) {
        return switch (specimen.kind()) {
            case "corrupt" -> false;
            case "header-variant" -> specimen.expect().get("openReadOnlyInC").asText().equals("ok");
            default -> true;
        };
    }

    /** What {@code digest} may print. */
    private static List<String> legal(JsonNode expect) {
        String after = line(expect, "records", "keysHash");
        return expect.path("afterRecoveryIs").asText().equals("OTHER")
                ? List.of(after, line(expect, "preTransactionRecords", "preTransactionKeysHash"))
                : List.of(after);
    }

    private static String line(JsonNode expect, String records, String hash) {
        return expect.get(records).asText() + " " + expect.get(hash).asText();
    }

    private static String dialect(String format) {
        return switch (format) {
            case "tdb2" -> "tdb2-tables";
            case "zoned", "tdb2-zoned" -> "tdb2";
            default -> format;
        };
    }

    private static List<Object> facts(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return List.of(attributes.lastModifiedTime(), attributes.lastAccessTime(), attributes.size(),
                    Arrays.hashCode(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<DynamicTest> each(Predicate<Specimen> which, Consumer<Specimen> test) {
        return Specimens.all().filter(which).map(s -> DynamicTest.dynamicTest(s.toString(), () -> test.accept(s)));
    }
}
