package tdb2.engine.decode.ldb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tdb2.engine.OpenOptions;
import tdb2.engine.Specimens;
import tdb2.engine.Tdb;
import tdb2.engine.decode.Decoded;
import tdb2.engine.decode.Decoder;
import tdb2.engine.decode.Decoders;
import tdb2.engine.decode.Disclosure;
import tdb2.engine.decode.Rendering;
import tdb2.engine.decode.Subject;
import tdb2.engine.decode.Values;

/**
 * ldb files of sssd and of ldb's tools decode to what ldbsearch prints of them. Left out of its text: comments, empty
 * lines, and the attribute distinguishedName, which ldbsearch makes up from the name.
 */
class LdbFixturesTest {

    @ParameterizedTest
    @ValueSource(strings = { "ldb-people", "ldb-tiny", "sssd-cache_loc1000", "sssd-config", "sssd-sssd",
            "sssd-timestamps_loc1000" })
    void everyRecordIsTheLdifThatLdbsearchPrints(String name) {
        Map<String, String> expected = objects(Values.recorded(name + ".ldif"));
        List<Subject> records = Values.all(Specimens.named("real/" + name + ".ldb"));
        Decoder ldb = Decoders.installed().named("ldb").orElseThrow();
        Map<String, String> decoded = new TreeMap<>();
        for (Subject subject : records) {
            assertThat(Decoders.installed().best(subject)).as(subject.keyText()).isSameAs(ldb);
            Decoded tree = ldb.decode(subject);
            assertThat(tree.failure()).as(subject.keyText()).isEmpty();
            assertThat(tree.field("not explained")).isEmpty();
            decoded.putAll(objects(ldb.text(subject, tree, Disclosure.REVEALED).lines().toList()));
        }
        // the recording took @MODULES away, to open the file without the modules it names
        assertThat(decoded.remove("dn: @MODULES") == null).isEqualTo(name.matches("ldb-.*|sssd-(sssd|timest.*)"));
        assertThat(decoded).containsExactlyInAnyOrderEntriesOf(expected).hasSizeGreaterThanOrEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "ldb-people", "sssd-cache_loc1000" })
    void everyFieldShowsTheBytesItSpeaksOf(String name) {
        for (Subject subject : Values.all(Specimens.named("real/" + name + ".ldb"))) {
            for (Rendering.Row row : Rendering.rows(Values.best(subject), Disclosure.REVEALED)) {
                row.extent().filter(_ -> row.depth() == 0 && !List.of("packing", "elements").contains(row.name()))
                        .ifPresent(extent -> {
                            String bytes = new String(subject.value(), extent.offset(), extent.length(),
                                    StandardCharsets.UTF_8);
                            // a row is one line of at most 200 characters
                            assertThat(bytes.replace("\0", "")).startsWith(row.value().replaceAll("\u2026$", ""));
                        });
            }
        }
    }

    /** The second packing, with records found by GUID; lines are folded where ldbsearch folds them. */
    @Test
    void objectsOfTheSecondPackingAreTheLdifThatLdbsearchPrints() throws IOException {
        List<String> expected = Values.recorded("guid.ldif").stream()
                .filter(line -> !line.isEmpty() && !line.startsWith("distinguishedName: ")).toList();
        List<String> decoded = new ArrayList<>();
        try (InputStream in = LdbFixturesTest.class.getResourceAsStream("/decode/guid.tdb");
                Tdb tdb = Tdb.of("guid.tdb", in.readAllBytes(), OpenOptions.DEFAULT)) {
            Decoder ldb = Decoders.installed().named("ldb").orElseThrow();
            for (Subject subject : Values.all(tdb)) {
                Decoded tree = ldb.decode(subject);
                assertThat(Decoders.installed().best(subject)).isSameAs(ldb);
                assertThat(tree.failure()).as(subject.keyText()).isEmpty();
                assertThat(tree.field("not explained")).isEmpty();
                if (LdbKey.of(subject.key()) instanceof LdbKey.Unique) {
                    decoded.addAll(ldb.text(subject, tree, Disclosure.REVEALED).lines().toList());
                    assertThat(tree.field("found by")).isPresent();
                }
            }
        }
        assertThat(decoded).containsExactlyInAnyOrderElementsOf(expected).hasSizeGreaterThan(20);
    }

    /** The objects of some LDIF by their first line; folded lines are put together. */
    private static Map<String, String> objects(List<String> ldif) {
        Map<String, String> objects = new TreeMap<>();
        List<String> lines = new ArrayList<>();
        for (String line : ldif) {
            if (line.startsWith(" ")) {
                lines.add(lines.removeLast() + line.substring(1));
            } else if (!line.isEmpty() && !line.startsWith("distinguishedName: ")) {
                lines.add(line);
            }
        }
        String dn = "";
        for (String line : lines) {
            dn = line.startsWith("dn: ") ? line : dn;
            objects.merge(dn, line + "\n", String::concat);
        }
        return objects;
    }
}
