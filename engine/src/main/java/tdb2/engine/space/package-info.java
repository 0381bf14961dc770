/** Free space: zones with buckets, free tables, the free list. */
package tdb2.engine.space;
