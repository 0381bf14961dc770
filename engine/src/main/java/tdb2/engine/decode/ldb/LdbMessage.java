package tdb2.engine.decode.ldb;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An object: a distinguished name and attributes.
 *
 * @param dn its name as it was given; empty in the oldest packing, which has none
 * @param elements its attributes in the order stored
 */
record LdbMessage(String dn, List<Element> elements) {

    LdbMessage {
        elements = List.copyOf(elements);
    }

    /**
     * An attribute.
     *
     * @param name as it was given
     * @param values each as stored, at least one
     */
    record Element(String name, List<byte[]> values) {

        Element {
            values = List.copyOf(values);
        }
    }

    /** The values of an attribute; its name in any case. */
    Stream<byte[]> values(String attribute) {
        return elements.stream().filter(element -> element.name().equalsIgnoreCase(attribute))
                .flatMap(element -> element.values().stream());
    }

    /** The first value of an attribute as text. */
    Optional<String> text(String attribute) {
        return values(attribute).findFirst().map(value -> new String(value, StandardCharsets.UTF_8));
    }
}
