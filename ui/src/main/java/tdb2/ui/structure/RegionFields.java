package tdb2.ui.structure;

import java.util.List;
import tdb2.engine.View;
import tdb2.engine.format.Field;
import tdb2.engine.inspect.Region;
import tdb2.engine.transaction.RecoveryState.Part;

/** Finds the fields of any region. */
final class RegionFields {
    private RegionFields() {
    }

    /** The fields of a region; of a large table those around a byte. Not on the event thread. */
    static List<Field> of(View view, Region region, long offset) {
        return switch (region) {
            case Region.Header _ -> view.header().fields();
            case Region.RecoveryArea _,Region.RecoverySlots _,Region.Bundle _ -> recovery(view, region);
            default -> block(view, region);
        };
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
