/** Looks for bytes in the records of many files: a folder is gone through by content, not by name. */
package tdb2.engine.search;
