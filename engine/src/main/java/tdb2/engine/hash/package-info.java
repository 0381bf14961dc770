/** From keys to hash values: the dialects' own functions and a caller's choice. */
package tdb2.engine.hash;
