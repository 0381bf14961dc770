package tdb2.engine.dialect;

import java.util.ArrayList;
import java.util.List;
import tdb2.engine.error.Fault;
import tdb2.engine.format.Block;
import tdb2.engine.format.BlockReader;
import tdb2.engine.format.Capability;
import tdb2.engine.format.Landmark;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.RecordHeader.Role;
import tdb2.engine.storage.Bytes;
import tdb2.engine.storage.OffsetSet;

/** The list of capability records of TDB2 of 2012 and NTDB (spec c-formats, section 2). No capability is known. */
final class Capabilities {

    private final List<Capability> found = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();

    /**
     * Reads the list, as far as it is sound.
     *
     * @param first offset of the first record, 0 none
     * @param pointer offset of the header word that names it
     */
    Capabilities(Bytes bytes, BlockReader blocks, long first, long pointer) {
        OffsetSet seen = new OffsetSet(8);
        long from = pointer;
        long at = first;
        while (at != 0) {
            if (!(blocks.at(bytes, at) instanceof Block.Used(RecordHeader record))
                    || record.role() != Role.CAPABILITY || record.valueLength() < Capability.DATA) {
                faults.add(fault(bytes, from, "a capability record at offset " + at, "something else"));
                return;
            }
            if (!seen.add(at)) {
                faults.add(fault(bytes, from, "the end of the capabilities", "a loop back to offset " + at));
                return;
            }
            Capability capability = Capability.of(bytes, record);
            found.add(capability);
            from = at + 24;
            at = capability.next();
        }
    }

    List<Fault> faults() {
        return faults;
    }

    /** Where the records are. */
    List<Landmark> landmarks() {
        return found.stream().map(c -> new Landmark(Landmark.Kind.CAPABILITY, c.record().offset(),
                c.record().length(), "list of capabilities, type " + c.type())).toList();
    }

    /** Why the file must not be opened by code that knows no capability; empty when it may. */
    String refusal() {
        return found.stream().filter(Capability::noOpen).findFirst()
                .map(c -> ("the file has the capability %d, unknown here, that forbids to open it;"
                        + " it is only walked").formatted(c.type()))
                .orElse("");
    }

    /** Why the file must not be written by code that knows no capability; empty when it may. */
    String writingRefusal() {
        return found.stream().filter(c -> c.noOpen() || c.noWrite()).findFirst()
                .map(c -> "the capability %d, unknown here, that forbids it".formatted(c.type())).orElse("");
    }

    private static Fault fault(Bytes bytes, long offset, String expected, String found) {
        return new Fault(bytes.name(), offset, expected, found, "run check");
    }
}
