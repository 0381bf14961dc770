package tdb2.ui.docking;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Layouts as text, for settings: {@code h180(t(files),v750(m(records,hex*),t(log)))}. {@code h} and {@code v} are
 * splits with the share of the first part in thousandths, {@code m} is the main group and {@code t} any other, a star
 * stands behind the view in front. Any thread.
 */
public final class LayoutText {

    private static final int DEEPEST = 20;

    private final String text;
    private final Set<String> seen = new HashSet<>();
    private int at;
    private int depth;
    private int mains;

    private LayoutText(String text) {
        this.text = text;
    }

    /** The text of a layout. */
    public static String of(Layout layout) {
        return switch (layout) {
            case Layout.Tabs tabs -> (tabs.main() ? "m(" : "t(") + String.join(",", tabs.views().stream()
                    .map(view -> tabs.front().filter(view::equals).isPresent() ? view + "*" : view).toList()) + ")";
            case Layout.Split(var horizontal, int share, var first, var second) -> (horizontal ? "h" : "v") + share
                    + "(" + of(first) + "," + of(second) + ")";
        };
    }

    /** The layout of a text; empty when the text is not one of a whole layout, whatever it is. */
    public static Optional<Layout> read(String text) {
        var reader = new LayoutText(text);
        try {
            Layout layout = reader.node();
            boolean whole = reader.at == text.length() && reader.mains == 1;
            return whole ? Optional.of(layout) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private Layout node() {
        if (++depth > DEEPEST) {
            throw new IllegalArgumentException("nested too deep");
        }
        char kind = next();
        Layout node = switch (kind) {
            case 'h', 'v' -> split(kind == 'h');
            case 'm', 't' -> tabs(kind == 'm');
            default -> throw new IllegalArgumentException("no part begins with " + kind);
        };
        depth--;
        return node;
    }

    private Layout split(boolean horizontal) {
        int share = Integer.parseInt(word());
        expect('(');
        Layout first = node();
        expect(',');
        Layout second = node();
        expect(')');
        return new Layout.Split(horizontal, share, first, second);
    }

    private Layout tabs(boolean main) {
        mains += main ? 1 : 0;
        List<String> views = new ArrayList<>();
        Optional<String> front = Optional.empty();
        expect('(');
        while (!taken(')')) {
            if (!views.isEmpty()) {
                expect(',');
            }
            String view = word();
            if (view.isEmpty() || !seen.add(view)) {
                throw new IllegalArgumentException("a view without a name, or twice the same");
            }
            views.add(view);
            front = taken('*') ? Optional.of(view) : front;
        }
        if (views.isEmpty() && !main) {
            throw new IllegalArgumentException("an empty group");
        }
        return new Layout.Tabs(main, views, front);
    }

    private String word() {
        int from = at;
        while (at < text.length() && "(),*".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(from, at);
    }

    private char next() {
        if (at == text.length()) {
            throw new IllegalArgumentException("ends too early");
        }
        return text.charAt(at++);
    }

    private void expect(char wanted) {
        if (next() != wanted) {
            throw new IllegalArgumentException("no " + wanted + " before " + at);
        }
    }

    private boolean taken(char wanted) {
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }
}
