package tdb2.ui.docking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** Layouts as text, and texts that are none. */
class LayoutTextTest {

    @Property
    void aLayoutComesBackFromItsText(@ForAll Random random, @ForAll @IntRange(min = 1, max = 12) int edits) {
        Layout layout = Layout.Tabs.ofMain();
        var views = new ArrayList<>(List.of("a", "b", "c.d", "records", "x-1"));
        for (int i = 0; i < edits; i++) {
            String view = views.get(random.nextInt(views.size()));
            Side side = Side.values()[random.nextInt(4)];
            layout = switch (random.nextInt(4)) {
                case 0 -> layout.along(side, random.nextInt(1200), view);
                case 1 -> layout.beside(Optional.empty(), side, random.nextInt(1000), view);
                case 2 -> layout.into(layout.views().stream().findFirst(), random.nextInt(3), view);
                default -> layout.without(view);
            };
            assertThat(layout.views()).doesNotHaveDuplicates();
        }
        assertThat(LayoutText.read(LayoutText.of(layout))).contains(layout);
    }

    @Property
    void noTextDoesHarm(@ForAll @StringLength(max = 60) @Chars({ '(', ')', ',', '*', 'h', 'v', 'm', 't' }) @CharRange(
            from = '0', to = '9') String text) {
        LayoutText.read(text).ifPresent(layout -> {
            assertThat(layout.mainGroup()).isPresent();
            assertThat(layout.views()).doesNotHaveDuplicates();
            assertThat(LayoutText.read(LayoutText.of(layout))).contains(layout);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "m", "m(", "m(a", "m(a,)", "m(a,a)", "t(a)", "h500(m(a),m(b))", "h500(m(a),t())",
            "h(m(a),t(b))", "hx(m(a),t(b))", "h500(m(a),t(b))x", "\u0000", "h99999999999(m(a),t(b))" })
    void whatIsNoWholeLayoutIsNotTaken(String text) {
        assertThat(LayoutText.read(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = { 21, 100_000 })
    void nestingHasAnEnd(int depth) {
        assertThat(LayoutText.read("h500(".repeat(depth) + "m(a)")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "h-5(t(a),m(b))", "h5000(t(a),m(b))" })
    void aDividerOutsideComesBackInside(String text) {
        assertThat(LayoutText.read(text)).hasValueSatisfying(
                layout -> assertThat(((Layout.Split) layout).share()).isBetween(50, 950));
    }
}
