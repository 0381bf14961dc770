package tdb2.engine.format;

/** What stands at an offset, judged by the bytes there alone. Values of it are immutable. */
public sealed interface Block {

    /** A used record of any role whose lengths lie within the file. */
    record Used(RecordHeader header) implements Block {}

    /** A free record whose length lies within the file. */
    record Free(FreeRecord header) implements Block {}

    /** An undo area. */
    record Recovery(RecoveryRecord header) implements Block {}

    /**
     * No header of the dialect.
     *
     * @param expected what could have stood there
     * @param found what stands there, for messages
     */
    record Nothing(String expected, String found) implements Block {}
}
