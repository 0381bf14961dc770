/** The edits of a file that are not saved, and what others changed meanwhile. */
package tdb2.ui.changes;
