package tdb2.engine.decode.samba;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tdb2.engine.decode.Decoded;
import tdb2.engine.decode.Disclosure;
import tdb2.engine.decode.Rendering;
import tdb2.engine.decode.Subject;
import tdb2.engine.decode.Values;

/**
 * Records of a running smbd decode to what ndrdump prints of them. Each field that ndrdump has too, by name, must have
 * the same values in the same order. Rewritten: numbers (ndrdump writes hex and decimal) and dates (it rounds); keys and blobs,
 * which ndrdump leaves out or writes as a dump, are not compared, nor is what lies in the user's part of a session.
 */
class LiveRecordsTest {

    private static final Pattern LINE = Pattern.compile("\\s+(\\w+) *: (.*)");
    private static final Pattern NUMBER = Pattern.compile("(?:\\w+ )?\\(?0x([0-9a-f]+)(?: \\(-?\\d+\\))?\\)?");
    private static final Pattern ENUM = Pattern.compile("SMBXSRV_VERSION_0 \\((\\d+)\\)");
    private static final List<String> LOCK = List.of("watcher", "lock");
    /** What is no value: pointers, unions, blobs, single bits. */
    private static final Pattern OTHER = Pattern.compile("\\*|(union|struct |DATA_BLOB|ARRAY|SMBXSRV_|SMB2_|SHARE_).*");
    private static final Pattern DATE = Pattern.compile("(\\w{3} \\w{3} [ \\d]\\d [\\d:]{8} \\d{4}) UTC(?:\\.\\d+)?");
    private static final DateTimeFormatter NDR = DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss uuuu", Locale.ROOT);
    private static final DateTimeFormatter OURS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private static Subject subject(String name) {
        Map<String, String> said = new HashMap<>();
        Values.recorded("live/" + name + ".txt").stream().limit(3)
                .forEach(line -> said.put(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1)));
        return Subject.of(Values.file(said.get("file")), Values.bytes(said.get("key")),
                Values.bytes(said.get("value")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = { "version", "client", "session", "tcon", "open", "locking", "locking-several", "locking-watched",
                    "lease", "lease-rh" })
    void eachFieldIsWhatNdrdumpPrints(String name) {
        Subject subject = subject(name);
        Decoded decoded = Values.best(subject);
        assertThat(decoded.failure()).isEmpty();
        assertThat(decoded.field("not explained")).isEmpty();
        Map<String, List<String>> expected = ndr(name);
        Map<String, List<String>> ours = new HashMap<>();
        leaves(decoded, ours);
        int compared = 0;
        for (Map.Entry<String, List<String>> field : expected.entrySet()) {
            List<String> values = ours.get(field.getKey());
            if (values != null) {
                assertThat(values).as(field.getKey()).isEqualTo(field.getValue());
                compared += values.size();
            }
        }
        assertThat(compared).isGreaterThan(8);
    }

    /** The values that ndrdump prints for each name, rewritten as ours are. */
    private static Map<String, List<String>> ndr(String name) {
        Map<String, List<String>> fields = new HashMap<>();
        boolean user = false;
        for (String line : Values.recorded("live/" + name + ".txt")) {
            user = line.contains("auth_session_info: struct") || (user && !line.contains("connection_dialect"));
            Matcher parts = LINE.matcher(line);
            if (parts.matches() && !user && !parts.group(2).isEmpty()) {
                String text = parts.group(2).strip();
                // names of pointers come twice: once as a star, or NULL
                if (ENUM.matcher(text).matches() || !OTHER.matcher(text).matches()) {
                    fields.computeIfAbsent(parts.group(1), _ -> new ArrayList<>()).add(rewritten(text));
                }
            }
        }
        List.of("info", "signing_key", "encryption_key", "decryption_key", "application_key", "signing_key_blob",
                "db_rec", "time", "fresh", "modified", "stale", "connection", "stored", "breaking", "durable")
                .forEach(fields::remove);
        return fields;
    }

    private static String rewritten(String text) {
        Matcher number = NUMBER.matcher(text);
        Matcher date = DATE.matcher(text);
        Matcher version = ENUM.matcher(text);
        if (version.matches()) {
            return version.group(1);
        }
        if (number.matches()) {
            return new BigInteger(number.group(1), 16).toString();
        }
        if (date.matches()) {
            return OURS.format(LocalDateTime.parse(date.group(1).replaceAll(" +", " "), NDR));
        }
        return switch (text) {
            case "NTTIME(0)", "NULL" -> "none";
            case "Thu Sep 14 02:48:05 30828 UTC" -> "never";
            default -> text.replaceAll("^'|'$", "");
        };
    }

    private static void leaves(Decoded decoded, Map<String, List<String>> into) {
        if (decoded instanceof Decoded.Fields(_, List<Decoded.Field> fields)) {
            for (Decoded.Field field : fields) {
                if (LOCK.contains(field.name())) {
                    continue; // in front of what ndrdump was given
                }
                leaves(field.value(), into);
                if (field.value() instanceof Decoded.Text(String text)) {
                    into.computeIfAbsent(field.name(), _ -> new ArrayList<>()).add(plain(field.name(), text));
                }
            }
        }
    }

    /** Ours without the names of bits, fractions of seconds and the zone; hex as decimal. */
    private static String plain(String name, String text) {
        if (name.equals("vnn") && text.equals("none")) {
            return "4294967295";
        }
        if (text.startsWith("0x")) {
            return new BigInteger(text.substring(2).split(" ")[0], 16).toString();
        }
        if (List.of("devid", "data", "smblctx", "fnum").contains(name)) {
            return new BigInteger(text, 16).toString();
        }
        return text.matches("\\d{4}-\\d\\d-\\d\\d .*") ? rounded(text) : text;
    }

    /** ndrdump rounds to whole seconds. */
    private static String rounded(String text) {
        LocalDateTime seconds = LocalDateTime.parse(text.substring(0, 19), OURS);
        boolean up = text.charAt(19) == '.' && text.charAt(20) >= '5';
        return OURS.format(up ? seconds.plusSeconds(1) : seconds);
    }

    @Test
    void keysOfASessionAreMasked() {
        Subject session = subject("session");
        String masked = Rendering.text(Values.best(session), Disclosure.MASKED);
        String revealed = Rendering.text(Values.best(session), Disclosure.REVEALED);
        // the signing key, as the bytes of the record show it behind its length
        assertThat(masked).doesNotContain("35828b1f228ba5e5");
        assertThat(revealed).contains("35828b1f228ba5e5e66d43e93b33a196");
    }

    /** No tool prints a record of brlock.tdb; read by hand: lock of 100 bytes at 100 for writing, process 8503. */
    @Test
    void aByteRangeLock() {
        Decoded decoded = Values.best(subject("brlock"));
        assertThat(decoded.failure()).isEmpty();
        assertThat(Rendering.text(decoded, Disclosure.MASKED)).contains("lock: write 100+100 by 8503",
                "lock_flav: windows", "file: fe00:2195629:0");
    }

    /** smbstatus --profile prints sums of all processes only; the first counters were read from the bytes by hand. */
    @Test
    void profileCounters() {
        Decoded decoded = Values.best(subject("smbprofile"));
        assertThat(decoded.failure()).isEmpty();
        assertThat(Rendering.text(decoded, Disclosure.MASKED)).contains("process: 6921", "magic: 488d9dd508d8a280",
                "summary_record: yes", "counter 1: 15", "counter 2: 1002424");
    }

    /** The same entries as sharesec prints, in the order stored: S-1-5-32-544 denied to read, all allowed all. */
    @Test
    void permissionsOfAShare() {
        Decoded decoded = Values.best(subject("share"));
        assertThat(decoded.failure()).isEmpty();
        assertThat(Rendering.line(decoded, Disclosure.MASKED))
                .isEqualTo("S-1-5-32-544:DENIED/0x3/READ, S-1-1-0:ALLOWED/0x0/FULL");
        assertThat(decoded.field("not explained")).isEmpty();
    }
}
