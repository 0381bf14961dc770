/** Whole jobs that turn the records of a file into text or one number: dump in five formats, digest. */
package tdb2.engine.dump;
