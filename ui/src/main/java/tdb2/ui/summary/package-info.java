/** What a file is, at a glance. */
package tdb2.ui.summary;
