package tdb2.app;

import java.util.ArrayList;
import java.util.List;

/** Takes a line of the shell apart. */
final class ShellWords {

    private ShellWords() {}

    /**
     * The words of a line: separated by blanks; quotes of either kind keep blanks, a backslash keeps the character behind
     * it and stays, for whoever reads the word as text with escapes.
     *
     * @throws IllegalArgumentException when a quote is not closed
     */
    static List<String> of(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length()) {
                word.append(c).append(line.charAt(++i));
                begun = true;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                if (begun) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                begun = false;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
                begun = true;
            } else if (c == quote) {
                quote = 0;
            } else {
                word.append(c);
                begun = true;
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException("a quote (" + quote + ") is not closed");
        }
        if (begun) {
            words.add(word.toString());
        }
        return words;
    }
}
