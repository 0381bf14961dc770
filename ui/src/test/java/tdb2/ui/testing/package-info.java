/** What tests that show windows share, in this module and in the program's. */
package tdb2.ui.testing;
