/** Decoders for any bytes: text, numbers, times, identifiers, hex; and how other decoders write such things. */
package tdb2.engine.decode.basic;
