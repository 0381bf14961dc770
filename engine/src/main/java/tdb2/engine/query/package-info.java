/** Which records of a file are wanted, and in which order: filters, sorting, the tree of keys. */
package tdb2.engine.query;
