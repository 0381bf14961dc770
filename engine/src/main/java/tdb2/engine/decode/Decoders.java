package tdb2.engine.decode;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import tdb2.engine.Entry;

/** All decoders there are, and the choice among them. Immutable; safe for several threads. */
public final class Decoders {

    /** Most bytes of a value that are decoded. */
    public static final int MOST = 1 << 20;

    private static final class Installed {
        static final Decoders ALL = new Decoders(ServiceLoader.load(Decoder.class, Decoders.class.getClassLoader())
                .stream().map(ServiceLoader.Provider::get).toList());
    }

    private final List<Decoder> all;

    /** A choice of decoders; of those that fit alike the first is taken. */
    public Decoders(List<Decoder> all) {
        this.all = List.copyOf(all);
    }

    /** Those that are installed: the engine's own and what else the class path has. */
    public static Decoders installed() {
        return Installed.ALL;
    }

    /** All of them, in the order in which they are offered. */
    public List<Decoder> all() {
        return all;
    }

    /** The decoder of that name. */
    public Optional<Decoder> named(String name) {
        return all.stream().filter(decoder -> decoder.name().equals(name)).findFirst();
    }

    /** The keys that any of them would like to know of. */
    public Set<String> landmarks() {
        return all.stream().flatMap(decoder -> decoder.landmarks().stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** The decoder that fits best; there is always one, since every value can be shown as hex. */
    public Decoder best(Subject subject) {
        return all.stream().max(Comparator.comparing((Decoder decoder) -> fit(decoder, subject))
                .thenComparing(Comparator.comparingInt(all::indexOf).reversed())).orElseThrow();
    }

    /** How well a decoder fits; one that fails does not. */
    public static Fit fit(Decoder decoder, Subject subject) {
        try {
            return decoder.fit(subject);
        } catch (RuntimeException _) {
            return Fit.NONE;
        }
    }

    /** What a decoder makes of a value; a decoder that breaks down gives a failure that says so. */
    public static Decoded decode(Decoder decoder, Subject subject) {
        try {
            return decoder.decode(subject);
        } catch (RuntimeException e) {
            return new Decoded.Failure(0, "a value the decoder " + decoder.name() + " can read", e.toString());
        }
    }

    /** A record as decoders take it: the whole key, and the value's first {@link #MOST} bytes at most. */
    public static Subject subject(FileFacts file, Entry entry) {
        byte[] value = entry.value().read(0, MOST);
        return new Subject(file, entry.key(), value, entry.value().length());
    }
}
