/** Several processes that change one file at once and are killed, and the proof that no acknowledged change is lost. */
package tdb2.engine.torture;
