package tdb2.engine.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tdb2.engine.error.DamagedException;
import tdb2.engine.error.Fault;
import tdb2.engine.format.FreeRecord;
import tdb2.engine.format.Landmark;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.index.IndexListener;
import tdb2.engine.index.Lookup;
import tdb2.engine.index.PartitionWalk;
import tdb2.engine.index.PartitionWalk.Place;
import tdb2.engine.index.PathStep;
import tdb2.engine.space.FreeArea;
import tdb2.engine.space.SpaceListener;
import tdb2.engine.storage.HeapStorage;
import tdb2.engine.storage.Storage;

/** Native files of variant 1: sub-tables of both sizes, chains, what killed writers leave. */
class NativeVariantTest {

    private static final long SAME = 0x0123_4567_89AB_CDEFL;

    private static Assembly open(Storage storage) {
        return Opened.assemble(storage, NativeImage.HASH, Surroundings.NONE);
    }

    /** Random records, and 40 with one hash. */
    private static NativeImage image(ByteOrder order, Set<Integer> large, List<byte[]> keys) {
        NativeImage image = new NativeImage(order, large::contains);
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            // few groups, so that they explode
            keys.add(image.add(random.nextLong() >>> 5, "r" + i));
        }
        for (int i = 0; i < 40; i++) {
            keys.add(image.add(SAME, "s" + i));
        }
        return image;
    }

    @ParameterizedTest
    @ValueSource(strings = { "LITTLE_ENDIAN", "BIG_ENDIAN" })
    void everyRecordIsWalkedAndFound(String name) {
        ByteOrder order = name.startsWith("LITTLE") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        for (Set<Integer> large : List.of(Set.<Integer>of(), Set.of(10), Set.of(13), Set.of(10, 16, 22, 28))) {
            List<byte[]> keys = new ArrayList<>();
            Assembly assembly = open(image(order, large, keys).build());
            assertThat(assembly.faults()).isEmpty();
            assertThat(assembly.header().order()).isEqualTo(order);
            List<Fault> faults = new ArrayList<>();
            List<RecordHeader> records = Opened.walk(assembly, Opened.faultsTo(faults::add));
            assertThat(faults).isEmpty();
            assertThat(records).hasSize(240);
            for (byte[] key : keys) {
                Lookup lookup = assembly.index().find(key, assembly.hashing().of(key).orElseThrow());
                assertThat(Opened.key(assembly, lookup.record().orElseThrow())).isEqualTo(key);
            }
        }
    }

    @Test
    void tablesAndChainsAreToldWithTheirLevels() {
        Assembly assembly = open(image(ByteOrder.LITTLE_ENDIAN, Set.of(10), new ArrayList<>()).build());
        Set<Integer> levels = new TreeSet<>();
        List<RecordHeader> chains = new ArrayList<>();
        Opened.walk(assembly, new IndexListener() {
            @Override
            public void table(RecordHeader table, long parentSlot, int level) {
                levels.add(level);
            }

            @Override
            public void chain(RecordHeader chain, long parentSlot) {
                chains.add(chain);
            }
        });
        // 64 bits: 10 at the top, 6 for the large one, the rest by threes
        assertThat(levels).hasSize(17).contains(1, 17);
        assertThat(chains).hasSize(6);
    }

    @Test
    void aWalkGoesOnFromEachOfItsPlaces() {
        Assembly assembly = open(image(ByteOrder.LITTLE_ENDIAN, Set.of(13), new ArrayList<>()).build());
        for (int partition = 0; partition < 128; partition++) {
            resumesEverywhere(assembly, partition);
        }
    }

    private static void resumesEverywhere(Assembly assembly, int partition) {
        List<Long> whole = offsets(assembly, partition, Place.START);
        PartitionWalk walk = assembly.index().walk(partition, Place.START, IndexListener.NONE);
        for (int i = 1; walk.advance(); i++) {
            assertThat(offsets(assembly, partition, walk.place())).isEqualTo(whole.subList(i, whole.size()));
        }
    }

    private static List<Long> offsets(Assembly assembly, int partition, Place from) {
        List<Long> offsets = new ArrayList<>();
        PartitionWalk walk = assembly.index().walk(partition, from, IndexListener.NONE);
        while (walk.advance()) {
            offsets.add(walk.record().offset());
        }
        return offsets;
    }

    @Test
    void anEntryLeftTwiceByAKilledDeleteIsToldOnce() {
        NativeImage image = new NativeImage(ByteOrder.LITTLE_ENDIAN, _ -> false);
        // group 1, home 2: slots 2, 3, 4 are a run
        long hash = 1L << 57 | 2L << 54;
        for (int i = 0; i < 3; i++) {
            image.add(hash, "k" + i);
        }
        image.build();
        long group = 312 + 64;
        // the delete of the entry in slot 2 copied that of slot 4 over it and died before it cleared slot 4
        image.set(group + 16, image.get(group + 32));
        Assembly assembly = open(image.storage());
        List<Fault> faults = new ArrayList<>();
        assertThat(Opened.walk(assembly, Opened.faultsTo(faults::add))).hasSize(2);
        assertThat(faults).isEmpty();
        resumesEverywhere(assembly, 1);
    }

    @Test
    void entriesLeftAboveTheirSubTableByAKilledExplosionAreToldOnce() {
        NativeImage image = new NativeImage(ByteOrder.LITTLE_ENDIAN, _ -> false);
        for (int i = 0; i < 12; i++) {
            image.add(1L << 57 | 2L << 54 | (long) i << 48, "k" + i);
        }
        image.build();
        long group = 312 + 64;
        // three of the moved entries still stand in the group, on both sides of the pointer in slot 2
        for (int slot : new int[] { 1, 3, 4 }) {
            long moved = image.get(image.firstTable() + 16 + 8L * slot);
            image.set(group + 8L * slot, (moved & 0x00FF_FFFF_FFFF_FFF8L) | 2);
        }
        Assembly assembly = open(image.storage());
        List<Fault> faults = new ArrayList<>();
        assertThat(Opened.walk(assembly, Opened.faultsTo(faults::add))).hasSize(12);
        assertThat(faults).isEmpty();
        resumesEverywhere(assembly, 1);
    }

    @Test
    void aPointerBackToItsOwnTableIsAFaultAndNoLoop() {
        NativeImage image = new NativeImage(ByteOrder.LITTLE_ENDIAN, _ -> false);
        for (int i = 0; i < 12; i++) {
            image.add(1L << 57 | 2L << 54 | (long) i << 51, "k" + i);
        }
        image.build();
        image.set(image.firstTable() + 16, 0xFFL << 56 | image.firstTable());
        List<Fault> faults = new ArrayList<>();
        Opened.walk(open(image.storage()), Opened.faultsTo(faults::add));
        assertThat(faults).isNotEmpty().first().satisfies(f -> assertThat(f.found()).contains("second"));
    }

    @Test
    void aLoopOfChainRecordsEndsTheWalkAndFailsTheLookup() {
        NativeImage image = image(ByteOrder.LITTLE_ENDIAN, Set.of(), new ArrayList<>());
        image.build();
        image.set(image.firstChain() + 80, image.firstChain());
        Assembly assembly = open(image.storage());
        List<Fault> faults = new ArrayList<>();
        assertThat(Opened.walk(assembly, Opened.faultsTo(faults::add))).hasSize(240 - 33);
        assertThat(faults).hasSize(1);
        byte[] absent = ByteBuffer.allocate(9).putLong(SAME).array();
        assertThatThrownBy(() -> assembly.index().find(absent, SAME)).isInstanceOf(DamagedException.class);
    }

    @Test
    void theStepsOfALookupTellTheWayInOrder() {
        List<byte[]> keys = new ArrayList<>();
        Assembly assembly = open(image(ByteOrder.LITTLE_ENDIAN, Set.of(10), keys).build());
        List<PathStep> steps = assembly.index().find(keys.getLast(), SAME).steps();
        assertThat(steps.getFirst().means()).contains("0x0123456789abcdef");
        assertThat(steps.get(1).means()).contains("0000000 choose group 0 of 128");
        assertThat(steps).extracting(PathStep::kind).contains(PathStep.Kind.TABLE, PathStep.Kind.RECORD)
                .endsWith(PathStep.Kind.RECORD, PathStep.Kind.FOUND);
        assertThat(steps).extracting(PathStep::means).anyMatch(m -> m.contains("sub-table of 64 entries"))
                .anyMatch(m -> m.contains("sub-table of one group")).anyMatch(m -> m.contains("chain of records"));
    }

    @Test
    void theFreeRecordIsOnItsList() {
        Assembly assembly = open(image(ByteOrder.BIG_ENDIAN, Set.of(), new ArrayList<>()).build());
        List<FreeRecord> free = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        assembly.space().walk(new SpaceListener() {
            @Override
            public void free(FreeArea area, int bucket, FreeRecord record) {
                free.add(record);
            }

            @Override
            public void damaged(Fault fault) {
                faults.add(fault);
            }
        });
        assertThat(faults).isEmpty();
        assertThat(free).singleElement().satisfies(f -> assertThat(f.end()).isEqualTo(NativeImage.SIZE));
    }

    @Test
    void recoveryRecordsAreLandmarks() {
        NativeImage image = new NativeImage(ByteOrder.LITTLE_ENDIAN, _ -> false);
        image.slots();
        image.area(0, 400);
        image.area(1, 400);
        Assembly assembly = open(image.build());
        assertThat(assembly.faults()).isEmpty();
        assertThat(assembly.landmarks()).extracting(Landmark::kind).containsExactly(Landmark.Kind.HEADER,
                Landmark.Kind.RECOVERY_SLOTS, Landmark.Kind.BUNDLE, Landmark.Kind.BUNDLE);
        assertThat(assembly.landmarks().get(1).length()).isEqualTo(16 + 12280);
    }

    @Test
    void anotherHashTestConstantThanTheVariantsIsToldAndAccepted() {
        NativeImage image = new NativeImage(ByteOrder.LITTLE_ENDIAN, _ -> false);
        image.add(5L << 57, "k");
        image.build();
        image.set(136, 0);
        Assembly assembly = open(image.storage());
        assertThat(assembly.hashing().matches()).isTrue();
        assertThat(assembly.faults()).singleElement().satisfies(f -> assertThat(f.offset()).isEqualTo(136));
    }

    @Test
    void aLaterVariantIsReadWithAWord() {
        NativeImage image = new NativeImage(ByteOrder.LITTLE_ENDIAN, _ -> false);
        byte[] key = image.add(5L << 57, "k");
        image.build();
        image.set(136, 9L << 32 | 9);
        Assembly assembly = open(image.storage());
        assertThat(assembly.faults()).singleElement().satisfies(f -> assertThat(f.found()).contains("variant 9"));
        assertThat(assembly.index().find(key, 5L << 57).record()).isPresent();
    }

    @Test
    void aNonsensicalFileEndIsToldAndTheFileSizeTaken() {
        NativeImage image = new NativeImage(ByteOrder.LITTLE_ENDIAN, _ -> false);
        image.build();
        image.set(200, -5);
        Assembly assembly = open(image.storage());
        assertThat(assembly.end()).isEqualTo(NativeImage.SIZE);
        assertThat(assembly.faults()).hasSize(1);
    }

    @Test
    void bytesBehindTheFileEndAreNotTakenForZones() {
        NativeImage image = new NativeImage(ByteOrder.LITTLE_ENDIAN, _ -> false);
        image.build();
        byte[] longer = Arrays.copyOf(image.content(), (int) NativeImage.SIZE + 5000);
        Assembly assembly = open(new HeapStorage("longer", longer));
        assertThat(assembly.end()).isEqualTo(NativeImage.SIZE);
        List<FreeArea> areas = new ArrayList<>();
        assembly.space().walk(new SpaceListener() {
            @Override
            public void area(FreeArea area) {
                areas.add(area);
            }
        });
        assertThat(areas).hasSize(1);
    }

    @Test
    void theEmptyKeyIsFoundAmongTables() {
        NativeImage image = new NativeImage(ByteOrder.LITTLE_ENDIAN, _ -> false);
        for (int i = 0; i < 12; i++) {
            image.add((long) i << 51, "k" + i);
        }
        image.build();
        byte[] key = "\0\0\0\0\0\0\0\0absent".getBytes(StandardCharsets.UTF_8);
        assertThat(open(image.storage()).index().find(key, 0).record()).isEqualTo(Optional.empty());
    }
}
