package tdb2.ui.learn;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

import javax.swing.JComponent;
import javax.swing.JScrollPane;

import tdb2.engine.lab.Deed;
import tdb2.engine.lab.Film;
import tdb2.engine.lab.Frame;
import tdb2.engine.lab.Scheme;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.FactTable;
import tdb2.ui.widgets.FactTable.Cell;
import tdb2.ui.widgets.FactTable.Column;
import tdb2.ui.widgets.FactTable.Row;
import tdb2.ui.widgets.Section;

/** The same transaction under each scheme that was filmed, side by side. Event thread only. */
final class SchemesPane {

    private static final Texts TEXTS = Texts.of(SchemesPane.class);

    private final Map<Scheme, Film> films = new EnumMap<>(Scheme.class);
    private final FactTable table = new FactTable("learn.schemes", Column.text(TEXTS.get("scheme"), 200),
            Column.number(TEXTS.get("column.syncs")), Column.number(TEXTS.get("column.steps")),
            Column.number(TEXTS.get("column.bytes")), Column.text(TEXTS.get("column.phases"), 400));
    private final Section section = new Section("learn.compared", TEXTS.get("schemes.question"),
            new JScrollPane(table));
    private Deed deed = Deed.REPLACE;

    SchemesPane() {
        table.getAccessibleContext().setAccessibleName(TEXTS.get("schemes.question"));
        section.say(TEXTS.get("schemes.answer"));
    }

    JComponent component() {
        return section;
    }

    /** One more; films of another transaction go. */
    void add(Film film) {
        if (film.experiment().deed() != deed) {
            films.clear();
            deed = film.experiment().deed();
        }
        films.put(film.experiment().scheme(), film);
        table.rows(films.entrySet().stream().map(entry -> row(entry.getKey(), entry.getValue())).toList());
    }

    private static Row row(Scheme scheme, Film film) {
        String phases = film.own().stream().map(Frame::phase).distinct().map(phase -> TEXTS.get("phase." + phase))
                .collect(Collectors.joining(" → "));
        return Row.of(film, Cell.of(TEXTS.get("scheme." + scheme)), number(film.syncs()),
                number(film.own().size()), number(film.bytes()), Cell.of(phases));
    }

    private static Cell number(long value) {
        return Cell.of(Formats.count(value), "", value);
    }
}
