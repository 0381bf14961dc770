package tdb2.app;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads 64 bits: a decimal number, with or without a sign, or hex after {@code 0x}. */
final class SeedConverter implements ITypeConverter<Long> {

    @Override
    public Long convert(String text) {
        try {
            if (text.startsWith("0x")) {
                return Long.parseUnsignedLong(text.substring(2), 16);
            }
            return text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text);
        } catch (NumberFormatException _) {
            throw new TypeConversionException("\"" + text + "\" is no number of 64 bits");
        }
    }
}
