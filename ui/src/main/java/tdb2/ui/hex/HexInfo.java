package tdb2.ui.hex;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import tdb2.ui.structure.Explainer;
import tdb2.ui.structure.Explanation;
import tdb2.ui.structure.FieldText;
import tdb2.ui.structure.Part;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.RegionStyle;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.Html;

/** What the hex view says about bytes, in its line below and in tooltips. Event thread only. */
final class HexInfo {
    private static final Texts TEXTS = Texts.of(HexInfo.class);

    private final Explainer hovered;

    HexInfo(Explainer hovered) {
        this.hovered = hovered;
    }

    /** The line about the byte at the caret. */
    String atCaret(long offset, OptionalLong value, Optional<Explanation> explanation) {
        var text = new StringBuilder(TEXTS.get("info.offset", Formats.offset(offset), Formats.count(offset)));
        value.ifPresent(b -> text.append(TEXTS.get("info.byte", "0x%02x".formatted(b), Long.toString(b))));
        explanation.ifPresent(known -> {
            var part = known.partAt(offset);
            text.append(TEXTS.get("info.part", title(part), known.region().owner()));
            known.fieldsAt(offset).forEach(field -> text.append(TEXTS.get("info.field", FieldText.line(field))));
        });
        return text.toString();
    }

    /** Reads what the tooltip of a byte will say. */
    void prepare(long offset) {
        hovered.explain(offset, _ -> {}, _ -> {});
    }

    /** The tooltip of a byte of a part; more once it was prepared. */
    String tip(Part part, long offset) {
        var region = part.region();
        var fields = hovered.of(region, offset).stream().flatMap(known -> known.fieldsAt(offset).stream())
                .map(field -> Html.escape(FieldText.line(field))).collect(Collectors.joining("<br>"));
        return TEXTS.get("tip", Html.escape(title(part)), Html.escape(region.owner()), Formats.offset(region.offset()),
                Formats.size(region.length()), fields.isEmpty() ? "" : "<br>" + fields);
    }

    private static String title(Part part) {
        var kind = RegionStyle.of(part.region()).label();
        return part.style().label().equals(kind) ? kind : TEXTS.get("info.title", kind, part.style().label());
    }
}
