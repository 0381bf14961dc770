package tdb2.app;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time in seconds: {@code 3}, {@code 0.5}. */
final class SecondsConverter implements ITypeConverter<Duration> {

    private static final double LONGEST = 1e9;

    @Override
    public Duration convert(String value) {
        try {
            double seconds = Double.parseDouble(value);
            if (seconds >= 0 && seconds <= LONGEST) {
                return Duration.ofNanos((long) (seconds * 1e9));
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw new TypeConversionException("\"" + value + "\" is no time in seconds, 0 or more");
    }
}
