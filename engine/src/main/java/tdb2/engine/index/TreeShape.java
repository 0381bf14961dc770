package tdb2.engine.index;

import tdb2.engine.format.NativeBlocks;
import tdb2.engine.format.NewRecord;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.RecordHeader.Role;
import tdb2.engine.format.TreeChain;
import tdb2.engine.format.TreeEntry;

/** In what the hash trees of the dialects differ: the entry, and which records serve as sub-tables and chains. */
public enum TreeShape {

    /** Native, variant 0: sub-tables of 64 entries in key-less records, no chains. */
    NATIVE_PLAIN(TreeEntry.NATIVE, Role.DATA, false, Role.DATA, false),
    /** Native from variant 1 on: also sub-tables of 8 entries, and chains. */
    NATIVE(TreeEntry.NATIVE, Role.DATA, true, Role.DATA, true),
    /** TDB2 of 2012: records with magics of their own. */
    TABLES(TreeEntry.TABLES, Role.TABLE, false, Role.CHAIN, true);

    /** Entries of a large sub-table: 8 groups of 8. */
    static final int LARGE = 64;
    /** Entries of a small sub-table: one group. */
    static final int SMALL = 8;

    private final TreeEntry entry;
    private final Role tableRole;
    private final boolean smallTables;
    private final Role chainRole;
    private final boolean chains;

    TreeShape(TreeEntry entry, Role tableRole, boolean smallTables, Role chainRole, boolean chains) {
        this.entry = entry;
        this.tableRole = tableRole;
        this.smallTables = smallTables;
        this.chainRole = chainRole;
        this.chains = chains;
    }

    /** How its entries are read. */
    TreeEntry entry() {
        return entry;
    }

    /** Number of entries of the sub-table a record is; 0 when it cannot be one. */
    int tableEntries(RecordHeader record) {
        return record.role() == tableRole && record.keyLength() == 0 ? tableEntries(record.valueLength()) : 0;
    }

    /** Number of entries of a sub-table with so many bytes of data; 0 when there is none such. */
    int tableEntries(long length) {
        if (length == 8L * LARGE) {
            return LARGE;
        }
        return smallTables && length == 8L * SMALL ? SMALL : 0;
    }

    /** What the header of a sub-table says it is. */
    Role tableRole() {
        return tableRole;
    }

    /** Hash bits that a sub-table of so many entries uses. */
    static int bits(int entries) {
        return entries == LARGE ? 6 : 3;
    }

    /** Whether a record can be a chain. */
    boolean isChain(RecordHeader record) {
        return chains && record.role() == chainRole && record.keyLength() == 0
                && record.valueLength() == TreeChain.DATA;
    }

    /** Entries of the sub-tables that a writer makes. */
    int newTable() {
        return smallTables ? SMALL : LARGE;
    }

    /** The record of a sub-table that is to be made. */
    NewRecord table(int entries) {
        return NewRecord.keyless(tableRole, 8L * entries, 0);
    }

    /** The record of a chain that is to be made. */
    NewRecord chain() {
        return NewRecord.keyless(chainRole, TreeChain.DATA, chainRole == Role.DATA ? NativeBlocks.CHAIN_HASH : 0);
    }

    /** Whether chains take over when all hash bits are used. */
    boolean hasChains() {
        return chains;
    }

    /** What a pointer must lead to after a number of hash bits, for messages. */
    String expected(int used) {
        if (used < Long.SIZE) {
            return smallTables ? "a sub-table of 64 or 8 entries" : "a sub-table of 64 entries";
        }
        return chains ? "a chain" : "no pointer, for all 64 hash bits are used";
    }
}
