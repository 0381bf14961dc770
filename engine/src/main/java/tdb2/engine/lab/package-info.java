/**
 * Commits to be looked at and broken: {@link tdb2.engine.lab.Film} records every store and sync of the real engine on a
 * simulated disk; {@link tdb2.engine.lab.PowerCut} cuts the power between two of them and recovers what is left.
 * {@code StructureWalk} shows what operations do to the structure of a file.
 */
package tdb2.engine.lab;
