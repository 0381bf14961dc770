package tdb2.engine;

import tdb2.engine.dialect.Counters;

/**
 * What was done through one open file since it was opened.
 *
 * @param allocations records, tables and chains that were given room
 * @param exact of them, those that took a free record as a whole
 * @param frees records whose room was taken back
 * @param coalesced free records joined with their right neighbour
 * @param passed free records passed in search of one that fits
 * @param growths times the file grew
 * @param avoided free records left alone because what surrounds them disagrees
 * @param explosions hash groups that exploded
 * @param fusions times nine sub-tables became one
 * @param chains chain records made
 * @param mended entries dropped that killed writers had left
 */
public record Statistics(long allocations, long exact, long frees, long coalesced, long passed, long growths,
        long avoided, long explosions, long fusions, long chains, long mended) {

    static Statistics of(Counters counters) {
        return new Statistics(counters.space().allocations.sum(), counters.space().exact.sum(),
                counters.space().frees.sum(), counters.space().coalesced.sum(), counters.space().passed.sum(),
                counters.space().growths.sum(), counters.space().avoided.sum(), counters.index().explosions.sum(),
                counters.index().fusions.sum(), counters.index().chains.sum(), counters.index().mended.sum());
    }
}
