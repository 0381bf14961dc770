package tdb2.ui.workbench;

/**
 * A line of a list on the start page.
 *
 * @param icon name of an icon
 * @param title what it is called
 * @param note what is known of it, in a few words
 * @param detail the rest: where it is, who has it
 * @param chosen what happens when it is chosen
 */
record StartItem(String icon, String title, String note, String detail, Runnable chosen) {}
