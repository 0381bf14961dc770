/** What is known of a file in one archive, without its values, to be looked at elsewhere. */
package tdb2.engine.collect;
