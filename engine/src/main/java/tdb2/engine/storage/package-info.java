/**
 * The one seam to bytes. Everything above reads a file through {@link tdb2.engine.storage.Storage} and never sees
 * whether it is mapped, read with positioned reads, held in memory, or seen through an overlay.
 */
package tdb2.engine.storage;
