package tdb2.engine.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Assertions;
import tdb2.engine.Specimens;
import tdb2.engine.dialect.NativeImage.Run;
import tdb2.engine.error.Fault;
import tdb2.engine.error.TdbException;
import tdb2.engine.format.Landmark;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.hash.HashChoice;
import tdb2.engine.space.SpaceListener;
import tdb2.engine.storage.HeapStorage;

/** Files that somebody damaged at will: everything that reads them ends, and throws nothing but typed errors. */
class HostileFilesTest {

    private static final List<byte[]> BASES = bases();
    private static final int LOOKED_UP = 200;

    private static List<byte[]> bases() {
        List<byte[]> bases = new ArrayList<>();
        Set<String> names = Set.of("tdb2/chain100.tdb", "tdb2/ftables5-crafted.tdb", "tdb2/crash-reuse-magic-set.tdb",
                "tdb2/cap-all.tdb", "ntdb/chain100.tdb", "ntdb/hsize64-be.tdb", "ntdb/crash-reuse-magic-set.tdb",
                "zoned/append.tdb", "zoned/collide8.tdb");
        Stream.of("tdb2", "ntdb", "zoned").flatMap(Specimens::in).filter(s -> names.contains(s.toString()))
                .forEach(s -> bases.add(s.storage().bytes(0, (int) s.storage().size())));
        NativeImage image = new NativeImage(ByteOrder.BIG_ENDIAN, used -> used == 10);
        Random random = new Random(3);
        for (int i = 0; i < 150; i++) {
            image.add(i % 3 == 0 ? 77 : random.nextLong() >>> 4, "k" + i);
        }
        image.slots();
        image.area(0, 400);
        image.area(1, 400);
        image.build();
        image.commit(4, NativeImage.SIZE, new Run(9000, new byte[20]), new Run(320, new byte[8]));
        image.commit(3, NativeImage.SIZE, new Run(9008, new byte[20]));
        bases.add(image.content());
        return bases;
    }

    /** Words that are wrong in interesting ways: pointers to other places of the file, extremes, single bits. */
    private static void damage(byte[] file, Random random, int hits) {
        ByteOrder order = file[71] == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        ByteBuffer words = ByteBuffer.wrap(file).order(order);
        for (int i = 0; i < hits; i++) {
            int reach = random.nextBoolean() ? file.length / 8 : Math.min(file.length / 8, 1200);
            int at = 8 * (9 + random.nextInt(reach - 9));
            long there = words.getLong(at);
            words.putLong(at, switch (random.nextInt(6)) {
                case 0 -> there ^ (1L << random.nextInt(64));
                case 1 -> random.nextInt(file.length) & -8L;
                case 2 -> words.getLong(8 * random.nextInt(file.length / 8));
                case 3 -> 0xFFL << 56 | (random.nextInt(file.length) & -8L);
                case 4 -> random.nextLong();
                default -> Long.MAX_VALUE - random.nextInt(64);
            });
        }
    }

    @Property(tries = 300)
    void readingEndsWithoutAnUntypedError(@ForAll @IntRange(max = 9) int base, @ForAll int seed,
            @ForAll @IntRange(min = 1, max = 60) int hits) {
        byte[] file = BASES.get(base % BASES.size()).clone();
        damage(file, new Random(seed), hits);
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> readAll(file));
    }

    @Property(tries = 100)
    void aFileThatWasCutAnywhereIsReadOrRefused(@ForAll @IntRange(max = 9) int base, @ForAll int seed) {
        byte[] whole = BASES.get(base % BASES.size());
        readAll(Arrays.copyOf(whole, new Random(seed).nextInt(whole.length)));
    }

    private static void readAll(byte[] file) {
        Assembly assembly;
        try {
            assembly = Opened.assemble(new HeapStorage("hostile", file), new HashChoice.Automatic(),
                    Surroundings.NONE);
        } catch (TdbException refused) {
            assertThat(refused.fault().expected()).isNotEmpty();
            return;
        }
        assertThat(assembly.header().fields()).isNotEmpty();
        List<RecordHeader> records = Opened.walk(assembly, Opened.faultsTo(HostileFilesTest::sayable));
        assembly.space().walk(new SpaceListener() {
            @Override
            public void damaged(Fault fault) {
                sayable(fault);
            }
        });
        assembly.recovery().state().parts();
        assembly.recovery().preview().ifPresent(overlay -> overlay.bytes(0, (int) Math.min(overlay.size(), 9000)));
        for (Landmark landmark : assembly.landmarks()) {
            assembly.blocks().fields(assembly.bytes(), landmark.offset());
        }
        for (long at = 0; at < assembly.bytes().size(); at += 104) {
            assembly.blocks().fields(assembly.bytes(), at);
        }
        lookUp(assembly, records);
    }

    private static void lookUp(Assembly assembly, List<RecordHeader> records) {
        for (RecordHeader record : records.subList(0, Math.min(LOOKED_UP, records.size()))) {
            assembly.blocks().fields(assembly.bytes(), record.offset());
            byte[] key = Opened.key(assembly, record);
            try {
                assembly.index().find(key, assembly.hashing().function().hash(key, assembly.hashing().seed()));
            } catch (TdbException damaged) {
                sayable(damaged.fault());
            }
        }
    }

    private static void sayable(Fault fault) {
        assertThat(fault.message()).contains("expected").contains("found");
    }
}
