package tdb2.engine.query;

/** What was typed is no filter. */
public final class BadFilterException extends IllegalArgumentException {

    private final int position;

    BadFilterException(String message, int position) {
        super(message);
        this.position = position;
    }

    /** Index of the character in what was typed at which it goes wrong. */
    public int position() {
        return position;
    }
}
