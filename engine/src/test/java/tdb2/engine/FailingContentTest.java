package tdb2.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tdb2.engine.check.Check;
import tdb2.engine.error.RefusedException;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;

/** The caller's own content, which may run into anything while it is read. */
@Timeout(60)
class FailingContentTest {

    private static final byte[] KEY = "key".getBytes(UTF_8);
    private static final int LARGE = 100_000;

    /** Fails where it is read last. */
    private record Failing(long length, Error error) implements Content {

        @Override
        public void read(long from, byte[] into, int at, int count) {
            if (from + count == length) {
                throw error;
            }
        }
    }

    private static Failing failing(long length) {
        return new Failing(length, new OutOfMemoryError("tried"));
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void aStoreWhoseContentFailsLeavesNothing(Dialect dialect) {
        try (Tdb tdb = Tdb.inMemory("t", CreateOptions.DEFAULT.withDialect(dialect))) {
            tdb.store(KEY, new byte[10]);
            for (int length : new int[] { 100, LARGE }) {
                assertThatThrownBy(() -> tdb.store(KEY, failing(length), StoreMode.REPLACE))
                        .isInstanceOf(OutOfMemoryError.class);
                assertThat(tdb.fetch(KEY)).hasValue(new byte[10]);
                assertThat(Check.of(tdb, Progress.NONE)).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 100, LARGE })
    void aTransactionInWhichAnOperationWasNotCompletedIsNotCommitted(int length) {
        try (Tdb tdb = Tdb.inMemory("t", CreateOptions.DEFAULT)) {
            try (Transaction transaction = tdb.begin()) {
                transaction.store("other".getBytes(UTF_8), new byte[10]);
                assertThatThrownBy(() -> transaction.store(KEY, failing(length), StoreMode.REPLACE))
                        .isInstanceOf(OutOfMemoryError.class);
                assertThatThrownBy(transaction::commit).isInstanceOf(RefusedException.class);
            }
            assertThat(tdb.traverse(Fetch.KEYS, _ -> true)).isZero();
        }
    }
}
