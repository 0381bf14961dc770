/**
 * Commits to be looked at and broken: {@link tdb2.engine.lab.Film} records every store and sync of the real engine on a
 * simulated disk; {@link tdb2.engine.lab.PowerCut} cuts the power between two of them and recovers what is left.
 * {@link tdb2.engine.lab.StructureWalk} shows what operations do to the structure of a file; a {@link tdb2.engine.lab.DamageCase}
 * is a file broken on purpose, with the truth beside it.
 */
package tdb2.engine.lab;
