package tdb2.engine.check;

import java.util.OptionalLong;
import tdb2.engine.check.Finding.Severity;
import tdb2.engine.dialect.Assembly;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Block;
import tdb2.engine.format.Dialect;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.RecordHeader.Role;
import tdb2.engine.format.Tdb1Blocks;
import tdb2.engine.format.Tdb1Header;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.inspect.LostRecords;
import tdb2.engine.inspect.Region;
import tdb2.engine.inspect.Survey;
import tdb2.engine.storage.OffsetSet;

/** Tells of what nothing leads to whether that is a loss, or what ends of processes and transactions leave. */
final class Leftovers {

    /** How many unreachable records of a file that we alone write are taken for what killed processes left. */
    static final int LEFT_BY_KILLED = 16;
    private static final long TABLE = 512;
    private static final long SMALL_TABLE = 64;
    private static final long LONGEST_KEY = 1 << 24;

    private final Assembly assembly;
    private final OffsetSet lost;
    private final boolean damaged;

    private Leftovers(Assembly assembly, boolean damaged) {
        this.assembly = assembly;
        this.damaged = damaged;
        this.lost = new OffsetSet(assembly.blocks().alignment());
    }

    static Leftovers of(Survey survey, Progress progress) {
        Leftovers leftovers = new Leftovers(survey.assembly(), !survey.faults().isEmpty());
        OffsetSet found = LostRecords.offsets(survey, progress);
        for (long at = found.ceiling(0); at >= 0; at = found.ceiling(at + 1)) {
            if (!leftovers.looksLikeTable(at)) {
                leftovers.lost.add(at);
            }
        }
        return leftovers;
    }

    /**
     * Whether a record is one that nothing leads to, whose key leads nowhere. Where index or free lists are damaged that counts
     * anywhere in the file, behind bytes that nothing explains too: damage is then the likelier reason, and a scan saves it.
     */
    boolean isLost(Region.Record record) {
        return lost.contains(record.offset())
                || (damaged && !record.reachable() && isSound(record) && LostRecords.isLost(assembly, record.offset()));
    }

    private boolean isSound(Region.Record region) {
        RecordHeader record = region.header();
        return record.role() == Role.DATA && record.keyLength() > 0 && record.keyLength() <= LONGEST_KEY
                && record.length() <= region.length() && hasItsHash(record);
    }

    private boolean hasItsHash(RecordHeader record) {
        byte[] key = assembly.bytes().bytes(record.keyOffset(), (int) record.keyLength());
        OptionalLong hash = assembly.hashing().of(key);
        return hash.isPresent() && record.hash() == record.bitsOf(hash.getAsLong());
    }

    /**
     * How bad lost records are. A few are what killed writers did not come to lead to: in files that only this engine
     * writes, and in those of TDB1 where none leads to another, as those of a chain that was cut off do. In files of TDB2 of
     * 2012 and of NTDB nothing tells one from a record whose slot was zeroed.
     */
    Severity lossSeverity() {
        boolean known = switch (assembly.header()) {
            case Tdb2Header header -> header.variant() > 0;
            case Tdb1Header header -> noneLeadsToAnother(new Tdb1Blocks(header));
            default -> false;
        };
        return known && !damaged && lost.count() <= LEFT_BY_KILLED ? Severity.WARNING : Severity.ERROR;
    }

    /** What whoever finds lost records should do. */
    String lossAdvice() {
        Dialect dialect = assembly.header().dialect();
        return dialect == Dialect.TDB2_TABLES || dialect == Dialect.NTDB
                ? "this format does not tell whether it was lost, or left by a program killed while it stored or deleted it:"
                        + " if one was, the change was never confirmed, and repack frees its room; if none was, repair"
                        + " saves it"
                : "repair saves it";
    }

    private boolean noneLeadsToAnother(Tdb1Blocks blocks) {
        for (long at = lost.ceiling(0); at >= 0 && lost.count() <= LEFT_BY_KILLED; at = lost.ceiling(at + 1)) {
            if (lost.contains(blocks.next(assembly.bytes(), at))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a writer of this engine was about to change the block at an offset: its first word tells. */
    boolean isChanging(long offset) {
        return assembly.blocks().isChanging(assembly.bytes(), offset);
    }

    /** Only its owner tells what a record of this dialect without a key is; of one without an owner, its looks. */
    private boolean looksLikeTable(long at) {
        return assembly.header().dialect() == Dialect.TDB2
                && assembly.blocks().at(assembly.bytes(), at) instanceof Block.Used(RecordHeader record)
                && record.keyLength() == 0 && record.hash() == 0
                && (record.valueLength() == TABLE || record.valueLength() == SMALL_TABLE);
    }
}
