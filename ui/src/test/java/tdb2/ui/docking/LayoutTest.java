package tdb2.ui.docking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import tdb2.ui.docking.Layout.Split;
import tdb2.ui.docking.Layout.Tabs;

/** Where views stand, and what becomes of that when they are moved. */
class LayoutTest {

    private static final Layout DESK = new Split(true, 200, Tabs.of("files"),
            new Split(false, 700, Tabs.ofMain("records", "hex", "space"), Tabs.of("jobs", "log")));

    private static List<String> after(Layout layout, String view) {
        return layout.groupOf(view).orElseThrow().views();
    }

    @Test
    void theLastViewOfAGroupTakesTheGroupWithIt() {
        Layout without = DESK.without("files");
        assertThat(without).isEqualTo(((Split) DESK).second());
        assertThat(without.without("jobs").without("log")).isEqualTo(Tabs.ofMain("records", "hex", "space"));
    }

    @Test
    void theMainGroupStaysWhenItIsEmpty() {
        Layout empty = DESK.without("records").without("hex").without("space");
        assertThat(empty.mainGroup().orElseThrow().views()).isEmpty();
        assertThat(after(empty.into(Optional.empty(), 0, "hex"), "hex")).containsExactly("hex");
    }

    @Test
    void theNeighbourOfAClosedViewComesToTheFront() {
        assertThat(DESK.raised("hex").without("hex").mainGroup().orElseThrow().front()).contains("space");
        assertThat(DESK.raised("space").without("space").mainGroup().orElseThrow().front()).contains("hex");
        assertThat(DESK.raised("space").without("hex").mainGroup().orElseThrow().front()).contains("space");
    }

    @Test
    void aViewMovesIntoAnotherGroupAndComesToItsFront() {
        Layout moved = DESK.into(Optional.of("jobs"), 1, "hex");
        assertThat(after(moved, "hex")).containsExactly("jobs", "hex", "log");
        assertThat(moved.groupOf("hex").flatMap(Tabs::front)).contains("hex");
        assertThat(after(moved, "records")).containsExactly("records", "space");
    }

    @Test
    void aViewMovesWithinItsGroup() {
        assertThat(after(DESK.into(Optional.of("records"), 0, "space"), "space"))
                .containsExactly("space", "records", "hex");
        assertThat(after(DESK.into(Optional.of("records"), 99, "records"), "hex")).isEqualTo(
                after(DESK, "hex"));
    }

    @Test
    void aViewSplitsOffBesideAGroup() {
        Layout split = DESK.beside(Optional.empty(), Side.RIGHT, 400, "hex");
        assertThat(LayoutText.of(split))
                .isEqualTo("h200(t(files*),v700(h600(m(records*,space),t(hex*)),t(jobs*,log)))");
    }

    @Test
    void aViewGoesAlongASideOfAll() {
        Layout along = DESK.along(Side.TOP, 300, "files");
        assertThat(LayoutText.of(along)).isEqualTo("v300(t(files*),v700(m(records*,hex,space),t(jobs*,log)))");
    }

    @Test
    void aMoveToNowhereChangesNothing() {
        assertThat(DESK.into(Optional.of("nobody"), 0, "hex")).isEqualTo(DESK);
        assertThat(DESK.raised("nobody")).isEqualTo(DESK);
        assertThat(DESK.without("nobody")).isEqualTo(DESK);
    }

    @Test
    void viewsNobodyKnowsGo() {
        assertThat(DESK.only(List.of("records", "log")).views()).containsExactly("records", "log");
    }
}
