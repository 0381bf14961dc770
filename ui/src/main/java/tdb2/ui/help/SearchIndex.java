package tdb2.ui.help;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Finds words in topics. A word of a question matches one of a text that is equal but for a plural, or begins with it; a
 * word in a title counts most, one that few topics have counts more than one that all have. Any thread.
 */
final class SearchIndex {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]+");
    private static final int EXCERPT = 120;
    private static final double TITLE = 6;
    private static final double WHOLE_TITLE = 12;
    private static final double BEGINNING = 0.4;
    private static final double SATURATION = 1.5;

    private record Page(Topic topic, String plain, Map<String, Integer> words, List<String> title) {}

    private final List<Page> pages = new ArrayList<>();

    SearchIndex(List<Topic> topics) {
        for (Topic topic : topics) {
            String plain = Markdown.plain(topic.page());
            var words = new HashMap<String, Integer>();
            stems(plain).forEach(word -> words.merge(word, 1, Integer::sum));
            pages.add(new Page(topic, plain, words, stems(topic.title())));
        }
    }

    /** The words of a text, each without its plural. */
    private static List<String> stems(String text) {
        return WORD.matcher(text).results().map(found -> stem(found.group())).toList();
    }

    private static String stem(String word) {
        String small = word.toLowerCase(Locale.ROOT);
        if (small.length() > 4 && small.endsWith("ies")) {
            return small.substring(0, small.length() - 3) + "y";
        }
        return small.length() > 3 && small.endsWith("s") && !small.endsWith("ss")
                ? small.substring(0, small.length() - 1)
                : small;
    }

    /** How well a word of a text is what was asked for: 1 when it is, less when it only begins so, or 0. */
    private static double likeness(String asked, String word) {
        return word.equals(asked) ? 1 : asked.length() > 1 && word.startsWith(asked) ? BEGINNING : 0;
    }

    List<Hit> find(String question) {
        List<String> asked = stems(question);
        if (asked.isEmpty()) {
            return List.of();
        }
        var scores = new HashMap<Page, Double>();
        var matched = new HashMap<Page, Integer>();
        for (String word : asked) {
            Map<Page, Double> weights = weights(word);
            double rarity = Math.log(1 + (double) pages.size() / Math.max(1, weights.size()));
            weights.forEach((page, weight) -> {
                scores.merge(page, rarity * weight, Double::sum);
                matched.merge(page, 1, Integer::sum);
            });
        }
        int most = matched.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        scores.keySet().removeIf(page -> matched.get(page) < most);
        scores.replaceAll((page, score) -> page.title().equals(asked) ? score + WHOLE_TITLE : score);
        return scores.entrySet().stream()
                .sorted(Map.Entry.<Page, Double>comparingByValue().reversed()
                        .thenComparing(entry -> entry.getKey().topic().part())
                        .thenComparing(entry -> entry.getKey().topic().title()))
                .map(entry -> hit(entry.getKey(), asked)).toList();
    }

    private Map<Page, Double> weights(String word) {
        var weights = new HashMap<Page, Double>();
        for (Page page : pages) {
            double times = page.words().entrySet().stream()
                    .mapToDouble(entry -> likeness(word, entry.getKey()) * entry.getValue()).sum();
            if (times > 0) {
                double inTitle = page.title().stream().mapToDouble(own -> likeness(word, own)).max().orElse(0);
                weights.put(page, TITLE * inTitle + times / (times + SATURATION));
            }
        }
        return weights;
    }

    private static Hit hit(Page page, List<String> asked) {
        // behind the heading, which the hit shows anyway
        String body = page.plain().substring(Math.min(page.plain().length(), page.topic().title().length()))
                .replaceAll("\\s+", " ").replaceFirst("^[: ]+", "");
        int first = marks(body, asked).stream().mapToInt(Hit.Mark::from).findFirst().orElse(0);
        int from = first < EXCERPT / 2 ? 0 : Math.min(first, body.indexOf(' ', first - EXCERPT / 2) + 1);
        int to = body.length() <= from + EXCERPT ? body.length() : body.lastIndexOf(' ', from + EXCERPT);
        String excerpt = (from == 0 ? "" : "… ") + body.substring(from, Math.max(from, to))
                + (to == body.length() ? "" : " …");
        return new Hit(page.topic(), excerpt, marks(excerpt, asked));
    }

    /** Where in a text the words of a question stand. */
    static List<Hit.Mark> marks(String text, String question) {
        return marks(text, stems(question));
    }

    private static List<Hit.Mark> marks(String text, List<String> asked) {
        return WORD.matcher(text).results()
                .filter(found -> asked.stream().anyMatch(word -> likeness(word, stem(found.group())) > 0))
                .map(found -> new Hit.Mark(found.start(), found.end()))
                .sorted(Comparator.comparingInt(Hit.Mark::from)).toList();
    }
}
