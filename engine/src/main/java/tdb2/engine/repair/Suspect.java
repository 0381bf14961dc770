package tdb2.engine.repair;

import tdb2.engine.Entry;

/**
 * A record that is set aside.
 *
 * @param entry the record, as it stands in the broken file
 * @param doubt what speaks against it
 */
public record Suspect(Entry entry, Doubt doubt) {}
