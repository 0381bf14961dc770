package tdb2.ui.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tdb2.engine.index.PartitionWalk.Place;
import tdb2.engine.inspect.Position;

/** Checkpoints of 50 million records fit into a few megabytes and come back as they were. */
class CheckpointsTest {
    private static Position position(int n) {
        return new Position(n / 3, new Place(n % 2 == 0 ? new long[] { n, 8L * n } : new long[] { n, n, n }));
    }

    @Test
    void comeBackAsTheyWere() {
        var checkpoints = new Checkpoints();
        for (int i = 1; i < 200_000; i++) {
            checkpoints.add(position(i));
        }
        assertThat(checkpoints.count()).isEqualTo(200_000);
        assertThat(checkpoints.get(0)).isEqualTo(Position.START);
        for (int i = 1; i < 200_000; i += 997) {
            assertThat(checkpoints.get(i)).isEqualTo(position(i));
        }
        assertThatThrownBy(() -> checkpoints.get(200_000)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void tellWhichPageAPartitionBeginsIn() {
        var checkpoints = new Checkpoints();
        for (int partition : new int[] { 4, 4, 9 }) {
            checkpoints.add(new Position(partition, new Place(new long[] { 1 })));
        }
        assertThat(checkpoints.firstPageOf(0)).isZero();
        assertThat(checkpoints.firstPageOf(4)).isZero();
        assertThat(checkpoints.firstPageOf(5)).isEqualTo(2);
        assertThat(checkpoints.firstPageOf(9)).isEqualTo(2);
        assertThat(checkpoints.firstPageOf(10)).isEqualTo(3);
    }
}
