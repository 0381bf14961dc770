/** Finding and walking records: hash chains, hash tree, flat table. */
package tdb2.engine.index;
