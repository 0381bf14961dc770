package tdb2.engine.dialect;

import tdb2.engine.format.Tdb2Header;
import tdb2.engine.format.WritableBytes;
import tdb2.engine.space.ZoneWords;

/**
 * The words of a native file that giving room stands on (spec tdb2-native, "Header").
 *
 * @param plain whether it is of variant 0, which has none of them: the file's size counts
 */
record NativeZoneWords(WritableBytes bytes, boolean plain) implements ZoneWords {

    @Override
    public long end() {
        return plain ? bytes.storage().size() : bytes.u64(Tdb2Header.FILE_END);
    }

    @Override
    public void storeEnd(long end) {
        if (!plain) {
            bytes.put(Tdb2Header.FILE_END, end);
        }
    }

    @Override
    public long layout() {
        return plain ? 0 : bytes.u64(Tdb2Header.LAYOUT);
    }

    @Override
    public void changeLayout() {
        if (!plain) {
            bytes.put(Tdb2Header.LAYOUT, layout() + 1);
        }
    }
}
