/** Makes files of one dialect from files of another. */
package tdb2.engine.convert;
