package tdb2.engine.dialect;

import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.Tdb1Words;

/**
 * The room of TDB1 records: a value is written over the old one when it fits before the tailer, as libtdb does. A process
 * killed in the middle of it leaves a value whose first bytes are new and whose last are old, or all new with the old
 * length; nothing in the file tells. Who cannot have that uses transactions.
 *
 * @param words the file
 */
record Tdb1Room(Tdb1Words words) implements ValueRoom {

    @Override
    public int endMark(RecordHeader record) {
        return 0;
    }

    @Override
    public boolean fits(RecordHeader record, long length) {
        return length <= record.valueLength() + record.padding() - Tdb1Words.TAILER;
    }

    @Override
    public void resize(RecordHeader record, long length) {
        words.valueLength(record.offset(), length);
    }
}
