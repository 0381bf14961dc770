package tdb2.ui.marks;

import java.util.List;

/**
 * The bookmarks of one file as they are kept. Immutable.
 *
 * @param id names it among all that are kept: letters, digits and hyphens
 * @param file the file
 * @param bookmarks in the order in which they were made
 */
record Book(String id, FileMark file, List<Bookmark> bookmarks) {

    Book {
        bookmarks = List.copyOf(bookmarks);
    }
}
