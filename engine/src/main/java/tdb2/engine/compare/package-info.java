/** Two files side by side, by key; and records of one taken over into the other. */
package tdb2.engine.compare;
