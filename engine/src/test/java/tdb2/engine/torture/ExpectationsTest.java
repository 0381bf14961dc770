package tdb2.engine.torture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tdb2.engine.torture.Deed.End;

/** What a record may be after deeds that overlap, failed, or were cut short. */
class ExpectationsTest {

    private final Expectations expected = new Expectations();

    private void done(String result, long began, long ended) {
        expected.add(new Deed("store", "k", result, began, ended, End.ACKNOWLEDGED));
    }

    private void cutShort(String result, long began, long died) {
        expected.add(new Deed("store", "k", result, began, Long.MAX_VALUE, End.IN_FLIGHT).endedBy(died));
    }

    @Test
    void aRecordThatNobodyTouchedIsAbsent() {
        assertThat(expected.of("k")).containsExactly(Contents.ABSENT);
    }

    @Test
    void theLastAcknowledgedDeedCountsWhateverTheOrderTheyAreToldIn() {
        done("second", 30, 40);
        done("first", 10, 20);
        done("third", 50, 60);
        assertThat(expected.of("k")).containsExactly("third");
    }

    @Test
    void ofDeedsAtTheSameTimeEitherCounts() {
        done("a", 10, 30);
        done("b", 20, 40);
        assertThat(expected.of("k")).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void aDeedCutShortWasDoneOrNot() {
        cutShort("new", 10, 20);
        assertThat(expected.of("k")).containsExactlyInAnyOrder("new", Contents.ABSENT);
        done("later", 30, 40);
        assertThat(expected.of("k")).containsExactly("later");
    }

    @Test
    void aDeedCutShortCountsUntilItsWorkerWasDead() {
        done("other", 15, 25);
        cutShort("new", 10, 20);
        assertThat(expected.of("k")).containsExactlyInAnyOrder("new", "other");
    }

    @Test
    void whatWasRefusedOrOnlyReadChangesNothing() {
        done("a", 10, 20);
        expected.add(new Deed("store", "k", "b", 30, 40, End.REFUSED));
        expected.add(new Deed("fetch", "k", Deed.UNKNOWN, 50, 60, End.ACKNOWLEDGED));
        assertThat(expected.of("k")).containsExactly("a");
    }
}
