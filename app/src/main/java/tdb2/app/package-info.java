/** The program {@code tdb2}: its commands, and the way into the browser. */
package tdb2.app;
