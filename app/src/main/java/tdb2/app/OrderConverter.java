package tdb2.app;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import tdb2.engine.query.Order;

/** Reads what records are sorted by. */
final class OrderConverter implements ITypeConverter<Order.By> {

    @Override
    public Order.By convert(String text) {
        return Order.By.of(text).orElseThrow(() -> new TypeConversionException("\"" + text + "\" is no order"));
    }
}
