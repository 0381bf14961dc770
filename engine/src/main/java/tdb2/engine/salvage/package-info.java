/** Saves what a broken file still has: a scan over all of its bytes for records, whatever leads to them. */
package tdb2.engine.salvage;
