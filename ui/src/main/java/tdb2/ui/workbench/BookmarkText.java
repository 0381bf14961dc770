package tdb2.ui.workbench;

import tdb2.ui.marks.Bookmark;
import tdb2.ui.theme.Formats;
import tdb2.ui.widgets.ByteText;

/** Says what a bookmark is on. */
public final class BookmarkText {

    private static final int KEY_SHOWN = 40;

    private BookmarkText() {}

    /** The key, or the bytes. */
    public static String of(Bookmark bookmark) {
        return bookmark.key().map(BookmarkText::key).orElseGet(() -> bookmark.length() <= 1
                ? Formats.offset(bookmark.offset())
                : Jobs.TEXTS.get("bookmark.range", Formats.offset(bookmark.offset()),
                        Formats.size(bookmark.length())));
    }

    private static String key(byte[] key) {
        return key.length == 0
                ? Jobs.TEXTS.get("bookmark.emptyKey")
                : ByteText.escaped(key, 0, Math.min(KEY_SHOWN, key.length)) + (key.length > KEY_SHOWN ? "…" : "");
    }
}
