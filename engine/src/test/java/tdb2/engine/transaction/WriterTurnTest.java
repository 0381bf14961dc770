package tdb2.engine.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tdb2.engine.lock.Waiting;

/** Whose turn it is to have the write transaction of a process. */
@Timeout(60)
class WriterTurnTest {

    private final WriterTurn turn = new WriterTurn("file", _ -> {
        // what it tells is tested with whole transactions
    });

    @Test
    void whoHasSleptForAWhileGoesBeforeWhoRuns() throws InterruptedException {
        turn.take(Waiting.FOREVER);
        turn.begins();
        AtomicBoolean served = new AtomicBoolean();
        Thread sleeper = Thread.ofPlatform().start(() -> {
            turn.take(Waiting.FOREVER);
            served.set(true);
            turn.give();
        });
        while (sleeper.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        Thread.sleep(20); // four times as long as those that run may go ahead

        turn.give();
        turn.take(Waiting.FOREVER);

        assertThat(served).isTrue();
        turn.give();
        sleeper.join();
    }
}
