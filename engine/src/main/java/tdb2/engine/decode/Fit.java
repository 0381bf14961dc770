package tdb2.engine.decode;

/** How well a decoder fits a value, from not at all to surely. */
public enum Fit {
    /** It cannot say anything about it, or only because it can about all bytes. */
    NONE,
    /** Any bytes of that shape would do. */
    SHAPE,
    /** The file is of that kind. */
    FILE,
    /** File and key are of that kind. */
    KEY
}
