package tdb2.engine.decode.samba;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tdb2.engine.Specimens;
import tdb2.engine.decode.Decoded;
import tdb2.engine.decode.Decoder;
import tdb2.engine.decode.Decoders;
import tdb2.engine.decode.Disclosure;
import tdb2.engine.decode.Rendering;
import tdb2.engine.decode.Subject;
import tdb2.engine.decode.Values;

/** Samba's files decode to what Samba's own tools print of them; what is left out or rewritten is said at each. */
class SambaFixturesTest {

    private static final DateTimeFormatter OURS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT);
    private static final DateTimeFormatter PDBEDIT = DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'UTC'",
            Locale.ROOT);
    private static final DateTimeFormatter CACHE = DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss uuuu", Locale.ROOT);

    private static Map<String, Subject> records(String name) {
        Map<String, Subject> records = new TreeMap<>();
        Values.all(Specimens.named("real/samba-" + name + ".tdb"))
                .forEach(subject -> records.put(subject.keyText(), subject));
        return records;
    }

    private static String field(Subject subject, String name) {
        Decoded decoded = Values.best(subject);
        return decoded.field(name).map(field -> Rendering.line(field.value(), Disclosure.REVEALED)).orElse("none");
    }

    private static String time(DateTimeFormatter format, String text) {
        return OURS.format(LocalDateTime.parse(text, format));
    }

    /** {@code name:uid:LM:NT:[flags]:LCT-time}; the uid is Unix's, and no LM hash is stored as 32 X. */
    @Test
    void accountsAreWhatPdbeditPrintsInTheFormOfSmbpasswd() {
        Map<String, Subject> records = records("passdb");
        List<String> lines = Values.recorded("passdb.smbpasswd.txt");
        assertThat(lines).hasSize(4);
        for (String line : lines) {
            String[] parts = line.split(":");
            Subject subject = records.get("USER_" + parts[0]);
            assertThat(field(subject, "Unix username")).isEqualTo(parts[0]);
            assertThat(field(subject, "LM hash")).isEmpty();
            assertThat(parts[2]).matches("X{32}");
            assertThat(field(subject, "NT hash")).isEqualTo(parts[3]);
            assertThat(field(subject, "Account Flags")).isEqualTo(parts[4]);
            long changed = Long.parseLong(parts[5].substring("LCT-".length()), 16);
            assertThat(field(subject, "Password last set")).isEqualTo(tdb2.engine.decode.basic.Times.unix(changed));
        }
    }

    /**
     * Left out: what the file does not hold but pdbedit works out: home and profile (from smb.conf), the SIDs (the
     * machine's SID and the RID), when the password can and must change (from policies). Dates are rewritten; a hash that is not there is 32 X.
     */
    @Test
    void accountsAreWhatPdbeditPrintsAtLength() {
        Map<String, Subject> records = records("passdb");
        List<String> derived = List.of("User SID", "Primary Group SID", "Home Directory", "Profile Path",
                "Password can change", "Password must change");
        Map<String, String> names = Map.of("Last bad password", "Last bad password", "Logon hours", "Logon hours");
        int compared = 0;
        Subject subject = null;
        for (String line : Values.recorded("passdb.verbose.txt")) {
            int colon = line.indexOf(':');
            if (colon < 0 || line.matches("\\w+:\\d+:X+:.*")) {
                continue;
            }
            String name = line.substring(0, colon).strip();
            String value = line.substring(colon + 1).strip();
            if (name.equals("Unix username")) {
                subject = records.get("USER_" + value);
            }
            if (derived.contains(name)) {
                continue;
            }
            String written = value.equals("X".repeat(32)) ? "" : value;
            String expected = value.matches("\\w{3}, \\d\\d .*") ? time(PDBEDIT, value) : written;
            // 2036-02-06 15:06:39 is the largest time that is not "never" there
            assertThat(field(subject, names.getOrDefault(name, name)).strip()).as(line).isEqualTo(expected);
            compared++;
        }
        assertThat(compared).isGreaterThan(4 * 10);
    }

    @Test
    void hashesAreMaskedUntilAskedFor() {
        Subject subject = records("passdb").get("USER_tdbu1000_1");
        Decoder decoder = Decoders.installed().best(subject);
        Decoded decoded = decoder.decode(subject);
        assertThat(decoder.text(subject, decoded, Disclosure.MASKED)).doesNotContain("2923A577")
                .contains("NT hash: " + Rendering.MASK);
        assertThat(decoder.text(subject, decoded, Disclosure.REVEALED)).contains("2923A577C1C62C08BE3EEB55216B3BFA");
        assertThat(Rendering.line(decoded, Disclosure.REVEALED)).doesNotContain("2923A577");
    }

    @Test
    void policiesAreWhatPdbeditPrints() {
        Map<String, Subject> records = records("account_policy");
        List<String> lines = Values.recorded("account_policy.txt");
        assertThat(lines).hasSize(10);
        for (String line : lines) {
            String[] parts = line.split("\"");
            assertThat(field(records.get(parts[1]), parts[1])).as(line).isEqualTo(parts[2].replace(" value is: ", ""));
        }
    }

    /** The tool lists nine of the privileges, and who has each by name: BUILTIN\Administrators is S-1-5-32-544. */
    @Test
    void privilegesAreWhatNetSamRightsPrints() {
        Map<String, Subject> records = records("account_policy");
        List<String> lines = Values.recorded("privileges.txt");
        assertThat(lines).hasSize(9).allMatch(line -> line.endsWith(": BUILTIN\\Administrators"));
        String administrators = Rendering.text(Values.best(records.get("PRIV_S-1-5-32-544")), Disclosure.MASKED);
        lines.forEach(line -> assertThat(administrators).contains(line.substring(0, line.indexOf(':'))));
        records.keySet().stream().filter(key -> key.startsWith("PRIV_") && !key.endsWith("-544"))
                .forEach(key -> assertThat(Rendering.line(Values.best(records.get(key)), Disclosure.MASKED))
                        .isEqualTo("no privileges"));
    }

    /**
     * The tool writes times of the same day without date, and whether an entry had expired when it was recorded: of the
     * time only that part is compared, of the state only that it is one of the two.
     */
    @Test
    void cacheEntriesAreWhatNetCacheListPrints() {
        Map<String, Subject> records = records("gencache");
        List<String> lines = Values.recorded("gencache.txt");
        assertThat(lines).hasSize(records.size()).hasSizeGreaterThan(30);
        for (String line : lines) {
            String[] parts = line.split("\t ");
            Subject subject = records.get(parts[0].replace("Key: ", ""));
            String timeout = parts[1].replace("Timeout: ", "");
            String ours = field(subject, "Timeout");
            assertThat(ours).contains(timeout.length() > 8 ? time(CACHE, timeout) : " " + timeout + " UTC");
            assertThat(field(subject, "Value"))
                    .isEqualTo(parts[2].replace("Value: ", "").replaceAll(" {2}(\\(expired\\))?$", ""));
            assertThat(field(subject, "State")).isIn("expired", "valid");
        }
    }

    @Test
    void groupsAreWhatNetGroupmapPrints() {
        Subject group = records("group_mapping").values().iterator().next();
        Map<String, String> expected = new LinkedHashMap<>();
        Values.recorded("group_mapping.txt").forEach(line -> {
            String[] parts = line.strip().split("\\s*: ");
            expected.put(parts[0], parts.length > 1 ? parts[1] : "");
        });
        // the name is the tool's headline; the name of the Unix group is looked up in the system
        assertThat(expected.keySet()).first().isEqualTo(field(group, "Name"));
        for (String name : List.of("SID", "Unix gid", "Group type", "Comment")) {
            assertThat(field(group, name)).isEqualTo(expected.get(name));
        }
    }

    @Test
    void theSidIsWhatNetGetlocalsidPrints() {
        Subject sid = records("secrets").get("SECRETS/SID/PEER1000");
        assertThat(Values.recorded("secrets.txt")).containsExactly(
                "SID for domain PEER1000 is: " + field(sid, "SID"));
    }

    /** Keys are compared without regard to case: the file holds a path in upper case. */
    @Test
    void theRegistryIsWhatNetRegistryPrints() {
        Map<String, Subject> records = records("registry");
        Map<String, StringBuilder> values = new LinkedHashMap<>();
        TreeSet<String> keys = new TreeSet<>();
        String key = "";
        for (String line : Values.recorded("registry.txt")) {
            if (line.startsWith("[")) {
                key = line.substring(1, line.length() - 1).toUpperCase(Locale.ROOT);
                keys.add(key);
            } else if (!line.isEmpty()) {
                values.computeIfAbsent(key, _ -> new StringBuilder()).append(line).append('\n');
            }
        }
        Decoder decoder = Decoders.installed().named("samba-registry").orElseThrow();
        Map<String, String> ours = new LinkedHashMap<>();
        TreeSet<String> below = new TreeSet<>();
        records.forEach((path, subject) -> {
            Decoded decoded = Values.best(subject);
            if (path.startsWith("SAMBA_REGVAL\\HKLM")) {
                ours.put(path.substring("SAMBA_REGVAL\\".length()),
                        decoder.text(subject, decoded, Disclosure.MASKED).replace("\n\n", "\n"));
            } else if (path.startsWith("HKLM")) {
                ((Decoded.Fields) decoded).fields().stream().filter(field -> field.name().equals("Keyname"))
                        .forEach(field -> below.add((path + "\\" + field.plain().orElseThrow())
                                .toUpperCase(Locale.ROOT)));
            }
        });
        Map<String, String> expected = new LinkedHashMap<>();
        values.forEach((path, text) -> expected.put(path, text.toString()));
        assertThat(ours).containsExactlyInAnyOrderEntriesOf(expected).hasSize(4);
        below.add("HKLM");
        assertThat(new ArrayList<>(below)).containsAll(keys).hasSizeGreaterThan(30);
    }

    @Test
    void versionsAndNumbersOfTheAccountsFile() {
        Map<String, Subject> records = records("passdb");
        // no tool prints these; INFO/version 4.0 is what tdbsam of Samba 3.5 and later writes, the next RID is 0x3ed
        assertThat(Rendering.line(Values.best(records.get("INFO/version")), Disclosure.MASKED)).isEqualTo("version 4");
        assertThat(Rendering.line(Values.best(records.get("NEXT_RID")), Disclosure.MASKED))
                .isEqualTo("next number 1005");
        assertThat(field(records.get("RID_000003e8"), "rid")).isEqualTo("1000");
        assertThat(field(records.get("RID_000003e8"), "username")).isEqualTo("tdbu1000_1");
        assertThat(field(records.get("USER_tdbu1000_1"), "User RID")).isEqualTo("1000");
    }
}
