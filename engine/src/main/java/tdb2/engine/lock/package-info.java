/** Byte ranges and their meaning. */
package tdb2.engine.lock;
