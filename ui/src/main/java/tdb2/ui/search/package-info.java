/** The view that searches over open files and folders: what to look for, what was found, the way there. */
package tdb2.ui.search;
