package tdb2.ui.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.Test;

import tdb2.engine.Tdb;
import tdb2.ui.testing.Fixtures;

/** One selection, with a way back and forward. */
class SelectionModelTest {

    private static final long SLOW = 5_000;

    private final AtomicLong now = new AtomicLong();
    private final SelectionModel model = new SelectionModel(now::get);
    private final List<Selection> heard = new ArrayList<>();

    private static Document document() {
        Path path = Fixtures.file("tdb1/three.tdb");
        Tdb tdb = Document.open(path);
        return GuiActionRunner.execute(() -> new Document(path, tdb, new Jobs()));
    }

    private void publish(Selection selection) {
        publish(selection, SLOW);
    }

    private void publish(Selection selection, long millisLater) {
        now.addAndGet(millisLater);
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
    void runningThroughATableIsOneStepOnTheWayBack() {
        Document document = document();
        var start = Selection.bytes(document, 0, 8);
        publish(start);
        for (int row = 1; row <= 30; row++) {
            publish(Selection.bytes(document, 8L * row, 8), row == 1 ? SLOW : 30);
        }
        var settled = Selection.bytes(document, 240, 8);
        assertThat(model.current()).contains(settled);
        GuiActionRunner.execute(model::back);
        assertThat(model.current()).contains(start);
        assertThat(model.canGoBack()).isFalse();
        GuiActionRunner.execute(model::forward);
        assertThat(model.current()).contains(settled);
        GuiActionRunner.execute(document::close);
    }

    @Test
    void whatWasGoneBackToIsNotReplaced() {
        Document document = document();
        var first = Selection.bytes(document, 0, 8);
        publish(first);
        publish(Selection.bytes(document, 8, 8));
        GuiActionRunner.execute(model::back);
        publish(Selection.bytes(document, 16, 8), 10);
        GuiActionRunner.execute(model::back);
        assertThat(model.current()).contains(first);
        GuiActionRunner.execute(document::close);
    }

    @Test
    void twoViewsAreTwoSteps() {
        Document document = document();
        var first = Selection.bytes(document, 0, 8);
        GuiActionRunner.execute(() -> {
            model.publish("tree", first);
            model.publish("table", Selection.bytes(document, 8, 8));
            model.back();
        });
        assertThat(model.current()).contains(first);
        GuiActionRunner.execute(document::close);
    }

    @Test
    void runningBackToTheStartLeavesNoTwin() {
        Document document = document();
        var first = Selection.bytes(document, 0, 8);
        publish(first);
        publish(Selection.bytes(document, 8, 8));
        publish(first, 30);
        assertThat(model.canGoBack()).isFalse();
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
