package tdb2.ui.learn;

import tdb2.ui.theme.RegionStyle;

/**
 * A region, or the part of one that is in a row, in the picture of the space of a small file. Immutable.
 *
 * @param offset of its first byte
 * @param length bytes
 * @param style how it looks
 * @param changed whether the step that is shown stored any of it
 * @param words what it is, in a sentence
 */
record RegionSpot(long offset, long length, RegionStyle style, boolean changed, String words) {}
