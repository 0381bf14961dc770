package tdb2.engine.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class ThreadPriorityTest {

    @Test
    void oneThreadStepsBackAndOthersStayAsTheyAre() throws Exception {
        assumeTrue(Posix.available());
        int before = nice();
        int wanted = Math.min(19, before + 5);
        try (var one = Executors.newSingleThreadExecutor()) {
            assertThat(CompletableFuture.supplyAsync(() -> {
                ThreadPriority.stepBack(wanted);
                return nice();
            }, one).get()).isEqualTo(wanted);
        }
        assertThat(nice()).isEqualTo(before);
    }

    /** The nineteenth field of the calling thread's line, the second one being a name in brackets. */
    private static int nice() {
        try {
            String line = Files.readString(Path.of("/proc/thread-self/stat"));
            return Integer.parseInt(line.substring(line.lastIndexOf(')') + 2).split(" ")[16]);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
