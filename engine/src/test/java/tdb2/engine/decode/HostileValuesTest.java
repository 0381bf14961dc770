package tdb2.engine.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import tdb2.engine.Specimens;

/** Values from anywhere: decoders never throw, never run long, and point only at bytes that are there. */
class HostileValuesTest {

    private static final List<String> FILES = List.of("secrets.tdb", "passdb.tdb", "registry.tdb", "gencache.tdb",
            "account_policy.tdb", "group_mapping.tdb", "share_info.tdb", "locking.tdb", "brlock.tdb", "leases.tdb",
            "smbXsrv_session_global.tdb", "smbXsrv_tcon_global.tdb", "smbXsrv_open_global.tdb",
            "smbXsrv_client_global.tdb", "smbXsrv_version_global.tdb", "smbprofile.tdb", "names.tdb", "unexpected.tdb",
            "pulse-stream-volumes.tdb", "pulse-device-volumes.tdb", "pulse-card-database.tdb", "xenstored.tdb",
            "locking.tdb.0", "cache_x.ldb", "any");
    private static final int MUTATIONS = 4;
    private static final int BIG = 1 << 16;
    /** Files whose names make a difference for how a value is read, not only for who reads it. */
    private static final List<String> KINDS = List.of("any", "smbXsrv_session_global.tdb", "smbXsrv_open_global.tdb",
            "pulse-stream-volumes.tdb", "pulse-card-database.tdb", "locking.tdb.0");

    @Property(tries = 1000)
    void anyBytesUnderAnyKey(@ForAll @Size(max = 400) byte[] value, @ForAll @Size(max = 40) byte[] key,
            @ForAll @IntRange(max = 24) int file) {
        all(new Subject(Values.file(FILES.get(file % FILES.size())), key, value, value.length));
    }

    @Test
    void realValuesWithBytesChangedCutAndDoubled() {
        Random random = new Random(1);
        Specimens.in("real").forEach(specimen -> Values.all(specimen).stream().limit(60).forEach(subject -> {
            for (int i = 0; i < MUTATIONS; i++) {
                all(subject.withValue(mutated(subject.value(), random), subject.valueLength()));
            }
        }));
    }

    @Test
    void bigValuesOfOneByteEndSoon() {
        for (int filler : new int[] { 0, 1, 0x10, 0x7F, 0xFF, 'm', 'P' }) {
            byte[] value = new byte[BIG];
            Arrays.fill(value, (byte) filler);
            for (String file : KINDS) {
                Subject subject = new Subject(Values.file(file), new byte[] { 'k' }, value, value.length);
                Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> all(subject), file);
            }
        }
    }

    private static byte[] mutated(byte[] value, Random random) {
        byte[] mutated = switch (random.nextInt(3)) {
            case 0 -> Arrays.copyOf(value, random.nextInt(value.length + 1));
            case 1 -> Arrays.copyOf(value, value.length * 2);
            default -> value.clone();
        };
        for (int i = 0; i < 3 && mutated.length > 0; i++) {
            mutated[random.nextInt(mutated.length)] = (byte) List.of(0, 1, 0x7F, 0x80, 0xFF).get(random.nextInt(5))
                    .intValue();
        }
        return mutated;
    }

    private static void all(Subject subject) {
        for (Decoder decoder : Decoders.installed().all()) {
            assertThatCode(() -> {
                decoder.fit(subject);
                Decoded decoded = decoder.decode(subject);
                Stream.of(Disclosure.values()).forEach(secrets -> {
                    assertThat(Rendering.line(decoded, secrets).length()).isLessThanOrEqualTo(201);
                    assertThat(decoder.text(subject, decoded, secrets)).isNotNull();
                    Rendering.rows(decoded, secrets).forEach(row -> row.extent().ifPresent(
                            extent -> assertThat(extent.end()).isLessThanOrEqualTo(subject.value().length)));
                });
            }).as("%s on %s", decoder.name(), subject.file().name()).doesNotThrowAnyException();
        }
    }
}
