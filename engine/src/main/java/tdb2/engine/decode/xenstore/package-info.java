/** Nodes of the Xen store. */
package tdb2.engine.decode.xenstore;
