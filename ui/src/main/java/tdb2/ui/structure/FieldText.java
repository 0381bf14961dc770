package tdb2.ui.structure;

import tdb2.engine.format.Field;
import tdb2.ui.theme.Texts;

/** How the parts of a field are written. Any thread. */
public final class FieldText {
    private static final Texts TEXTS = Texts.of(FieldText.class);

    private FieldText() {}

    /** Where in its word the field is: "bits 6 to 10", or its size. */
    public static String bits(Field field) {
        if (field.bits() == 8 * field.length() || field.length() > 8) {
            return TEXTS.get("field.bytes", field.length());
        }
        return field.bits() == 1
                ? TEXTS.get("field.bit", field.shift())
                : TEXTS.get("field.bits", field.shift(), field.shift() + field.bits() - 1);
    }

    /** The raw value as hex with as many digits as it has room for; empty for ranges of bytes. */
    public static String value(Field field) {
        if (isRange(field)) {
            return "";
        }
        return ("0x%0" + Math.max(1, (field.bits() + 3) / 4) + "x").formatted(field.value());
    }

    /** Whether the field is a range of bytes rather than a number. */
    public static boolean isRange(Field field) {
        return field.length() > 8 || (field.value() == 0 && field.length() != 4 && field.length() != 8
                && field.bits() == 8 * field.length());
    }

    /** Name, value and meaning in one line. */
    public static String line(Field field) {
        return isRange(field)
                ? field.name() + ": " + field.means()
                : TEXTS.get("field.value", field.name(), value(field), field.means());
    }
}
