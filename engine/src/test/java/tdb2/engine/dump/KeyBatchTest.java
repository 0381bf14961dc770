package tdb2.engine.dump;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Keys in order, in bounded memory: batch by batch it is the order of all of them. */
class KeyBatchTest {

    private static final Comparator<byte[]> ORDER = Comparator.<byte[]>comparingInt(key -> key.length)
            .thenComparing(Arrays::compareUnsigned);

    @Property(tries = 300)
    void batchAfterBatchAllComeOnceAndInOrder(@ForAll @Size(max = 300) List<@Size(max = 5) byte[]> keys,
            @ForAll @IntRange(max = 4000) int budget) {
        KeyBatch batch = new KeyBatch(budget, Long::compare);
        List<Integer> wanted = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            wanted.add(i);
        }
        wanted.sort(Comparator.comparing(keys::get, ORDER).thenComparing(Comparator.naturalOrder()));

        assertThat(all(batch, keys)).isEqualTo(wanted);
    }

    @Property(tries = 50)
    void thoseThatNothingTellsApartStayTogether(@ForAll @IntRange(min = 1, max = 200) int equal) {
        KeyBatch batch = new KeyBatch(0, (_, _) -> 0);
        List<byte[]> keys = new ArrayList<>();
        for (int i = 0; i < equal; i++) {
            keys.add(new byte[] { 7 });
            keys.add(new byte[] { (byte) i, 1 });
        }
        assertThat(all(batch, keys)).hasSize(2 * equal).doesNotHaveDuplicates();
    }

    @Property(tries = 20)
    void aKeyLongerThanTheBudgetComesToo(@ForAll @IntRange(min = 1, max = 100_000) int length) {
        KeyBatch batch = new KeyBatch(64, Long::compare);
        assertThat(all(batch, List.of(new byte[length], new byte[0], new byte[length + 1]))).containsExactly(1, 0, 2);
    }

    private static List<Integer> all(KeyBatch batch, List<byte[]> keys) {
        List<Integer> places = new ArrayList<>();
        while (places.size() < keys.size()) {
            for (int i = 0; i < keys.size(); i++) {
                batch.offer(keys.get(i), i);
            }
            assertThat(batch.count()).as("records of a batch").isPositive();
            batch.sort();
            for (int rank = 0; rank < batch.count(); rank++) {
                assertThat(batch.at(rank).key()).isEqualTo(keys.get((int) batch.at(rank).place()));
                places.add((int) batch.at(rank).place());
            }
            batch.goOn();
        }
        return places;
    }
}
