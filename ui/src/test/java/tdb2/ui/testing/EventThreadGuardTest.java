package tdb2.ui.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;

import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.Test;

import tdb2.engine.Tdb;
import tdb2.ui.workbench.Document;

/** The guard that all tests of windows stand under does its work. */
class EventThreadGuardTest {

    private static final Path FILE = Fixtures.file("tdb1/three.tdb");

    private final EventThreadGuard guard = new EventThreadGuard();

    @Test
    void failsATestThatReadsOnTheEventThread() {
        guard.beforeEach(null);
        try (Tdb tdb = Document.open(FILE)) {
            boolean thrown = GuiActionRunner.execute(() -> {
                try {
                    tdb.bytes(0, 4);
                    return false;
                } catch (IllegalStateException _) {
                    return true; // swallowed here, and seen all the same
                }
            });
            assertThat(thrown).isTrue();
        }
        assertThatThrownBy(() -> guard.afterEach(null)).isInstanceOf(AssertionError.class)
                .hasMessageContaining("event thread");
    }

    @Test
    void letsATestPassThatReadsElsewhere() {
        guard.beforeEach(null);
        try (Tdb tdb = Document.open(FILE)) {
            assertThat(tdb.bytes(0, 4)).hasSize(4);
        }
        assertThatCode(() -> guard.afterEach(null)).doesNotThrowAnyException();
    }
}
