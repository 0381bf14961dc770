/** Who holds which locks on a file. */
package tdb2.ui.locks;
