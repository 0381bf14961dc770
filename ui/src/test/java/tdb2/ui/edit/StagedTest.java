package tdb2.ui.edit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tdb2.engine.Edit;

/** Edits that are not saved: one for each key, and each knows what the file had. */
class StagedTest {

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static String described(Staged staged) {
        return String.join(", ", staged.list().stream().map(edit -> new String(edit.key(), UTF_8) + ": "
                + edit.expected().map(value -> new String(value, UTF_8)).orElse("-") + " > "
                + edit.value().map(value -> new String(value, UTF_8)).orElse("-")).toList());
    }

    private static Edit replace(String key, String from, String to) {
        return Edit.replace(bytes(key), bytes(from), bytes(to));
    }

    @Test
    void aSecondEditOfAKeyExpectsWhatTheFirstOneDid() {
        var staged = Staged.NONE.with(replace("k", "a", "b")).with(replace("k", "b", "c"));
        assertThat(described(staged)).isEqualTo("k: a > c");
        assertThat(described(staged.with(Edit.delete(bytes("k"), bytes("c"))))).isEqualTo("k: a > -");
    }

    @Test
    void whatLeadsBackToTheFileIsNoEdit() {
        assertThat(Staged.NONE.with(replace("k", "a", "b")).with(replace("k", "b", "a")).isEmpty()).isTrue();
        assertThat(Staged.NONE.with(Edit.insert(bytes("k"), bytes("a"))).with(Edit.delete(bytes("k"), bytes("a")))
                .isEmpty()).isTrue();
    }

    @Test
    void aDeletedRecordThatIsAddedAgainIsChanged() {
        var staged = Staged.NONE.with(Edit.delete(bytes("k"), bytes("a"))).with(Edit.insert(bytes("k"), bytes("b")));
        assertThat(described(staged)).isEqualTo("k: a > b");
        assertThat(staged.list()).map(Change::of).containsExactly(Change.CHANGED);
    }

    @Test
    void editsKeepTheOrderInWhichTheirKeysWereFirstTouched() {
        var staged = Staged.NONE.with(List.of(replace("b", "1", "2"), Edit.insert(bytes("a"), bytes("1"))))
                .with(replace("b", "2", "3"));
        assertThat(described(staged)).isEqualTo("b: 1 > 3, a: - > 1");
        assertThat(described(staged.without(List.of(bytes("b"))))).isEqualTo("a: - > 1");
    }

    @Test
    void anEditIsPutOntoWhatOthersStored() {
        var staged = Staged.NONE.with(replace("k", "a", "b"));
        assertThat(described(staged.onto(bytes("k"), Optional.of(bytes("theirs"))))).isEqualTo("k: theirs > b");
        assertThat(described(staged.onto(bytes("k"), Optional.empty()))).isEqualTo("k: - > b");
        assertThat(staged.onto(bytes("k"), Optional.of(bytes("b"))).isEmpty()).isTrue();
        var deletion = Staged.NONE.with(Edit.delete(bytes("k"), bytes("a")));
        assertThat(described(deletion.onto(bytes("k"), Optional.of(bytes("theirs"))))).isEqualTo("k: theirs > -");
        assertThat(deletion.onto(bytes("k"), Optional.empty()).isEmpty()).isTrue();
    }

    @Test
    void stepsAreUndoneAndDoneAgainUntilAnotherOneIsMade() {
        var history = new EditHistory();
        history.change(now -> now.with(replace("a", "1", "2")));
        history.change(now -> now.with(replace("b", "1", "2")));
        history.undo();
        assertThat(described(history.now())).isEqualTo("a: 1 > 2");
        history.undo();
        history.undo();
        assertThat(history.now().isEmpty()).isTrue();
        assertThat(history.canUndo()).isFalse();
        history.redo();
        assertThat(described(history.now())).isEqualTo("a: 1 > 2");
        history.change(now -> now.with(replace("c", "1", "2")));
        assertThat(history.canRedo()).isFalse();
        assertThat(described(history.now())).isEqualTo("a: 1 > 2, c: 1 > 2");
    }

    @Test
    void whatWasStagedWhileOthersWereSavedStaysAndExpectsWhatWasWritten() {
        var history = new EditHistory();
        history.change(now -> now.with(replace("a", "1", "2")).with(replace("b", "1", "2")));
        Staged written = history.now();
        history.change(now -> now.with(replace("a", "2", "3")).with(Edit.insert(bytes("c"), bytes("1"))));
        history.saved(written);
        assertThat(described(history.now())).isEqualTo("a: 2 > 3, c: - > 1");
        assertThat(history.canUndo()).isFalse();
    }

    @Test
    void listenersAreToldOfEachStep() {
        var history = new EditHistory();
        int[] told = new int[1];
        Runnable listener = () -> told[0]++;
        history.addListener(listener);
        history.undo();
        history.change(now -> now.with(replace("a", "1", "2")));
        history.undo();
        history.redo();
        history.forget();
        assertThat(told[0]).isEqualTo(4);
        history.removeListener(listener);
        history.change(now -> now);
        assertThat(told[0]).isEqualTo(4);
    }
}
