/**
 * Views that people arrange themselves: side by side, one above the other, or as tabs of one group.
 *
 * <p>
 * A {@link tdb2.ui.docking.Layout} says where each view stands. It is an immutable value with edits that give another
 * one, and it has a short text that is kept from one start to the next. A {@link tdb2.ui.docking.Desk} shows a layout:
 * split panes and tabbed panes that it makes anew after each edit, around components that stay. So whatever a layout
 * says can be shown, by mouse and keyboard alike, and a text that no layout has is simply not taken.
 */
package tdb2.ui.docking;
