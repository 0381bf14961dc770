/**
 * A disk that loses its power. {@link tdb2.engine.disk.SimulatedDisk} is a storage as any other, and remembers what has
 * not been synced; {@link tdb2.engine.disk.Unsynced} enumerates what the medium may hold after a power cut;
 * {@link tdb2.engine.disk.CrashLab} puts a program on it, cuts the power everywhere, and judges what is left.
 */
package tdb2.engine.disk;
