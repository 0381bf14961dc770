/** How everything looks: light and dark, fonts, colours of regions, formats of numbers, texts, icons. */
package tdb2.ui.theme;
