package tdb2.engine.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tdb2.engine.Entry;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.event.Progress;

/**
 * Wants records in which a regular expression finds something.
 *
 * @param pattern the expression
 * @param where what is looked into
 */
record Expression(Pattern pattern, Where where) implements Filter {

    private static final int REACH = 1 << 16;

    static Expression of(String expression, Where where, boolean matchCase) {
        try {
            int flags = matchCase ? 0 : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
            return new Expression(Pattern.compile(expression, flags), where);
        } catch (PatternSyntaxException e) {
            throw new BadFilterException(e.getDescription(), Math.clamp(e.getIndex(), 0, expression.length()));
        }
    }

    @Override
    public boolean takes(Entry entry, Progress progress) {
        return decided(entry, () -> (where.inKeys() && matcher(entry.key(), progress).find())
                || (where.inValues() && matcher(value(entry), progress).find()));
    }

    @Override
    public List<Match> matches(Entry entry, Progress progress) {
        return decided(entry, () -> {
            List<Match> matches = new ArrayList<>();
            if (where.inKeys()) {
                match(false, entry.key(), progress).ifPresent(matches::add);
            }
            if (where.inValues()) {
                match(true, value(entry), progress).ifPresent(matches::add);
            }
            return matches;
        });
    }

    private static byte[] value(Entry entry) {
        return entry.value().read(0, REACH);
    }

    private Optional<Match> match(boolean inValue, byte[] bytes, Progress progress) {
        Matcher matcher = matcher(bytes, progress);
        if (!matcher.find()) {
            return Optional.empty();
        }
        int from = ReadableText.bytesBefore(bytes, matcher.start());
        return Optional.of(new Match(inValue, from, ReadableText.bytesBefore(bytes, matcher.end()) - from));
    }

    private Matcher matcher(byte[] bytes, Progress progress) {
        return pattern.matcher(new WatchedText(ReadableText.of(bytes), progress));
    }

    private static <T> T decided(Entry entry, Supplier<T> answer) {
        try {
            return answer.get();
        } catch (StackOverflowError _) {
            // java.util.regex calls itself for each repetition of a group
            throw new RefusedException(new Fault("filter", entry.header().offset(),
                    "an expression that can be decided on this record", "one that nests too deep for its length",
                    "write the repeated group so that it cannot give back, as in (?:ab)*+"));
        }
    }

    @Override
    public int valueBytes() {
        return where.inValues() ? REACH : 0;
    }
}
