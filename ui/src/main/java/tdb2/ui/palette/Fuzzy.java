package tdb2.ui.palette;

import java.util.Locale;
import java.util.OptionalInt;

/**
 * How well a few letters fit a name: they stand in it in their order, the better the more of them begin words or follow
 * each other. Any thread.
 */
final class Fuzzy {

    private static final int START = 8;
    private static final int RUN = 5;
    private static final int PLAIN = 1;
    private static final int LONGEST = 300;

    private Fuzzy() {}

    /** The score of a name, higher for a better fit; empty when some letter is missing. Words may stand in any order. */
    static OptionalInt score(String query, String name) {
        int sum = 0;
        for (String word : query.strip().toLowerCase(Locale.ROOT).split("\\s+")) {
            int best = word.isEmpty() ? 0 : scoreOf(word, name.length() > LONGEST ? name.substring(0, LONGEST) : name);
            if (best < 0) {
                return OptionalInt.empty();
            }
            sum += best;
        }
        return OptionalInt.of(sum);
    }

    /** The best way to find the letters in the name; a table over how many letters end where. */
    private static int scoreOf(String word, String name) {
        String low = name.toLowerCase(Locale.ROOT);
        int[] before = new int[low.length()];
        for (int i = 0; i < word.length(); i++) {
            int[] now = new int[low.length()];
            int best = i == 0 ? 0 : -1;
            for (int at = 0; at < low.length(); at++) {
                int run = i > 0 && at > 0 && before[at - 1] >= 0 ? before[at - 1] + RUN : -1;
                int fresh = best < 0 ? -1 : best + (starts(name, at) ? START : PLAIN);
                now[at] = low.charAt(at) == word.charAt(i) ? Math.max(run, fresh) : -1;
                best = i == 0 ? 0 : Math.max(best, before[at]);
            }
            before = now;
        }
        int best = -1;
        for (int score : before) {
            best = Math.max(best, score);
        }
        return best;
    }

    private static boolean starts(String name, int at) {
        return at == 0
                || (Character.isLetterOrDigit(name.charAt(at)) && !Character.isLetterOrDigit(name.charAt(at - 1)))
                || (Character.isUpperCase(name.charAt(at)) && Character.isLowerCase(name.charAt(at - 1)));
    }
}
