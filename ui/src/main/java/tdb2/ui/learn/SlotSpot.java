package tdb2.ui.learn;

import tdb2.ui.theme.RegionStyle;

/**
 * A slot of a table in the picture of a tree. Immutable.
 *
 * @param offset of its 8 bytes
 * @param style how it looks
 * @param empty whether nothing is in it
 * @param changed whether the step that is shown stored it
 * @param label what is written on it where there is room
 * @param words what it is, in a sentence
 */
record SlotSpot(long offset, RegionStyle style, boolean empty, boolean changed, String label, String words) {}
