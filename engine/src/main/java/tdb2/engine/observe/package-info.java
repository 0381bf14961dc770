/** Who else is at work on a file, seen from outside: nothing is opened and nothing is locked. */
package tdb2.engine.observe;
