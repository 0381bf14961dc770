/** Components that several views use; they know neither files nor selection. */
package tdb2.ui.widgets;
