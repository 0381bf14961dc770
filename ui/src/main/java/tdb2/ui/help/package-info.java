/**
 * The help: topics in Markdown, some written and some made of what the program knows of itself, a search over all of
 * them, and the window that shows them. Knows no view.
 */
package tdb2.ui.help;
