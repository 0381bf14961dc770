package tdb2.app;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import tdb2.engine.hash.HashChoice;

/** Reads {@code --hash}. */
final class HashConverter implements ITypeConverter<HashChoice> {

    @Override
    public HashChoice convert(String value) {
        return HashChoice.parse(value).orElseThrow(
                () -> new TypeConversionException("\"" + value + "\" is not default, jenkins or constant:N"));
    }
}
