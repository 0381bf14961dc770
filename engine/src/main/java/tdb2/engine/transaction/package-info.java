/** What a crash leaves and how it is put right: undo areas of the older dialects, recovery bundles of the native one. */
package tdb2.engine.transaction;
