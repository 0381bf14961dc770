package tdb2.engine.decode.ldb;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import tdb2.engine.decode.ldb.LdbMessage.Element;

/**
 * What a directory indexes, as its record {@code @INDEXLIST} says.
 *
 * @param names of the attributes, upper case
 * @param parents whether objects are listed under the one right above them
 * @param guids whether objects are found by GUID, so that names lead to GUIDs
 */
record IndexedAttributes(Set<String> names, boolean parents, boolean guids) {

    private static final String PARENT = "@IDXONE";
    private static final String NAME = "@IDXDN";

    static IndexedAttributes of(Optional<LdbMessage> list) {
        if (list.isEmpty()) {
            return new IndexedAttributes(Set.of(), false, false);
        }
        LdbMessage message = list.get();
        Set<String> names = message.values("@IDXATTR")
                .map(value -> new String(value, StandardCharsets.UTF_8).toUpperCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        boolean guids = message.text("@IDXGUID").isPresent();
        return new IndexedAttributes(names, message.text(PARENT).isPresent(), guids);
    }

    /** Whether an index of that name is kept. */
    boolean has(String attribute) {
        return names.contains(attribute) || (parents && attribute.equals(PARENT)) || (guids && attribute.equals(NAME));
    }

    /** Names each index and value under which an object must be listed. */
    void each(LdbMessage message, BiConsumer<String, byte[]> receiver) {
        for (Element element : message.elements()) {
            String name = element.name().toUpperCase(Locale.ROOT);
            if (names.contains(name)) {
                element.values().forEach(value -> receiver.accept(name, value));
            }
        }
        if (parents) {
            receiver.accept(PARENT, parent(message.dn()).getBytes(StandardCharsets.UTF_8));
        }
        if (guids) {
            receiver.accept(NAME, message.dn().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The name behind the first comma that no backslash stands before; empty when there is none. */
    private static String parent(String dn) {
        for (int i = 0; i < dn.length(); i++) {
            if (dn.charAt(i) == '\\') {
                i++;
            } else if (dn.charAt(i) == ',') {
                return dn.substring(i + 1);
            }
        }
        return "";
    }
}
