/** The frame around all views. */
package tdb2.ui.workbench;
