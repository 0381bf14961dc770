/** Databases made from dumps: readers of every dump format, and the way from them to a file, all or nothing. */
package tdb2.engine.restore;
