package tdb2.ui.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.assertj.swing.edt.FailOnThreadViolationRepaintManager;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import tdb2.ui.workbench.EventThread;

/**
 * Fails a test in which the event thread touched a file, or another thread a component or its model, whatever became of
 * the exception: {@code @ExtendWith(EventThreadGuard.class)}.
 */
public final class EventThreadGuard implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback {

    private final List<IllegalStateException> violations = new CopyOnWriteArrayList<>();

    @Override
    public void beforeAll(ExtensionContext context) {
        FailOnThreadViolationRepaintManager.install();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        violations.clear();
        EventThread.onViolation(violations::add);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        EventThread.onViolation(_ -> {});
        if (!violations.isEmpty()) {
            var failure = new AssertionError(violations.size() + " times: " + violations.getFirst().getMessage());
            violations.forEach(failure::addSuppressed);
            throw failure;
        }
    }
}
