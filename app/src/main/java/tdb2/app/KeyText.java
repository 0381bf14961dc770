package tdb2.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import tdb2.engine.dump.CText;

/** A key or value as it is given on the command line. */
final class KeyText {

    private KeyText() {}

    /**
     * The bytes meant: {@code @FILE} and {@code -} name where they are, else the text is hex or UTF-8 with C escapes.
     *
     * @throws IllegalArgumentException when the text is not what it should be
     */
    static byte[] bytes(String text, boolean hex, Streams streams) throws IOException {
        if (text.equals("-")) {
            return streams.in().readAllBytes();
        }
        if (text.startsWith("@")) {
            return Files.readAllBytes(Path.of(text.substring(1)));
        }
        return hex ? hex(text) : CText.bytes(text);
    }

    /**
     * The bytes that hex means, with or without blanks, colons and a leading 0x.
     *
     * @throws IllegalArgumentException when it is not hex
     */
    static byte[] hex(String text) {
        try {
            return HexFormat.of().parseHex(text.replaceAll("[\\s:]|^0x", ""));
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException("\"" + text + "\" is not hex: two digits for each byte");
        }
    }
}
