/** What is broken in a file, what can be saved of it, and the sound copy that is made of that. */
package tdb2.ui.repair;
