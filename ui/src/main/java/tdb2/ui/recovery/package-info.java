/** What a crash left in a file. */
package tdb2.ui.recovery;
