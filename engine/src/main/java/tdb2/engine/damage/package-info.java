/**
 * Damages that have names: what goes wrong with database files, done to the image of a sound one, with the truth kept. A
 * damage is made again by its name and seed. Tests, lessons and fuzzers share them. No file is ever written to.
 */
package tdb2.engine.damage;
