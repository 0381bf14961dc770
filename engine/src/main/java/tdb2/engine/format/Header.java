package tdb2.engine.format;

import java.nio.ByteOrder;
import java.util.List;

/** The header of a file of any dialect, read once and immutable. */
public sealed interface Header permits Tdb1Header, Tdb2Header, NtdbHeader {

    /** Which dialect the header is of. */
    Dialect dialect();

    /** The file's byte order. */
    ByteOrder order();

    /** Offset of the header's first byte in the file (not 0 in TDB1 files with a mutex area). */
    long offset();

    /** Bytes of the header. */
    long length();

    /** Sequence number. */
    long seqnum();

    /** Where the header says that an undo area is, as an offset in the file, whatever stands there; 0 none. */
    long recovery();

    /** Every field with its value and meaning, in the order of the file. */
    List<Field> fields();
}
