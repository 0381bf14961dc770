package tdb2.ui.structure;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tdb2.engine.Entry;
import tdb2.engine.Fetch;
import tdb2.engine.Tdb;
import tdb2.engine.format.Field;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.inspect.Region;
import tdb2.engine.inspect.RegionMap;
import tdb2.ui.theme.RegionStyle;

/**
 * What stands at a byte. Immutable.
 *
 * @param region the region that holds the byte
 * @param fields all fields of that region's header, explained
 * @param entry the record there, with its whole key and the first bytes of its value
 */
public record Explanation(Region region, List<Field> fields, Optional<Entry> entry) {
    private static final long WORD = 8;
    private static final Fetch WHOLE_KEY = new Fetch(Integer.MAX_VALUE, 1 << 12, true);

    public Explanation {
        fields = List.copyOf(fields);
    }

    /** Explains a byte of a file; never on the event thread. */
    public static Explanation of(Tdb tdb, RegionMap map, long offset) {
        return of(tdb, map.at(offset), offset);
    }

    /** Explains a record of a file whose other regions are not known; never on the event thread. */
    public static Explanation of(Tdb tdb, RecordHeader record) {
        return of(tdb, new Region.Record(record.offset(), record.length(), "", record, true), record.offset());
    }

    private static Explanation of(Tdb tdb, Region region, long offset) {
        boolean record = RegionStyle.of(region) == RegionStyle.RECORD || RegionStyle.of(region) == RegionStyle.DEAD;
        return new Explanation(region, RegionFields.of(tdb.view(), region, offset),
                record ? tdb.at(region.offset(), WHOLE_KEY) : Optional.empty());
    }

    /** Whether the fields say all there is to say about a byte; of tables they are those around one byte. */
    public boolean covers(long offset) {
        return switch (region) {
            case Region.Header _,Region.HashTable _,Region.SubTable _ ->
                    fieldsAt(offset).stream().anyMatch(field -> field.length() <= WORD);
            default -> true;
        };
    }

    /** The fields that hold a byte: several when they are bits of one word; the narrowest ones when they are nested. */
    public List<Field> fieldsAt(long offset) {
        var there =
                fields.stream().filter(field -> offset >= field.offset() && offset - field.offset() < field.length())
                        .toList();
        long narrowest = there.stream().min(Comparator.comparingLong(Field::length)).map(Field::length).orElse(0L);
        return there.stream().filter(field -> field.length() == narrowest).toList();
    }

    /** The part of the region that holds a byte. */
    public Part partAt(long offset) {
        var parts = Part.of(region);
        return parts.stream().filter(part -> part.holds(offset)).findFirst().orElse(parts.getFirst());
    }
}
