package tdb2.ui.widgets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Newer wishes replace older ones, stale answers are dropped, memory is bounded. */
class PageLoaderTest {
    private final Queue<Runnable> begun = new ArrayDeque<>();
    private final List<Long> read = new ArrayList<>();
    private final List<Long> arrived = new ArrayList<>();
    private final List<Long> failed = new ArrayList<>();
    private final PageLoader<String> loader = new PageLoader<>(this::page, 4, new Later(), new PageLoader.Listener() {
        @Override
        public void arrived(long page) {
            arrived.add(page);
        }

        @Override
        public void failed(long page, RuntimeException why) {
            failed.add(page);
        }
    });

    /** Does the work when the test says so. */
    private final class Later implements PageLoader.Worker {
        @Override
        public <T> void start(Supplier<T> work, Consumer<T> done, Consumer<RuntimeException> fail) {
            begun.add(() -> {
                try {
                    done.accept(work.get());
                } catch (IllegalStateException why) {
                    fail.accept(why);
                }
            });
        }
    }

    private String page(long number) {
        read.add(number);
        if (number == 13) {
            throw new IllegalStateException("unlucky");
        }
        return "page " + number;
    }

    private void work() {
        while (!begun.isEmpty()) {
            begun.remove().run();
        }
    }

    @Test
    void wantedPagesArrive() {
        loader.want(2, 4);
        assertThat(loader.page(2)).isEmpty();
        work();
        assertThat(arrived).containsExactly(2L, 3L, 4L);
        assertThat(loader.page(3)).hasValue("page 3");
    }

    @Test
    void oneReadAtATimeAndTheNewestWishNext() {
        loader.want(0, 9);
        assertThat(begun).hasSize(1);
        LongStream.range(1, 1000).forEach(n -> loader.want(100 * n, 100 * n));
        work();
        assertThat(read).containsExactly(0L, 99_900L);
    }

    @Test
    void anAnswerFromBeforeClearIsDropped() {
        loader.want(1, 1);
        loader.clear();
        work();
        assertThat(arrived).isEmpty();
        assertThat(loader.page(1)).isEmpty();
    }

    @Test
    void onlySoManyPagesAreKept() {
        LongStream.range(0, 100).forEach(n -> {
            loader.want(n, n);
            work();
        });
        assertThat(LongStream.range(0, 100).filter(n -> loader.page(n).isPresent())).containsExactly(96L, 97L, 98L,
                99L);
    }

    @Test
    void aPageThatCannotBeReadIsNotTriedAgainUntilCleared() {
        loader.want(13, 14);
        work();
        loader.want(13, 14);
        work();
        assertThat(read).containsExactly(13L, 14L);
        assertThat(failed).containsExactly(13L);
        loader.clear();
        loader.want(13, 13);
        work();
        assertThat(failed).containsExactly(13L, 13L);
    }
}
