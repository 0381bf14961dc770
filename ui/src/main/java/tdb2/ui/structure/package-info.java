/** What stands at a byte of a file, as views show it: parts that look alike, and every field explained. */
package tdb2.ui.structure;
