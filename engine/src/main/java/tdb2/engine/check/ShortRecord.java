package tdb2.engine.check;

import java.util.Optional;
import tdb2.engine.check.Finding.Code;
import tdb2.engine.dialect.Assembly;
import tdb2.engine.format.Dialect;
import tdb2.engine.inspect.Region;
import tdb2.engine.salvage.Form;
import tdb2.engine.storage.Bytes;

/**
 * A record behind which bytes stand that are no header, no remains of one and no fill: the rest of its value, when the length
 * that its header tells became smaller. Writers split what they free or shorten into blocks with headers of their own, and this
 * engine empties the first word of a block before it changes it: what a killed process leaves behind a record begins with a
 * header, with zeros or with fill. So a rest that begins with eight zeros is not told from that, and is no such finding. Only
 * TDB1 repeats the length of a block, in its tailer: a record is such a one there when its tailer does not agree either.
 */
final class ShortRecord {

    /** So long a run of one byte is taken for fill. */
    private static final int FILL = 512;

    private final Form form;
    private final Assembly assembly;
    private final Bytes bytes;
    private final long end;
    /** Where the header leads to; an undo area that is cut off is no landmark. */
    private final long recovery;

    ShortRecord(Assembly assembly) {
        this.form = new Form(assembly.header().dialect(), assembly.bytes().order(), assembly.blocks(),
                assembly.hashing()::of);
        this.assembly = assembly;
        this.bytes = assembly.bytes();
        this.end = assembly.end();
        this.recovery = assembly.header().recovery();
    }

    /** A finding when of two regions, one behind the other, the first is such a record. */
    Optional<Finding> of(Region first, Region behind) {
        if (!isGap(behind) || behind.offset() >= end || behind.end() == bytes.size()
                || !(first instanceof Region.Record record) || !record.reachable()
                || record.header().end() != behind.offset() || recovery == behind.offset() || mayEnd(record, behind)) {
            return Optional.empty();
        }
        return Optional.of(Finding.of(Code.LENGTH, record.offset(), record.length(),
                "a record that ends where nothing begins: a length in its header became smaller, or what stood behind it "
                        + "is damaged; its value may be cut")
                .at(record.owner()));
    }

    private boolean isGap(Region region) {
        boolean remains = region instanceof Region.Dead && (region.length() < FILL || form.dialect() == Dialect.TDB1);
        return region instanceof Region.Unknown || remains;
    }

    private boolean mayEnd(Region.Record record, Region behind) {
        if (form.dialect() == Dialect.TDB1) {
            return Tailer.of(assembly, record).isEmpty();
        }
        return assembly.blocks().isChanging(bytes, behind.offset()) || form.nearlyBegins(bytes, behind.offset());
    }
}
