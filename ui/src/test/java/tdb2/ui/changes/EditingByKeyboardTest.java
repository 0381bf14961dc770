package tdb2.ui.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tdb2.ui.testing.ViewStand;

/** Changing records of a file in the whole window, by keyboard alone. */
class EditingByKeyboardTest extends EditedFile {

    @Test
    void nothingIsWrittenBeforeTheEditsAreSavedAndThenAllIs() throws Exception {
        openFile();
        assertThat(badge()).isEqualTo("READ-ONLY");
        byte[] before = Files.readAllBytes(file);
        add("date\\0", "a value with \\x00 in it");
        change("banana", "banana split");
        delete("cherry");
        awaitTable("records.table", "date\\0|", "+ added|", "banana split|", "~ changed|", "\u2212 deleted|");
        assertThat(badge()).isEqualTo("STAGED");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        stage.press("ctrl S");
        awaitSaved();
        assertThat(inFile("date\0")).contains("a value with \0 in it");
        assertThat(inFile("banana")).contains("banana split");
        assertThat(inFile("cherry")).isEmpty();
        assertThat(inFile("apple")).contains("apple pie");
        awaitRows("3 records");
        ViewStand.await("badge", () -> badge().equals("READ-ONLY"));
    }

    @Test
    void editsAreUndoneAndDoneAgainAndRevertedInTheirView() {
        openFile();
        delete("apple");
        change("banana", "b");
        stage.press("ctrl Z");
        assertThat(staged()).isEqualTo(1);
        stage.press("ctrl Z");
        assertThat(staged()).isZero();
        stage.press("ctrl shift Z");
        stage.press("ctrl shift Z");
        assertThat(staged()).isEqualTo(2);
        stage.press("ctrl shift E");
        awaitTable("edits", "deleted|apple|apple pie|(no record)|", "changed|banana|banana pie|b|");
        awaitFocus("edits");
        stage.press("HOME");
        stage.press("DELETE");
        ViewStand.await("one reverted", () -> document().editing().history().now().count() == 1);
        stage.press("shift DELETE");
        ViewStand.await("all reverted", () -> document().editing().history().now().isEmpty());
        stage.press("ctrl Z");
        assertThat(staged()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1 })
    void whatOthersChangedIsShownAndDecidedRecordByRecord(int variant) throws Exception {
        Files.delete(file);
        make(variant);
        openFile();
        change("apple", "mine");
        change("banana", "mine too");
        delete("cherry");
        storeOutside("apple", "theirs");
        storeOutside("banana", "theirs too");
        stage.press("ctrl S");
        awaitTable("conflicts", "not decided|apple|apple pie|theirs|mine|",
                "not decided|banana|banana pie|theirs too|mine too|");
        assertThat(inFile("cherry")).contains("cherry pie");
        awaitFocus("conflicts");
        stage.press("T");
        stage.press("M");
        awaitTable("conflicts", "keep theirs|apple|", "overwrite with mine|banana|");
        assertThat(text("compared.theirs")).isEqualTo("theirs too");
        stage.press("ctrl ENTER");
        awaitSaved();
        assertThat(inFile("apple")).contains("theirs");
        assertThat(inFile("banana")).contains("mine too");
        assertThat(inFile("cherry")).isEmpty();
    }

    @Test
    void aConflictThatIsLeftKeepsFileAndEdits() {
        openFile();
        change("apple", "mine");
        storeOutside("apple", "theirs");
        stage.press("ctrl S");
        awaitFocus("conflicts");
        stage.press("ESCAPE");
        awaitTable("edits", "changed|apple|apple pie|mine|");
        assertThat(inFile("apple")).contains("theirs");
        assertThat(staged()).isEqualTo(1);
    }
}
