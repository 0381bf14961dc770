package tdb2.ui.workbench;

import org.assertj.core.api.SoftAssertions;
import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import tdb2.ui.Browser;
import tdb2.ui.testing.EventThreadGuard;
import tdb2.ui.testing.Fixtures;
import tdb2.ui.testing.Stage;

/** Every key that a view tells of is bound in it under its name, so that the palette can do the same. */
@ExtendWith(EventThreadGuard.class)
class BoundActionsTest {

    @Test
    void everyShortcutOfAViewIsFoundInIt() {
        try (Stage stage = new Stage(() -> Browser.window(Settings.inMemory()))) {
            stage.open(Fixtures.file("tdb1/three.tdb"));
            var all = new SoftAssertions();
            for (DescribedView view : stage.workbench().described()) {
                GuiActionRunner.execute(() -> stage.workbench().reveal(view.id()));
                stage.robot().waitForIdle();
                GuiActionRunner.execute(() -> {
                    var content = stage.workbench().desk().views().stream()
                            .filter(known -> known.id().equals(view.id())).findFirst().orElseThrow().content();
                    view.shortcuts().get().forEach(shortcut -> all
                            .assertThat(BoundActions.find(content, shortcut.id()))
                            .as(view.id() + ": " + shortcut.id()).isPresent());
                });
            }
            all.assertAll();
        }
    }
}
