package tdb2.ui.lessons;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import tdb2.engine.damage.Damage;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.format.Dialect;

/**
 * Reads lessons as they are written ({@code ui/docs/lessons.md}): lines {@code word: value}, then for each step a line
 * {@code == Title}, lines {@code word: value}, an empty line, and text.
 */
final class LessonText {

    private static final int LONGEST = 1 << 18;
    private static final int MOST_RECORDS = 100_000;

    private final String name;
    private final String[] lines;
    private int at;

    private LessonText(String name, String text) {
        this.name = name;
        this.lines = text.split("\\R", -1);
    }

    /**
     * Reads one.
     *
     * @param name of the file, for messages
     * @throws RefusedException when it is none: names the line, what was expected and what was found
     */
    static Lesson read(String name, String text) {
        if (text.length() > LONGEST) {
            throw new RefusedException(new Fault(name, Fault.NOWHERE, "a lesson of at most 256 KiB",
                    text.length() + " characters", "make two lessons of it"));
        }
        return new LessonText(name, text).lesson();
    }

    private Lesson lesson() {
        Optional<String> title = Optional.empty();
        Optional<Setup> setup = Optional.empty();
        for (; at < lines.length && !lines[at].startsWith("== "); at++) {
            String line = lines[at].strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            switch (word(line)) {
                case "title" -> title = Optional.of(value(line));
                case "setup" -> setup = Optional.of(setup(value(line)));
                default -> throw wrong("title: or setup:", line);
            }
        }
        List<Lesson.Step> steps = new ArrayList<>();
        while (at < lines.length) {
            steps.add(step());
        }
        if (title.isEmpty() || steps.isEmpty()) {
            throw wrong("a title and at least one step, == Title", "the end");
        }
        return new Lesson(title.get(), setup, steps);
    }

    private Lesson.Step step() {
        String title = lines[at++].substring(2).strip();
        Optional<String> view = Optional.empty();
        Optional<Condition> check = Optional.empty();
        String design = "";
        for (; at < lines.length && !lines[at].isBlank(); at++) {
            String line = lines[at].strip();
            switch (word(line)) {
                case "view" -> view = Optional.of(value(line));
                case "design" -> design = value(line);
                case "check" -> check = Optional.of(condition(value(line)));
                default -> throw wrong("view:, design: or check:, and an empty line before the text", line);
            }
        }
        StringBuilder text = new StringBuilder();
        for (; at < lines.length && !lines[at].startsWith("== "); at++) {
            text.append(lines[at].isBlank() ? "\n\n" : lines[at].strip() + " ");
        }
        return new Lesson.Step(title, view, text.toString().strip().replaceAll(" *\n{2,}", "\n\n"), design, check);
    }

    private static String word(String line) {
        int colon = line.indexOf(':');
        return colon < 0 ? "" : line.substring(0, colon).strip();
    }

    private static String value(String line) {
        return line.substring(line.indexOf(':') + 1).strip();
    }

    private Setup setup(String value) {
        String[] words = value.split(" +");
        return switch (words[0]) {
            case "bank" -> new Setup.Bank(words.length > 1 ? number(words[1], MOST_RECORDS) : 20,
                    words.length > 2 ? dialect(words[2]) : Dialect.TDB2);
            case "crash" -> new Setup.Crash();
            case "damage" -> new Setup.Broken(Damage.of(value.substring("damage".length()).strip())
                    .orElseThrow(() -> wrong("the name of a damage", value)));
            default -> throw wrong("bank, crash or damage NAME", value);
        };
    }

    private Dialect dialect(String word) {
        return Dialect.of(word).orElseThrow(() -> wrong("a dialect: tdb1, tdb2, tdb2-tables or ntdb", word));
    }

    private Condition condition(String value) {
        int space = value.indexOf(' ');
        String word = space < 0 ? value : value.substring(0, space);
        String rest = space < 0 ? "" : value.substring(space + 1).strip();
        Supplier<RefusedException> wrong = () -> wrong("a condition: selected KEY, bytes, staged N, transaction open, "
                + "transaction committed, recovered, checked, record KEY = VALUE, gone KEY, answer WORDS", value);
        return switch (word) {
            case "selected" -> new Condition.Selected(rest);
            case "bytes" -> new Condition.Bytes();
            case "staged" -> new Condition.Staged(number(rest, MOST_RECORDS));
            case "recovered" -> new Condition.Recovered();
            case "checked" -> new Condition.Checked();
            case "answer" -> new Condition.Answer(rest);
            case "gone" -> new Condition.InFile(rest, Optional.empty());
            case "record" -> {
                String[] sides = rest.split(" = ", 2);
                if (sides.length != 2) {
                    throw wrong.get();
                }
                yield new Condition.InFile(sides[0], Optional.of(sides[1]));
            }
            case "transaction" -> switch (rest) {
                case "open" -> new Condition.InTransaction(false);
                case "committed" -> new Condition.InTransaction(true);
                default -> throw wrong.get();
            };
            default -> throw wrong.get();
        };
    }

    private int number(String word, int most) {
        if (!word.matches("[0-9]{1,6}") || Integer.parseInt(word) > most) {
            throw wrong("a number up to " + most, word);
        }
        return Integer.parseInt(word);
    }

    private RefusedException wrong(String expected, String found) {
        return new RefusedException(new Fault(name, Fault.NOWHERE, "in line %d %s".formatted(at + 1, expected),
                "\"" + found + "\"", "ui/docs/lessons.md tells how lessons are written"));
    }
}
