/** One descriptor for each thing that stands in a file, with its picture. */
package tdb2.engine.format;
