package tdb2.engine.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tdb2.engine.Specimens;
import tdb2.engine.Specimens.Specimen;

/** Every record of every real file is decoded by the decoder made for it, wholly. */
class RealFilesTest {

    private static final Map<String, String> DECODERS = Map.ofEntries(Map.entry("ldb-", "ldb"),
            Map.entry("sssd-", "ldb"), Map.entry("pulse-", "pulse"), Map.entry("tools-ctdb", "ctdb"),
            Map.entry("samba-account_policy", "samba-account-policy"), Map.entry("samba-gencache", "samba-gencache"),
            Map.entry("samba-group_mapping", "samba-group-mapping"), Map.entry("samba-names", "samba-names"),
            Map.entry("samba-passdb", "samba-passdb"), Map.entry("samba-registry", "samba-registry"),
            Map.entry("samba-secrets", "samba-secrets"), Map.entry("samba-share_info", "samba-share-info"),
            Map.entry("samba-smbXsrv_version_global", "samba-smbxsrv"),
            // texts written by the tools of the C library
            Map.entry("tools-tdbtool", "text"), Map.entry("tools-tdbrestore", "text"),
            Map.entry("tools-tdbbackup", "text"));

    /** Random bytes of a test program: nothing is known of them, and hex or text is all there is to show. */
    private static final Set<String> NOISE = Set.of("tools-python");
    /** Files without records; LiveRecordsTest has some that smbd wrote into files of these names. */
    private static final Set<String> EMPTY = Set.of("pulse-card-database", "pulse-stream-volumes", "samba-brlock",
            "samba-leases", "samba-locking", "samba-mutex", "samba-smbprofile", "samba-smbXsrv_client_global",
            "samba-smbXsrv_open_global", "samba-smbXsrv_session_global", "samba-smbXsrv_tcon_global", "tools-ctdb3");

    static Stream<Specimen> files() {
        return Specimens.in("real");
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyRecordHasItsDecoder(Specimen specimen) {
        String name = name(specimen);
        List<Subject> records = Values.all(specimen);
        if (EMPTY.contains(name)) {
            assertThat(records).isEmpty();
            return;
        }
        assertThat(records).isNotEmpty();
        for (Subject subject : records) {
            Decoder decoder = Decoders.installed().best(subject);
            Decoded decoded = Decoders.decode(decoder, subject);
            if (!NOISE.contains(name)) {
                assertThat(decoder.name()).as(subject.keyText()).isEqualTo(expected(name));
            }
            assertThat(decoded.failure()).as(subject.keyText()).isEmpty();
            assertThat(decoded.field("not explained")).as(subject.keyText()).isEmpty();
            assertThat(Rendering.line(decoded, Disclosure.MASKED).isBlank()).as(subject.keyText())
                    .isEqualTo(subject.valueLength() == 0);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void noByteOfAStructureIsShownTwiceOnOneLevel(Specimen specimen) {
        for (Subject subject : Values.all(specimen)) {
            Set<Integer> shown = new HashSet<>();
            if (List.of("integers", "times").contains(Decoders.installed().best(subject).name())) {
                continue;
            }
            Rendering.rows(Values.best(subject), Disclosure.MASKED).stream().filter(row -> row.depth() == 0)
                    .flatMap(row -> row.extent().stream()).forEach(extent -> {
                        for (int i = extent.offset(); i < extent.end(); i++) {
                            assertThat(shown.add(i)).as("byte %d of %s", i, subject.keyText()).isTrue();
                        }
                    });
        }
    }

    private static String expected(String name) {
        return DECODERS.entrySet().stream().filter(entry -> name.startsWith(entry.getKey())).findFirst()
                .map(Map.Entry::getValue).orElse("a decoder of its own");
    }

    private static String name(Specimen specimen) {
        return specimen.path().getFileName().toString().replaceAll("\\.[tl]db$", "");
    }
}
