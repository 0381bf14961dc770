/** The view {@link tdb2.ui.hex.HexView}. */
package tdb2.ui.hex;
