package tdb2.ui.hex;

import java.util.Locale;
import java.util.OptionalLong;

/** Offsets as people type them. */
final class OffsetText {
    private OffsetText() {}

    /** Reads hex (0x1f, 1fh, or with a digit above 9) or decimal; empty when it is neither. */
    static OptionalLong parse(String typed) {
        var text = typed.strip().toLowerCase(Locale.ROOT).replaceAll("[_., ]", "");
        try {
            if (text.startsWith("0x")) {
                return OptionalLong.of(Long.parseLong(text, 2, text.length(), 16)).stream().filter(v -> v >= 0)
                        .findFirst();
            }
            if (text.endsWith("h")) {
                return OptionalLong.of(Long.parseLong(text, 0, text.length() - 1, 16));
            }
            boolean hex = text.chars().anyMatch(c -> c >= 'a' && c <= 'f');
            return OptionalLong.of(Long.parseUnsignedLong(text, hex ? 16 : 10)).stream().filter(v -> v >= 0)
                    .findFirst();
        } catch (NumberFormatException _) {
            return OptionalLong.empty();
        }
    }
}
