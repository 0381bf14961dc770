/** What was found damaged in a file. */
package tdb2.ui.faults;
