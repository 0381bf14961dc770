package tdb2.engine.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tdb2.engine.CreateOptions;
import tdb2.engine.Specimens;
import tdb2.engine.Tdb;
import tdb2.engine.event.Progress;
import tdb2.engine.inspect.IndexProfile.Bin;
import tdb2.engine.inspect.Outline.Leaf;
import tdb2.engine.inspect.Outline.Node;

/** What pictures of an index are drawn from tells the same as the survey, from far and from near. */
class OutlineTest {

    @ParameterizedTest
    @ValueSource(strings = { "tdb1/dead.tdb", "tdb1/three-be.tdb", "tdb2/chain100.tdb", "tdb2/three.tdb",
            "ntdb/chain100.tdb", "zoned/seed0.tdb", "zoned/three-be.tdb", "tdb1/corrupt-chain-loop.tdb" })
    void everyRecordTheSurveyCountsIsInTheProfileAndTheOutline(String name) {
        try (Tdb tdb = Specimens.named(name).open()) {
            Survey survey = tdb.survey(Progress.NONE);
            Census census = survey.census();
            IndexProfile profile = survey.profile();
            assertThat(profile.records()).isEqualTo(census.records() + census.dead());
            assertThat(depths(profile)).isEqualTo(new TreeMap<>(census.depths()));
            assertThat(again(tdb, profile)).isEqualTo(profile);
            assertThat(profile.bins().stream().mapToInt(Bin::count).sum()).isEqualTo(profile.partitions());
            for (Bin bin : profile.bins()) {
                Outline outline = outline(tdb, bin.first(), bin.count(), OptionalLong.empty());
                assertThat(outline.roots()).hasSize(bin.count());
                assertThat(outline.roots().stream().mapToLong(Node::records).sum()).isEqualTo(bin.records());
            }
        }
    }

    @Test
    void aSubTableSeenAloneHoldsWhatItHoldsInItsGroup() {
        try (Tdb tdb = Tdb.inMemory("grown.tdb", CreateOptions.DEFAULT)) {
            for (int i = 0; i < 6000; i++) {
                tdb.store(("key " + i).getBytes(java.nio.charset.StandardCharsets.UTF_8), new byte[] { 1 });
            }
            tdb.refresh();
            Node group = outline(tdb, 7, 1, OptionalLong.empty()).roots().getFirst();
            assertThat(group.slots()).isEqualTo(8);
            assertThat(group.nodes()).isNotEmpty();
            for (Node table : group.nodes()) {
                Node alone = outline(tdb, 7, 1, OptionalLong.of(table.offset())).roots().getFirst();
                assertThat(alone.records()).isEqualTo(table.records());
                assertThat(leaves(alone)).isEqualTo(leaves(table));
                assertThat(leaves(table)).hasSize((int) table.records());
            }
        }
    }

    @Test
    void aChainTellsItsRecordsHopByHop() {
        try (Tdb tdb = Specimens.named("tdb1/dead.tdb").open()) {
            IndexProfile profile = tdb.survey(Progress.NONE).profile();
            Bin longest = profile.bins().stream().max(java.util.Comparator.comparingLong(Bin::most)).orElseThrow();
            Node chain = outline(tdb, longest.first(), 1, OptionalLong.empty()).roots().getFirst();
            assertThat(chain.leaves()).extracting(Leaf::depth)
                    .isEqualTo(java.util.stream.IntStream.rangeClosed(1, (int) longest.most()).boxed().toList());
        }
    }

    private static Outline outline(Tdb tdb, int first, int count, OptionalLong focus) {
        return Outline.of(tdb.view().assembly(), tdb.reads(), first, count, focus, Progress.NONE);
    }

    private static IndexProfile again(Tdb tdb, IndexProfile profile) {
        return IndexProfile.of(tdb.view().assembly(), tdb.reads(), 0, profile.partitions(), Progress.NONE);
    }

    private static TreeMap<Integer, Long> depths(IndexProfile profile) {
        var depths = new TreeMap<Integer, Long>();
        for (Bin bin : profile.bins()) {
            for (int depth = 0; depth < bin.byDepth().size(); depth++) {
                if (bin.at(depth) > 0) {
                    depths.merge(depth, bin.at(depth), Long::sum);
                }
            }
        }
        return depths;
    }

    private static List<Long> leaves(Node node) {
        var found = new ArrayList<>(node.leaves().stream().map(leaf -> leaf.record().offset()).toList());
        node.nodes().forEach(below -> found.addAll(leaves(below)));
        return found;
    }
}
