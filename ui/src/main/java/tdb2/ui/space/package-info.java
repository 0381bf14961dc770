/** Where the bytes of a file go: free space, and every region in order. */
package tdb2.ui.space;
