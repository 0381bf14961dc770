/** A transaction run by hand: begun, worked in, prepared, committed or given up, and what it does to the file. */
package tdb2.ui.transactions;
