package tdb2.app;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import tdb2.engine.Tdb;
import tdb2.engine.View;
import tdb2.engine.error.Fault;
import tdb2.engine.format.Field;
import tdb2.engine.inspect.Census;
import tdb2.engine.inspect.Census.AreaCensus;
import tdb2.engine.inspect.Survey;
import tdb2.engine.transaction.RecoveryState.Part;

/** What {@code info} tells, for people: one card with a few headed groups. */
final class InfoCard {

    private static final int AREAS_SHOWN = 40;

    private final Tdb tdb;
    private final View view;
    private final Survey survey;
    private final List<Fault> faults;
    private final Output out;

    private InfoCard(Tdb tdb, Survey survey, List<Fault> faults, Output out) {
        this.tdb = tdb;
        this.view = tdb.view();
        this.survey = survey;
        this.faults = faults;
        this.out = out;
    }

    static void print(Tdb tdb, Survey survey, List<Fault> faults, Output out) throws IOException {
        InfoCard card = new InfoCard(tdb, survey, faults, out);
        out.println(tdb.name());
        card.format();
        card.records();
        card.freeSpace();
        card.recovery();
        card.reading();
        card.header();
    }

    private void format() throws IOException {
        String hash = view.hashing().name() + (view.hashing().matches()
                ? ", agrees with the header"
                : ", not the one the file was made with");
        Table table = new Table("ll").row("dialect", view.dialect().title() + " (" + view.dialect().id() + ")")
                .row("byte order", Amounts.order(view.header().order()))
                .row("file size", Amounts.bytes(tdb.size()))
                .row("sequence number", Long.toUnsignedString(view.header().seqnum()))
                .row("hash function", hash);
        if (view.hashing().seed() != 0) {
            table.row("hash seed", "0x%016x".formatted(view.hashing().seed()));
        }
        head("Format");
        table.print(out);
    }

    private void records() throws IOException {
        Census census = survey.census();
        String word = view.assembly().index().partitionWord();
        Table table = new Table("ll").row("records", count(census.records()))
                .row("keys", share(census.keyBytes())).row("values", share(census.valueBytes()))
                .row("padding", share(census.paddingBytes()));
        if (census.dead() > 0) {
            table.row("dead records", count(census.dead()) + ", deleted but still in their chains");
        }
        table.row(word + "s", count(view.assembly().index().partitions()) + ", the fullest with "
                + count(census.partitionSizes().isEmpty() ? 0 : census.partitionSizes().lastKey()) + " records");
        if (census.tables() > 0) {
            table.row("sub-tables", count(census.tables()));
        }
        if (census.chains() > 0) {
            table.row("chain records", count(census.chains()));
        }
        if (!census.depths().isEmpty()) {
            table.row("deepest record", "at depth " + census.depths().lastKey());
        }
        head("Records");
        table.print(out);
    }

    private void freeSpace() throws IOException {
        Table table = new Table("lrll");
        survey.census().areas().stream().limit(AREAS_SHOWN).forEach(area -> table.row(area.area().describe(),
                count(area.records()) + " free", share(area.bytes()), fragmentation(area)));
        head("Free space");
        table.print(out);
        int more = survey.census().areas().size() - AREAS_SHOWN;
        if (more > 0) {
            out.println("  … and %d more; --json lists them".formatted(more));
        }
    }

    private static String fragmentation(AreaCensus area) {
        return area.records() == 0
                ? ""
                : String.format(Locale.ROOT, "largest %d, fragmentation %.2f", area.largest(), area.fragmentation());
    }

    private void recovery() throws IOException {
        Table table = new Table("ll").row("state", InfoCommand.recovery(tdb) + ": " + view.recovery().summary());
        for (Part part : view.recovery().parts()) {
            table.row(part.name(), "%s, %s at offset %d".formatted(part.state(), Amounts.bytes(part.length()),
                    part.offset()));
        }
        head("Recovery");
        table.print(out);
    }

    private void reading() throws IOException {
        new Table("ll").row("damage seen", faults.isEmpty() ? "none" : faults.size() + " faults, on standard error")
                .row("in flux", survey.inFlux() ? "yes: others could have been writing" : "no")
                .row("lookup by key", view.refusesLookup().isEmpty() ? "works" : "refused: " + view.refusesLookup())
                .print(headed("Reading"));
    }

    private void header() throws IOException {
        Table table = new Table("rllll");
        for (Field field : view.header().fields()) {
            String value = field.length() > Long.BYTES ? "" : "0x%x".formatted(field.value());
            table.row(Long.toString(field.offset()), field.name(), value, field.means());
        }
        head("Header");
        table.print(out);
    }

    private void head(String title) throws IOException {
        out.println("");
        out.println(title);
    }

    private Output headed(String title) throws IOException {
        head(title);
        return out;
    }

    private String share(long bytes) {
        return Amounts.bytes(bytes) + ", " + Amounts.percent(bytes, tdb.size());
    }

    private static String count(long number) {
        return Long.toString(number);
    }
}
