package tdb2.engine.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tdb2.engine.Specimens;

/**
 * PulseAudio, CTDB and Xen have no tool that prints their files: what is expected here follows from the documented
 * layouts, and was checked by hand against the bytes.
 */
class OtherOwnersTest {

    private static Map<String, Subject> records(String file) {
        return Values.all(Specimens.named("real/" + file)).stream()
                .collect(Collectors.toMap(Subject::keyText, subject -> subject));
    }

    private static String field(Decoded decoded, String name) {
        return decoded.field(name).flatMap(Decoded.Field::plain).orElse("none such");
    }

    /** 0x8ccc of 0x10000 is 55 percent; pactl's scale is cubic: 60 log10(0.55) is -15.58 dB. */
    @Test
    void volumesOfADevice() {
        Map<String, Subject> records = records("pulse-device-volumes.tdb");
        Decoded port = Values.best(records.get("sink:s1000:null"));
        assertThat(field(port, "channel map")).isEqualTo("front-left, front-right");
        assertThat(field(port, "volume")).isEqualTo("36044 / 55% / -15.58 dB, 36044 / 55% / -15.58 dB");
        assertThat(field(port, "volume valid")).isEqualTo("yes");
        assertThat(field(port, "muted valid")).isEqualTo("no");
        assertThat(field(port, "muted")).isEqualTo("no");
        assertThat(field(port, "format 1")).isEqualTo("pcm");
        Decoded muted = Values.best(records.get("sink:t1000:null"));
        assertThat(field(muted, "volume")).startsWith("19660 / 30% / -31.37 dB");
        assertThat(field(muted, "muted")).isEqualTo("yes");
        Decoded source = Values.best(records.get("source:s1000.monitor:null"));
        assertThat(Rendering.line(source, Disclosure.MASKED)).startsWith("nothing remembered");
        assertThat(field(Values.best(records.get("sink:s1000")), "port")).isEqualTo("none");
    }

    @Test
    void aStreamAndACard() {
        // B 1, volume of one channel valid, muted valid and not, a device, no card
        Decoded stream = Values.best(Values.hex("0123-stream-volumes.tdb", "sink-input-by-application-name:mpv",
                "42 01 31 6d 01 00 76 01 00 01 00 00 31 30 31 74 68 64 6d 69 00 30 4e"));
        assertThat(stream.failure()).isEmpty();
        assertThat(Rendering.line(stream, Disclosure.MASKED))
                .isEqualTo("volume 65536 / 100% / 0.00 dB · muted no · device hdmi");
        // B 2, a profile, one port with an offset of -5 microseconds
        Decoded card = Values.best(Values.hex("0123-card-database.tdb", "alsa_card.pci",
                "42 02 74 6f 66 66 00 4c 00 00 00 01 74 70 31 00 72 ff ff ff ff ff ff ff fb"));
        assertThat(card.failure()).isEmpty();
        assertThat(field(card, "profile")).isEqualTo("off");
        assertThat(field(card, "port")).isEqualTo("p1");
        assertThat(field(card, "latency offset")).isEqualTo("-5");
    }

    /** rsn 1, node 2, no flags, and behind 20 bytes "data": a 32-bit machine's header. */
    @Test
    void aRecordOfACluster() {
        Decoded decoded = Values.best(records("tools-ctdb2.tdb").get("abcd"));
        assertThat(field(decoded, "rsn")).isEqualTo("1");
        assertThat(field(decoded, "dmaster")).isEqualTo("2");
        assertThat(field(decoded, "flags")).isEqualTo("0x0");
        assertThat(field(decoded, "record")).isEqualTo("data");
        assertThat(decoded.field("record").orElseThrow().extent()).contains(new Extent(20, 4));
    }

    @Test
    void aRecordOfAClusterIsDecodedByTheDecoderOfItsFile() {
        String header = "05 00 00 00 00 00 00 00 01 00 00 00 00 00 00 00 00 00 01 00 00 00 00 00";
        Decoded decoded = Values.best(Values.hex("account_policy.tdb.1", "min password length\0",
                header + "07 00 00 00"));
        assertThat(field(decoded, "flags")).isEqualTo("0x10000 migrated-with-data");
        Decoded inner = decoded.field("record").orElseThrow().value();
        assertThat(field(inner, "min password length")).isEqualTo("7");
        assertThat(inner.field("min password length").orElseThrow().extent()).contains(new Extent(24, 4));
        assertThat(Rendering.line(decoded, Disclosure.MASKED)).endsWith("min password length: 7");
    }

    @Test
    void aSecretWithinARecordOfAClusterStaysMasked() {
        String header = "05 00 00 00 00 00 00 00 01 00 00 00 00 00 00 00 00 00 01 00 00 00 00 00";
        Decoded decoded = Values.best(Values.hex("secrets.tdb.0", "SECRETS/MACHINE_PASSWORD/EXAMPLE",
                header + "68 75 73 68 00"));
        assertThat(Rendering.text(decoded, Disclosure.MASKED)).doesNotContain("hush").contains("a password");
        assertThat(Rendering.text(decoded, Disclosure.REVEALED)).contains("hush");
    }

    /** Generation 7, two permissions (owner domain 0, domain 3 may read), data "x1", children "a" and "bc", padding. */
    @Test
    void aNodeOfTheXenStore() {
        String permissions = "00 00 00 00 00 00 00 00 03 00 00 00 01 00 00 00";
        String rest = "78 31 61 00 62 63 00";
        Subject subject = Values.hex("tdb", "/local/domain/3",
                "07 00 00 00 00 00 00 00 02 00 00 00 02 00 00 00 05 00 00 00" + permissions + rest + "00 00 00 00");
        assertThat(Decoders.installed().best(subject).name()).isEqualTo("xenstore");
        Decoded decoded = Values.best(subject);
        assertThat(decoded.failure()).isEmpty();
        assertThat(Rendering.line(decoded, Disclosure.MASKED)).isEqualTo("\"x1\" · 2 children");
        assertThat(Rendering.text(decoded, Disclosure.MASKED)).contains("generation: 7", "owner: domain 0: none",
                "permission: domain 3: read", "child: bc");
        Decoded older =
                Values.best(Values.hex("tdb", "/", "01 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"));
        assertThat(older.failure()).isEmpty();
        assertThat(Rendering.text(older, Disclosure.MASKED)).doesNotContain("generation");
    }

    @Test
    void namesOfServersTellTheirProcess() {
        Decoded decoded = Values.best(Values.hex("names.tdb", "notify-daemon\0",
                "31 33 32 35 34 2f 34 33 00 30 3a 37 2f 38 00"));
        assertThat(Rendering.line(decoded, Disclosure.MASKED)).isEqualTo("process 13254 and 1 more");
        assertThat(Rendering.text(decoded, Disclosure.MASKED)).contains("unique: 43", "process: 0:7");
    }

    @Test
    void anUnexpectedPacketIsNamedByItsKey() {
        byte[] key = Values.bytes("01 00 00 00 00 00 00 00 83 5d 02 6b 00 00 00 00 05 00 00 00 00 00 00 00");
        Subject subject = Subject.of(Values.file("unexpected.tdb"), key, Values.bytes("de ad"));
        Decoded decoded = Values.best(subject);
        assertThat(Rendering.line(decoded, Disclosure.MASKED))
                .isEqualTo("datagram packet 5 of 2026-11-22 03:12:03 UTC");
        assertThat(field(decoded, "packet")).isEqualTo("dead");
    }
}
