package tdb2.ui.space;

import java.util.OptionalLong;

import tdb2.engine.format.FreeRecord;
import tdb2.engine.inspect.FreeLists.Listing;

/**
 * A free record in the picture of the lists.
 *
 * @param list the list it is on
 * @param place its place there, from 1
 * @param record its header
 * @param next offset of the one after it that is drawn; empty at the end
 * @param loop whether the way to the next one leads back
 */
record FreeSpot(Listing list, int place, FreeRecord record, OptionalLong next, boolean loop) {

    @Override
    public boolean equals(Object other) {
        return other instanceof FreeSpot spot && spot.record.offset() == record.offset();
    }

    @Override
    public int hashCode() {
        return Long.hashCode(record.offset());
    }
}
