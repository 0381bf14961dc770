package tdb2.engine.query;

import tdb2.engine.event.Progress;

/**
 * A text that asks, each few thousand times that somebody looks at a character, whether to go on: an expression that tries
 * all ways to match, as {@code (a+)+$} does, can so be cancelled. Not safe for several threads.
 */
final class WatchedText implements CharSequence {

    private static final int LOOKS = 1 << 12;

    private final CharSequence text;
    private final Progress progress;
    private int looks;

    WatchedText(CharSequence text, Progress progress) {
        this.text = text;
        this.progress = progress;
    }

    @Override
    public char charAt(int index) {
        if (++looks == LOOKS) {
            looks = 0;
            progress.check("filter", 0, 0);
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
