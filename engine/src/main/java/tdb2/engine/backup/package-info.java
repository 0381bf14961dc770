/** Copies of files that others are writing to, each as it was at one moment, checked before it counts as a backup. */
package tdb2.engine.backup;
