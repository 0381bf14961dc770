/**
 * The one place that calls the C library: descriptors, positioned reads, mappings and open file description locks, with
 * the kernel's refusals as typed errors. Linux only; {@link tdb2.engine.posix.Posix#available()} tells.
 */
package tdb2.engine.posix;
