package tdb2.ui.learn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.swing.JComponent;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;

import tdb2.engine.lab.DamageCase;
import tdb2.engine.lab.DamageCase.Account;
import tdb2.engine.lab.DamageCase.Examined;
import tdb2.engine.lab.DamageCase.Fate;
import tdb2.engine.lab.DamageCase.Repaired;
import tdb2.engine.lab.DamageCase.Seen;
import tdb2.ui.theme.RegionStyle;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.FactTable;
import tdb2.ui.widgets.FactTable.Cell;
import tdb2.ui.widgets.FactTable.Column;
import tdb2.ui.widgets.FactTable.Row;
import tdb2.ui.widgets.Figures;

/** Findings of a broken file, and what has become of its records; the truth only when it is revealed. Event thread only. */
final class DamageTables {

    private static final Texts TEXTS = Texts.of(DamageTables.class);

    private final FactTable findings = new FactTable("damage.findings",
            Column.text(TEXTS.get("damage.column.severity"), 80), Column.mono(TEXTS.get("column.offset"), 104),
            Column.text(TEXTS.get("damage.column.finding"), 360), Column.text(TEXTS.get("damage.column.names"), 150));
    private final FactTable records = new FactTable("damage.records",
            Column.text(TEXTS.get("damage.column.record"), 110), Column.text(TEXTS.get("damage.column.broken"), 150),
            Column.text(TEXTS.get("damage.column.copy"), 170), Column.text(TEXTS.get("damage.column.touched"), 150));
    private final JSplitPane split = new JSplitPane(JSplitPane.VERTICAL_SPLIT, new JScrollPane(findings),
            new JScrollPane(records));

    DamageTables() {
        findings.getAccessibleContext().setAccessibleName(TEXTS.get("damage.findings"));
        records.getAccessibleContext().setAccessibleName(TEXTS.get("damage.records"));
        split.setBorder(null);
        split.setResizeWeight(0.4);
        split.setDividerLocation(Theme.grid(44));
    }

    JComponent component() {
        return split;
    }

    void show(Optional<DamageCase> made, Optional<Examined> examined, Optional<Repaired> repaired, boolean revealed) {
        findings.rows(examined.map(Examined::findings).orElse(List.of()).stream()
                .map(seen -> row(seen, revealed)).toList());
        Map<String, Fate> broken = fates(examined.map(Examined::accounts));
        Map<String, Fate> copied = fates(repaired.map(Repaired::accounts));
        List<Row> rows = new ArrayList<>();
        made.ifPresent(one -> {
            for (Account account : one.sound()) {
                rows.add(Row.of(account, Cell.of(account.key()), fate(broken, account), fate(copied, account),
                        Cell.of(revealed ? TEXTS.get(account.touched() ? "damage.touched" : "damage.untouched") : "")));
            }
        });
        records.rows(rows);
    }

    private static Row row(Seen seen, boolean revealed) {
        return Row.of(seen, Cell.of(TEXTS.get("damage.severity." + seen.finding().severity())),
                seen.finding().offset() < 0 ? Cell.of("") : Figures.offset(seen.finding().offset()),
                Cell.of(seen.finding().message()),
                Cell.of(revealed ? TEXTS.get(seen.names() ? "damage.names" : "damage.follows") : ""));
    }

    private static Map<String, Fate> fates(Optional<List<Account>> accounts) {
        Map<String, Fate> fates = new HashMap<>();
        accounts.ifPresent(all -> all.forEach(account -> fates.put(account.key(), account.fate())));
        return fates;
    }

    private static Cell fate(Map<String, Fate> fates, Account account) {
        return Optional.ofNullable(fates.get(account.key()))
                .map(fate -> Cell.of(TEXTS.get("damage.fate." + fate)).with(style(fate).icon())).orElse(Cell.of(""));
    }

    private static RegionStyle style(Fate fate) {
        return switch (fate) {
            case FOUND -> RegionStyle.KEY;
            case ASIDE -> RegionStyle.DEAD;
            case WRONG, MISSING -> RegionStyle.DAMAGE;
        };
    }
}
