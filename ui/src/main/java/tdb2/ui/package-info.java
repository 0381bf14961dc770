/** The one place that knows all views: it registers them with the workbench and opens the window. */
package tdb2.ui;
