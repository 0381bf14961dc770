package tdb2.ui.structure;

import java.util.List;
import java.util.stream.Stream;
import tdb2.engine.View;
import tdb2.engine.format.Block;
import tdb2.engine.format.Field;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.ZoneHeader;
import tdb2.engine.inspect.Region;
import tdb2.engine.space.FreeArea;
import tdb2.engine.transaction.RecoveryState.Part;

/** Finds the fields of any region. */
final class RegionFields {
    private RegionFields() {}

    /** The fields of a region; of a table also those of the slot that holds a byte. Not on the event thread. */
    static List<Field> of(View view, Region region, long offset) {
        return switch (region) {
            case Region.Header _ -> both(view.header().fields(), slot(view, region, offset, tableStart(view)));
            case Region.HashTable _ -> both(table(view, region), slot(view, region, offset, tableStart(view)));
            case Region.SubTable(_, _, _, RecordHeader header, _) ->
                    both(block(view, region), slot(view, region, offset, header.valueOffset()));
            case Region.ZoneHeader(long at, _, _, FreeArea area) ->
                    new ZoneHeader(at, area.bits()).fields(view.assembly().bytes());
            case Region.RecoveryArea _,Region.RecoverySlots _,Region.Bundle _ -> recovery(view, region);
            default -> block(view, region);
        };
    }

    private static List<Field> both(List<Field> some, List<Field> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private static long tableStart(View view) {
        return view.assembly().index().headOffset(0);
    }

    private static List<Field> slot(View view, Region region, long offset, long first) {
        int length = view.assembly().index().slotLength();
        long at = offset - Math.floorMod(offset - first, length);
        return at < first || at + length > region.end() ? List.of() : view.assembly().index().slot(at);
    }

    /** A hash table may be a record, with a header to explain. */
    private static List<Field> table(View view, Region region) {
        return view.assembly().blocks().at(view.assembly().bytes(),
                region.offset()) instanceof Block.Used(RecordHeader header)
                && header.role() == RecordHeader.Role.TABLE ? block(view, region) : List.of();
    }

    private static List<Field> recovery(View view, Region region) {
        var fields = view.recovery().parts().stream()
                .filter(part -> part.offset() < region.end() && part.offset() + part.length() > region.offset())
                .map(Part::fields).flatMap(List::stream)
                .filter(field -> field.offset() >= region.offset() && field.offset() < region.end()).toList();
        return fields.isEmpty() ? block(view, region) : fields;
    }

    private static List<Field> block(View view, Region region) {
        return view.assembly().blocks().fields(view.assembly().bytes(), region.offset());
    }
}
