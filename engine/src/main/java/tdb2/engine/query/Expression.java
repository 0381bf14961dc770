package tdb2.engine.query;

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
        try {
            return (where.inKeys() && finds(entry.key(), progress))
                    || (where.inValues() && finds(entry.value().read(0, REACH), progress));
        } catch (StackOverflowError _) {
            // java.util.regex calls itself for each repetition of a group
            throw new RefusedException(new Fault("filter", entry.header().offset(),
                    "an expression that can be decided on this record", "one that nests too deep for its length",
                    "write the repeated group so that it cannot give back, as in (?:ab)*+"));
        }
    }

    private boolean finds(byte[] bytes, Progress progress) {
        return pattern.matcher(new WatchedText(ReadableText.of(bytes), progress)).find();
    }

    @Override
    public int valueBytes() {
        return where.inValues() ? REACH : 0;
    }
}
