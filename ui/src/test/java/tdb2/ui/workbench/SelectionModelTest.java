package tdb2.ui.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.Test;

import tdb2.engine.Tdb;
import tdb2.ui.testing.Fixtures;

/** One selection, with a way back and forward. */
class SelectionModelTest {

    private final SelectionModel model = new SelectionModel();
    private final List<Selection> heard = new ArrayList<>();

    private static Document document() {
        Path path = Fixtures.file("tdb1/three.tdb");
        Tdb tdb = Document.open(path);
        return GuiActionRunner.execute(() -> new Document(path, tdb, new Jobs()));
    }

    private void publish(Selection selection) {
        GuiActionRunner.execute(() -> model.publish(this, selection));
    }

    @Test
    void goesBackAndForwardLikeAWebBrowser() {
        Document document = document();
        model.addListener((_, selection) -> heard.add(selection));
        var first = Selection.bytes(document, 0, 8);
        var second = Selection.bytes(document, 8, 8);
        var third = Selection.bytes(document, 16, 8);
        publish(first);
        publish(second);
        publish(second);
        GuiActionRunner.execute(model::back);
        assertThat(model.current()).contains(first);
        assertThat(model.canGoBack()).isFalse();
        GuiActionRunner.execute(model::forward);
        GuiActionRunner.execute(model::back);
        publish(third);
        assertThat(model.canGoForward()).isFalse();
        assertThat(heard).containsExactly(first, second, first, second, first, third);
        GuiActionRunner.execute(document::close);
    }

    @Test
    void forgetsAClosedFile() {
        Document one = document();
        Document other = document();
        publish(Selection.file(one));
        publish(Selection.bytes(other, 0, 1));
        publish(Selection.bytes(one, 0, 1));
        GuiActionRunner.execute(() -> model.forget(one));
        assertThat(model.current().map(Selection::document)).isEqualTo(Optional.of(other));
        assertThat(model.canGoBack()).isFalse();
        GuiActionRunner.execute(() -> model.forget(other));
        assertThat(model.current()).isEmpty();
        GuiActionRunner.execute(one::close);
        GuiActionRunner.execute(other::close);
    }
}
