package tdb2.engine.decode;

import java.util.Set;

/**
 * Knows what the values of some program's files mean. A service: see the package's description. Implementations keep no
 * state and are safe for several threads.
 */
public interface Decoder {

    /** Its name on the command line and in settings: lower-case letters, digits and hyphens; never changed. */
    String name();

    /** What it decodes, for people, in a few words. */
    String title();

    /** How well it fits a key and value, judged by the file's name and landmarks, the key, and the value's first bytes. */
    Fit fit(Subject subject);

    /**
     * What a value means. Anything can be asked for, whatever {@link #fit} says: a value that is not what it should be
     * gives a tree that holds a {@link Decoded.Failure}.
     */
    Decoded decode(Subject subject);

    /** Keys whose presence tells that a file is one of these; at most a handful, each is looked up once. */
    default Set<String> landmarks() {
        return Set.of();
    }

    /** A decoded value as lines of text, in the form that the owner of the file has for it. */
    default String text(Subject subject, Decoded decoded, Disclosure secrets) {
        return Rendering.text(decoded, secrets);
    }
}
