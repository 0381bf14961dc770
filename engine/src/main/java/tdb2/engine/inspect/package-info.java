/**
 * One bounded, cycle-safe look at a whole file: the survey says what index and free lists lead to, the region map
 * accounts for every byte. Whatever shows or judges a file reads these; nobody parses twice.
 */
package tdb2.engine.inspect;
