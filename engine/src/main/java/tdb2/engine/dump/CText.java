package tdb2.engine.dump;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Any bytes as readable text and back: UTF-8 as it is, everything else in the escapes of C. Written are {@code \\},
 * {@code \n}, {@code \r}, {@code \t} and {@code \xNN}; read are all of C's. Has no state: safe for several threads.
 */
public final class CText {

    private static final String LETTERS = "abfnrtve";
    private static final String MEANINGS = "\u0007\b\f\n\r\t\u000b\u001b";

    private CText() {}

    /** Bytes as text. */
    public static String of(byte[] bytes) {
        ByteArrayOutputStream text = new ByteArrayOutputStream(bytes.length + 8);
        try (OutputStream coded = onto(text)) {
            coded.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    /** A stream onto another: bytes go in, UTF-8 text with escapes arrives. Closing it writes what is left in it. */
    static OutputStream onto(OutputStream out) {
        return new CTextOutput(out);
    }

    /** The bytes as text when they are UTF-8 without control characters but line ends and tabs; else empty. */
    public static Optional<String> plain(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(bytes)).toString();
            return text.chars().allMatch(CText::readable) ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    private static boolean readable(int c) {
        return c == '\n' || c == '\r' || c == '\t' || !Character.isISOControl(c);
    }

    /**
     * The bytes a text means: UTF-8, with C's escapes: a letter, one to three octal digits, or {@code x} and one or two
     * hex digits; any other character that is no letter or digit means itself.
     *
     * @throws IllegalArgumentException when a backslash is followed by what is no escape
     */
    public static byte[] bytes(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        int at = 0;
        while (at < text.length()) {
            int backslash = text.indexOf('\\', at);
            int end = backslash < 0 ? text.length() : backslash;
            bytes.writeBytes(text.substring(at, end).getBytes(StandardCharsets.UTF_8));
            at = backslash < 0 ? end : escape(text, backslash + 1, bytes);
        }
        return bytes.toByteArray();
    }

    /** Reads what follows a backslash; answers where the text goes on. */
    private static int escape(String text, int at, ByteArrayOutputStream bytes) {
        char c = at < text.length() ? text.charAt(at) : ' ';
        int letter = LETTERS.indexOf(c);
        if (letter >= 0) {
            bytes.write(MEANINGS.charAt(letter));
            return at + 1;
        }
        if (c == 'x') {
            return number(text, at + 1, 2, 16, bytes);
        }
        if (Character.digit(c, 8) >= 0) {
            return number(text, at, 3, 8, bytes);
        }
        if (at == text.length() || Character.isLetterOrDigit(c)) {
            throw new IllegalArgumentException("\"" + text.substring(at - 1, Math.min(text.length(), at + 1))
                    + "\" is no escape; write \\\\ for a backslash");
        }
        bytes.write(c);
        return at + 1;
    }

    private static int number(String text, int at, int most, int radix, ByteArrayOutputStream bytes) {
        int value = 0;
        int end = at;
        while (end < text.length() && end < at + most && Character.digit(text.charAt(end), radix) >= 0) {
            value = value * radix + Character.digit(text.charAt(end), radix);
            end++;
        }
        if (end == at || value > 255) {
            throw new IllegalArgumentException("\"\\" + text.substring(at - 1, end) + "\" is no byte");
        }
        bytes.write(value);
        return end;
    }
}
