/** The view of the bookmarks of one file. */
package tdb2.ui.bookmarks;
