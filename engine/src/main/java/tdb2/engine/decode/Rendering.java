package tdb2.engine.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tdb2.engine.decode.Decoded.Failure;
import tdb2.engine.decode.Decoded.Field;
import tdb2.engine.decode.Decoded.Fields;
import tdb2.engine.decode.Decoded.Secret;
import tdb2.engine.decode.Decoded.Text;

/** A decoded value as a line, as lines of text, and as rows of a table. Has no state: safe for several threads. */
public final class Rendering {

    /** What stands for a secret. It does not tell how long the secret is. */
    public static final String MASK = "\u2022\u2022\u2022\u2022\u2022\u2022\u2022\u2022";

    private static final int LINE = 200;
    private static final String INDENT = "  ";

    private Rendering() {}

    /**
     * A row of the table of fields.
     *
     * @param depth 0 for the parts of the value, 1 for their parts
     * @param name of the field
     * @param value in one line
     * @param means what that means; may be empty
     * @param extent its bytes in the value
     * @param secret whether it is a secret
     * @param failed whether the value is not what it should be here
     */
    public record Row(int depth, String name, String value, String means, Optional<Extent> extent, boolean secret,
            boolean failed) {}

    /** The value in one line of at most 200 characters. */
    public static String line(Decoded decoded, Disclosure secrets) {
        return switch (decoded) {
            case Text(String text) -> oneLine(text);
            case Fields(String summary, _) -> oneLine(decoded.failure()
                    .map(failure -> summary.isEmpty() ? failure.message() : summary + " \u2026" + after(failure))
                    .orElse(summary));
            case Secret(Decoded hidden) -> secrets == Disclosure.MASKED ? MASK : line(hidden, secrets);
            case Failure failure -> oneLine(failure.message());
        };
    }

    private static String after(Failure failure) {
        return failure.cut() ? "" : " " + failure.message();
    }

    /** The value in as many lines as it has fields, each with its name in front; what is within others is indented. */
    public static String text(Decoded decoded, Disclosure secrets) {
        StringBuilder text = new StringBuilder();
        if (decoded instanceof Fields(_, List<Field> fields)) {
            fields.forEach(field -> append(text, field, 0, secrets));
        } else {
            text.append(whole(decoded, secrets)).append('\n');
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Field field, int depth, Disclosure secrets) {
        text.repeat(INDENT, depth).append(field.name()).append(':');
        if (open(field.value(), secrets) instanceof Fields(String summary, List<Field> fields)) {
            text.append(summary.isEmpty() ? "" : " " + oneLine(summary)).append('\n');
            fields.forEach(part -> append(text, part, depth + 1, secrets));
            return;
        }
        text.append(' ').append(whole(field.value(), secrets));
        if (!field.means().isEmpty()) {
            text.append("  (").append(field.means()).append(')');
        }
        text.append('\n');
    }

    private static String whole(Decoded decoded, Disclosure secrets) {
        return switch (open(decoded, secrets)) {
            case Text(String text) -> text;
            case Fields(String summary, _) -> summary;
            case Failure failure -> failure.message();
            case Secret _ -> MASK;
        };
    }

    /** What is behind a secret when it may be seen. */
    private static Decoded open(Decoded decoded, Disclosure secrets) {
        return decoded instanceof Secret(Decoded hidden) && secrets == Disclosure.REVEALED
                ? open(hidden, secrets)
                : decoded;
    }

    /** The fields of a value, those within others below them; one row without a name where it has none. */
    public static List<Row> rows(Decoded decoded, Disclosure secrets) {
        List<Row> rows = new ArrayList<>();
        if (decoded instanceof Fields(_, List<Field> fields)) {
            fields.forEach(field -> add(rows, field, 0, secrets));
        } else {
            add(rows, new Field("", decoded, "", Optional.empty()), 0, secrets);
        }
        return rows;
    }

    private static void add(List<Row> rows, Field field, int depth, Disclosure secrets) {
        Decoded shown = open(field.value(), secrets);
        boolean failed = shown instanceof Failure;
        Optional<Extent> extent = field.extent();
        rows.add(new Row(depth, field.name(), line(shown, secrets), field.means(), extent,
                field.value() instanceof Secret, failed));
        if (shown instanceof Fields(_, List<Field> fields)) {
            fields.forEach(part -> add(rows, part, depth + 1, secrets));
        }
    }

    /** Bytes that a decoded value keeps secret. */
    public static List<Extent> secrets(Decoded decoded) {
        List<Extent> secret = new ArrayList<>();
        if (decoded instanceof Fields(_, List<Field> fields)) {
            for (Field field : fields) {
                if (field.value() instanceof Secret) {
                    field.extent().ifPresent(secret::add);
                } else {
                    secret.addAll(secrets(field.value()));
                }
            }
        }
        return secret;
    }

    private static String oneLine(String text) {
        int end = Math.min(text.length(), LINE);
        StringBuilder line = new StringBuilder(end + 1);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            line.append(c == '\n' || c == '\t' || c == '\r' ? ' ' : Character.isISOControl(c) ? '\u00b7' : c);
        }
        return text.length() > LINE ? line.append('\u2026').toString() : line.toString();
    }
}
