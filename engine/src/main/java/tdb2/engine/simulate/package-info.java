/**
 * Storages that watch and fail: what a program stores is told to a listener in order, and stopped at a chosen store as
 * if the process had been killed there. What a killed process, a power cut or a slow reader would see is made from it.
 */
package tdb2.engine.simulate;
