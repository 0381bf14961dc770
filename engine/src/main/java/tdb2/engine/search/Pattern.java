package tdb2.engine.search;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;

/** What a key or a value must hold to be found. Immutable. */
public sealed interface Pattern {

    /**
     * Bytes that match.
     *
     * @param at first of them, counted from the start of the key or value
     * @param length how many, 0 or more
     */
    record Match(int at, int length) {}

    /** The first match in some bytes. */
    Optional<Match> find(ByteSequence bytes);

    /**
     * These bytes, anywhere.
     *
     * @param wanted the bytes, at least one
     * @param anyCase whether the case of ASCII letters does not count
     */
    record Literal(byte[] wanted, boolean anyCase) implements Pattern {

        @Override
        public Optional<Match> find(ByteSequence bytes) {
            for (int at = 0; at <= bytes.length() - wanted.length; at++) {
                if (bytes.holds(wanted, at, anyCase)) {
                    return Optional.of(new Match(at, wanted.length));
                }
            }
            return Optional.empty();
        }
    }

    /**
     * These bytes, at the start.
     *
     * @param wanted the bytes
     * @param anyCase whether the case of ASCII letters does not count
     */
    record Prefix(byte[] wanted, boolean anyCase) implements Pattern {

        @Override
        public Optional<Match> find(ByteSequence bytes) {
            return wanted.length <= bytes.length() && bytes.holds(wanted, 0, anyCase)
                    ? Optional.of(new Match(0, wanted.length))
                    : Optional.empty();
        }
    }

    /**
     * A regular expression over bytes: each byte is the character of that number, and what is not ASCII in the expression
     * stands for its bytes in UTF-8.
     *
     * @param expression compiled by {@link #of}
     */
    record Regex(java.util.regex.Pattern expression) implements Pattern {

        /**
         * Compiles an expression.
         *
         * @throws java.util.regex.PatternSyntaxException when it is none
         */
        public static Regex of(String text, boolean anyCase) {
            String bytes = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            int flags = java.util.regex.Pattern.DOTALL | (anyCase ? java.util.regex.Pattern.CASE_INSENSITIVE : 0);
            return new Regex(java.util.regex.Pattern.compile(bytes, flags));
        }

        /**
         * {@inheritDoc}
         *
         * @throws RefusedException when the bytes ask for more steps back than there is room for
         */
        @Override
        public Optional<Match> find(ByteSequence bytes) {
            Matcher matcher = expression.matcher(bytes);
            try {
                return matcher.find()
                        ? Optional.of(new Match(matcher.start(), matcher.end() - matcher.start()))
                        : Optional.empty();
            } catch (StackOverflowError _) {
                throw new RefusedException(
                        new Fault(bytes.name(), bytes.offset(), "bytes the expression can be tried on",
                                "more alternatives than fit in memory", "use a simpler expression, without (a|b)*"));
            }
        }
    }
}
