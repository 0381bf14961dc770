package tdb2.engine.dialect;

import tdb2.engine.format.RecordHeader;

/** What a dialect does with the room that a record has for its value. Safe for several threads. */
public interface ValueRoom {

    /** Values are never written over; the padding begins with a zero, as the sign that no later extension is there. */
    ValueRoom FIXED = new ValueRoom() {
        @Override
        public int endMark(RecordHeader record) {
            return record.padding() > 0 ? 1 : 0;
        }

        @Override
        public boolean fits(RecordHeader record, long length) {
            return false;
        }

        @Override
        public void resize(RecordHeader record, long length) {
            throw new UnsupportedOperationException("a value of this dialect keeps its length");
        }
    };

    /** Zero bytes to be written behind the value of a new record. */
    int endMark(RecordHeader record);

    /**
     * Whether a value of another length, or of the same, may be written over the one of a record that is in use. A
     * process killed in the middle leaves a value that is partly the old and partly the new one.
     */
    boolean fits(RecordHeader record, long length);

    /** Stores the length of a value that has been written over another one. */
    void resize(RecordHeader record, long length);
}
