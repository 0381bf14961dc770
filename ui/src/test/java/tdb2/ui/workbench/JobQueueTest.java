package tdb2.ui.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;

import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.ui.testing.EventThreadGuard;
import tdb2.ui.testing.ViewStand;

/** Jobs run off the event thread, in order, and their answers come back unless nobody wants them any more. */
@ExtendWith(EventThreadGuard.class)
class JobQueueTest {

    private final Jobs jobs = new Jobs();
    private final JobQueue queue = jobs.queue("file");
    private final CountDownLatch closed = new CountDownLatch(1);

    @AfterEach
    void close() throws InterruptedException {
        GuiActionRunner.execute(() -> queue.close(closed::countDown));
        closed.await();
    }

    private JobHandle enqueue(Object slot, Job<?> job) {
        return GuiActionRunner.execute(() -> queue.enqueue(slot, job));
    }

    private void awaitNoJobs() {
        ViewStand.await("no jobs", () -> jobs.active().isEmpty());
    }

    @Test
    void answersComeBackOnTheEventThread() {
        var job = new Held();
        JobHandle handle = enqueue("a", job);
        job.released.countDown();
        awaitNoJobs();
        assertThat(job.heard).containsExactly("done answer");
        assertThat(handle.state()).isEqualTo(JobHandle.State.DONE);
    }

    @Test
    void aNewerJobOfTheSlotReplacesTheOlder() throws InterruptedException {
        var older = new Held();
        var newer = new Held();
        JobHandle handle = enqueue("a", older);
        older.started.await();
        enqueue("a", newer);
        newer.released.countDown();
        awaitNoJobs();
        assertThat(older.heard).isEmpty();
        assertThat(newer.heard).containsExactly("done answer");
        assertThat(handle.state()).isEqualTo(JobHandle.State.REPLACED);
    }

    @Test
    void aCancelledJobEndsAndSaysSo() throws InterruptedException {
        var job = new Held();
        JobHandle handle = enqueue("a", job);
        job.started.await();
        handle.cancel();
        awaitNoJobs();
        assertThat(job.heard).containsExactly("cancelled");
    }

    @Test
    void aJobCancelledWhileItWaitsNeverStarts() throws InterruptedException {
        var first = new Held();
        var second = new Held();
        enqueue("a", first);
        first.started.await();
        JobHandle waiting = enqueue("b", second);
        waiting.cancel();
        first.released.countDown();
        awaitNoJobs();
        assertThat(second.started.getCount()).isEqualTo(1);
        assertThat(second.heard).containsExactly("cancelled");
    }

    @Test
    void readsGoBesideTheQueue() throws InterruptedException {
        var slow = new Held();
        var quick = new Held();
        enqueue("a", slow);
        slow.started.await();
        quick.released.countDown();
        GuiActionRunner.execute(() -> queue.read("b", quick));
        ViewStand.await("quick answer", () -> quick.heard.contains("done answer"));
        assertThat(slow.heard).isEmpty();
        slow.released.countDown();
        awaitNoJobs();
    }

    @Test
    void whatNobodyExpectedFailsTheJobAndNotTheProgram() {
        var job = new Job<String>() {
            private String heard = "";

            @Override
            public String title() {
                return "broken";
            }

            @Override
            public String work(Progress progress) {
                throw new IllegalArgumentException("broken");
            }

            @Override
            public void done(String answer) {
                heard = answer;
            }

            @Override
            public void failed(TdbException why) {
                heard = why.fault().found();
            }
        };
        enqueue("a", job);
        awaitNoJobs();
        assertThat(job.heard).contains("broken");
    }
}
