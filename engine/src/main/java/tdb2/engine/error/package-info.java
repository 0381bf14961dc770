/** Typed errors in the field's words: known to every package, knowing none. */
package tdb2.engine.error;
