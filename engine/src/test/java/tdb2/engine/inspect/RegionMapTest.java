package tdb2.engine.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tdb2.engine.Specimens;
import tdb2.engine.Specimens.Specimen;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;

/** Every byte of a file is accounted for, whatever the file. */
class RegionMapTest {

    /** A guard against hanging, far above what any fixture takes. */
    private static final Duration HANGS = Duration.ofSeconds(60);

    @TestFactory
    Stream<DynamicTest> tilesEveryFixtureWithoutGapOrOverlap() {
        return Specimens.all().map(fixture -> DynamicTest.dynamicTest(fixture.toString(), () -> {
            byte[] content = fixture.content();
            assertTimeoutPreemptively(HANGS, () -> {
                List<Region> regions = regions(fixture.toString(), content);
                if (!regions.isEmpty()) {
                    assertTiles(regions, content.length);
                }
            });
        }));
    }

    @TestFactory
    Stream<DynamicTest> knowsEveryByteOfAHealthyFile() {
        return Specimens.all().filter(Specimen::sound)
                .map(fixture -> DynamicTest.dynamicTest(fixture.toString(), () -> {
                    List<Region> regions = regions(fixture.toString(), fixture.content());
                    assertThat(regions).noneMatch(Region.Unknown.class::isInstance);
                    long records = regions.stream()
                            .filter(r -> r instanceof Region.Record record && record.reachable()).count();
                    assertThat(records).isEqualTo(fixture.expect().path("records").asLong());
                }));
    }

    @TestFactory
    Stream<DynamicTest> tilesFilesWithRandomDamage() {
        return Stream.of("tdb1/churn.tdb", "tdb2/churn-be.tdb", "zoned/zones.tdb", "ntdb/churn.tdb")
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    Random random = new Random(name.hashCode());
                    byte[] sound = Specimens.named(name).content();
                    for (int round = 0; round < 30; round++) {
                        byte[] damaged = damage(sound, random);
                        assertTimeoutPreemptively(HANGS, () -> {
                            List<Region> regions = regions(name, damaged);
                            if (!regions.isEmpty()) {
                                assertTiles(regions, damaged.length);
                            }
                        }, () -> name + " with damage of seed " + name.hashCode());
                    }
                }));
    }

    @Test
    void findsTheRegionOfAnyByte() {
        Specimen fixture = Specimens.named("tdb1/churn.tdb");
        try (Tdb tdb = Tdb.of("churn", fixture.content(), OpenOptions.DEFAULT)) {
            RegionMap map = tdb.regions(Progress.NONE);
            List<Region> all = all(map);
            for (Region region : all) {
                assertThat(map.at(region.offset())).isEqualTo(region);
                assertThat(map.at(region.end() - 1)).isEqualTo(region);
            }
        }
    }

    @Test
    void tellsWhereDeadRecordsLie() {
        Specimen fixture = Specimens.named("tdb1/dead.tdb");
        List<Region> regions = regions("dead", fixture.content());
        assertThat(regions).filteredOn(Region.Dead.class::isInstance).hasSize(31)
                .allSatisfy(region -> assertThat(region.owner()).startsWith("chain "));
    }

    private static byte[] damage(byte[] sound, Random random) {
        byte[] damaged = sound.clone();
        int flips = 1 + random.nextInt(200);
        // the header stays, so that the walk gets past it
        for (int i = 0; i < flips; i++) {
            damaged[512 + random.nextInt(damaged.length - 512)] = (byte) random.nextInt();
        }
        return damaged;
    }

    private static List<Region> regions(String name, byte[] content) {
        try (Tdb tdb = Tdb.of(name, content, OpenOptions.DEFAULT)) {
            return all(tdb.regions(Progress.NONE));
        } catch (TdbException _) {
            return List.of();
        }
    }

    private static List<Region> all(RegionMap map) {
        List<Region> regions = new ArrayList<>();
        map.forEach(0, Progress.NONE, regions::add);
        return regions;
    }

    private static void assertTiles(List<Region> regions, long size) {
        long at = 0;
        for (Region region : regions) {
            assertThat(region.offset()).as("region %s", region).isEqualTo(at);
            assertThat(region.length()).as("region %s", region).isPositive();
            at = region.end();
        }
        assertThat(at).isEqualTo(size);
    }
}
