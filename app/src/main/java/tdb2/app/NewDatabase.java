package tdb2.app;

import java.nio.ByteOrder;
import java.util.OptionalLong;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import tdb2.engine.CreateOptions;

/** The options that say what a new native file is to be. */
final class NewDatabase {

    @Option(names = "--variant", paramLabel = "N", converter = Variant.class,
            description = "1, which withstands the most (default), or 0, the layout of 2010.")
    private int variant = 1;

    @Option(names = "--byte-order", paramLabel = "ORDER", converter = Order.class,
            description = "LE or BE; without it that of this machine.")
    private ByteOrder order = ByteOrder.nativeOrder();

    /** What was asked for, with a seed, or a random one. */
    CreateOptions options(OptionalLong seed) {
        CreateOptions options = CreateOptions.DEFAULT.withVariant(variant).withOrder(order);
        return seed.isPresent() ? options.withSeed(seed.getAsLong()) : options;
    }

    /** Reads a variant. */
    static final class Variant implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return switch (text) {
                case "0" -> 0;
                case "1" -> 1;
                default -> throw new TypeConversionException("variant \"" + text + "\": there are 0 and 1");
            };
        }
    }

    /** Reads a byte order. */
    static final class Order implements ITypeConverter<ByteOrder> {
        @Override
        public ByteOrder convert(String text) {
            return switch (text) {
                case "LE", "le" -> ByteOrder.LITTLE_ENDIAN;
                case "BE", "be" -> ByteOrder.BIG_ENDIAN;
                default -> throw new TypeConversionException("\"" + text + "\" is not LE or BE");
            };
        }
    }
}
