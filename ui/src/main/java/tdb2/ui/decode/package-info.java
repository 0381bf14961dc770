/** Values as their decoders read them: the line of a table, the table of fields above the bytes, the choice of a decoder. */
package tdb2.ui.decode;
