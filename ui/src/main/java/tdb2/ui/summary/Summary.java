package tdb2.ui.summary;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import tdb2.engine.View;
import tdb2.engine.inspect.Census;
import tdb2.engine.inspect.RegionMap;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.Texts;
import tdb2.ui.workbench.Document;

/** What is to be said about a file, in words. */
final class Summary {

    private static final Texts TEXTS = Texts.of(Summary.class);

    /**
     * One fact.
     *
     * @param name what it is about
     * @param value in words
     * @param exact the exact figure where the value is rounded; may be empty
     */
    record Fact(String name, String value, String exact) {}

    private final Document document;
    private final View view;
    private final Optional<RegionMap> regions;
    private final List<Fact> facts = new ArrayList<>();

    Summary(Document document, Optional<RegionMap> regions) {
        this.document = document;
        this.view = document.view();
        this.regions = regions;
        collect();
    }

    List<Fact> facts() {
        return facts;
    }

    /** How the file fares, in a sentence or two. */
    String health() {
        int faults = regions.map(map -> map.faults().size()).orElse(view.faults().size());
        String damage = faults > 0
                ? TEXTS.get("health.faults", faults)
                : TEXTS.get(regions.isPresent() ? "health.sound" : "health.unknown");
        String recovery = TEXTS.get("health.recovery." + view.recovery().status());
        return damage + " " + recovery;
    }

    private void collect() {
        add("file", document.path().toString());
        add("dialect", view.dialect().title());
        add("order", TEXTS.get(view.header().order() == ByteOrder.BIG_ENDIAN ? "order.big" : "order.little"));
        size("size", view.size());
        add("seqnum", Formats.count(view.header().seqnum()));
        add("hash", TEXTS.get(view.hashing().matches() ? "hash.matches" : "hash.foreign", view.hashing().name()));
        add("lookup", view.refusesLookup().isEmpty()
                ? TEXTS.get("lookup.works")
                : TEXTS.get("lookup.refused", view.refusesLookup()));
        var index = view.assembly().index();
        add("index", TEXTS.get("index.partitions", index.partitions(), index.partitionWord()));
        add("recovery", view.recovery().summary());
        regions.map(map -> map.survey().census()).ifPresentOrElse(this::count,
                () -> add("records", TEXTS.get("counting")));
    }

    private void count(Census census) {
        add("records", TEXTS.get("records.counted", census.records(), census.dead()));
        size("keys", census.keyBytes());
        size("values", census.valueBytes());
        size("padding", census.paddingBytes());
        long free = census.freeBytes();
        facts.add(new Fact(TEXTS.get("fact.free"), TEXTS.get("free.counted", Formats.size(free),
                Formats.percent(view.size() == 0 ? 0 : (double) free / view.size()), census.freeRecords()),
                Formats.sizeTip(free)));
    }

    private void add(String key, String value) {
        facts.add(new Fact(TEXTS.get("fact." + key), value, ""));
    }

    private void size(String key, long bytes) {
        facts.add(new Fact(TEXTS.get("fact." + key), Formats.size(bytes), Formats.sizeTip(bytes)));
    }
}
