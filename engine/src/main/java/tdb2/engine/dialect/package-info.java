/** Puts the parts of each dialect together: header, index, space, recovery, lock map. */
package tdb2.engine.dialect;
