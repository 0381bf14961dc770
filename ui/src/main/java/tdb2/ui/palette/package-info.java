/** One field that finds every action, view and file by a few letters of its name. */
package tdb2.ui.palette;
