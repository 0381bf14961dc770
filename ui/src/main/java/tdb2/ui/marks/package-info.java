/** Bookmarks and notes of files, and how they are kept: in the user's settings, never in the files. Knows no window. */
package tdb2.ui.marks;
