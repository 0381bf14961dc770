/** How the index of a file is shaped: depth of its tree, length of its chains. */
package tdb2.ui.tree;
