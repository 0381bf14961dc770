/**
 * Makes a sound database of what a broken file still has. The broken file is read only.
 *
 * <pre>
 *  Remains     how the file is to be read: by its header, by a header put right in memory, or by what its records look like
 *     |
 *  Survivors   walks the index, then every byte: which records are there, and what speaks against each
 *     |
 *  Finds       the records, in sets of places; Versions decides between records of one key
 *     |
 *  Plan        what is taken, set aside, left out, lost: steps with their reason and risk
 *     |
 *  Repair      writes the copy and what was set aside, reads it again, checks it, and only then gives it its name
 * </pre>
 *
 * A record goes into the copy when nothing speaks against it. What is doubtful goes into a text beside the copy, with the
 * doubt: a deleted record, an older version or a wrong value never passes for a sound one.
 */
package tdb2.engine.repair;
