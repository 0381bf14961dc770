package tdb2.engine.dump;

import java.nio.file.Path;

/** Command lines for the shell that read what somebody looks at. Has no state: safe for several threads. */
public final class ShellCommand {

    private ShellCommand() {}

    /** Prints the value of a key. */
    public static String get(Path file, byte[] key) {
        return "tdb2 get " + quoted(file.toAbsolutePath().toString()) + " " + quoted(argument(key));
    }

    /** A key that begins like the name of a file, or as an option, is meant as a key. */
    private static String argument(byte[] key) {
        String text = CText.of(key);
        boolean special = text.startsWith("-") || text.startsWith("@");
        return special ? "\\x%02x".formatted((int) text.charAt(0)) + text.substring(1) : text;
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:+,=@-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
