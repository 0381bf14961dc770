package tdb2.app;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import tdb2.engine.Tdb;
import tdb2.engine.dump.CText;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.LockMap;
import tdb2.engine.lock.LockMeaning;
import tdb2.engine.observe.LockSight;
import tdb2.engine.observe.LockWatch;
import tdb2.engine.observe.LockedKeys;
import tdb2.engine.observe.ObservedLock;
import tdb2.engine.observe.Party;
import tdb2.engine.observe.WaitGraph;

/** What {@code locks} tells. Names in JSON are stable. */
final class LockReport implements Report {

    private final String name;
    private final LockMap map;
    private final Function<LockMeaning, List<byte[]>> keys;
    private final LockSight sight;
    private final WaitGraph graph;

    private LockReport(String name, LockMap map, Function<LockMeaning, List<byte[]>> keys, LockSight sight) {
        this.name = name;
        this.map = map;
        this.keys = keys;
        this.sight = sight;
        this.graph = WaitGraph.of(sight);
    }

    /** What a look at a file showed that is being watched. */
    static LockReport of(String name, LockWatch watch, LockSight sight) {
        return new LockReport(name, watch.map(), watch::keys, sight);
    }

    /** What a look showed, with the keys of a copy of the file. */
    static LockReport of(Tdb copy, LockSight sight) {
        LockedKeys keys = new LockedKeys(copy, LockWatch.KEYS);
        return new LockReport(copy.name(), copy.view().assembly().locks(), keys::of, sight);
    }

    @Override
    public void text(Output out) throws IOException {
        if (sight.locks().isEmpty()) {
            out.println("nobody holds a lock on " + name);
            return;
        }
        Table table = new Table("rlllllll").row("pid", "command", "user", "kind", "mode", "state", "bytes", "means");
        for (ObservedLock lock : sight.locks()) {
            LockMeaning meaning = lock.meaning(map);
            String behind = keys.apply(meaning).stream().map(CText::of).collect(Collectors.joining(", "));
            table.row(lock.pid().isPresent() ? Integer.toString(lock.pid().getAsInt()) : "?", lock.command(),
                    lock.party().map(Party::user).orElse(""), word(lock.kind()), word(lock.mode()), state(lock),
                    bytes(lock.range()), meaning.describe() + (behind.isEmpty() ? "" : ": " + behind));
        }
        table.print(out);
        for (List<Integer> cycle : graph.cycles()) {
            out.println("circle: " + cycle.stream().map(String::valueOf).collect(Collectors.joining(" waits for "))
                    + " waits for " + cycle.getFirst());
        }
        if (sight.needsMoreRights()) {
            out.println("whose locks the \"?\" are cannot be seen: %d processes are closed to us; root sees them"
                    .formatted(sight.closedProcesses()));
        }
    }

    private String state(ObservedLock lock) {
        String waits = graph.blockersOf(lock).stream().map(String::valueOf).collect(Collectors.joining(", "));
        return switch (lock.state()) {
            case HELD -> "holds";
            case WAITING -> "waits" + (waits.isEmpty() ? "" : " for " + waits);
            case ABANDONED -> "ended with it";
        };
    }

    @Override
    public void json(OutputStream out) throws IOException {
        try (JsonGenerator json = Json.indented(out)) {
            array(json);
            json.writeRaw('\n');
        }
    }

    /** On one line, with the time it was seen. */
    void jsonLine(Instant time, OutputStream out) throws IOException {
        try (JsonGenerator json = Json.lines(out)) {
            json.writeStartObject();
            json.writeStringField("time", time.toString());
            json.writeFieldName("locks");
            array(json);
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private void array(JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (ObservedLock lock : sight.locks()) {
            write(json, lock);
        }
        json.writeEndArray();
    }

    private void write(JsonGenerator json, ObservedLock lock) throws IOException {
        json.writeStartObject();
        number(json, "pid", lock.pid());
        number(json, "thread", lock.party().map(Party::thread).orElse(OptionalInt.empty()));
        json.writeStringField("command", lock.command());
        json.writeStringField("user", lock.party().map(Party::user).orElse(""));
        json.writeStringField("kind", word(lock.kind()));
        json.writeStringField("mode", word(lock.mode()));
        json.writeNumberField("start", lock.range().start());
        json.writeNumberField("length", lock.range().length());
        json.writeStringField("state", word(lock.state()));
        json.writeArrayFieldStart("waitsFor");
        for (int pid : graph.blockersOf(lock)) {
            json.writeNumber(pid);
        }
        json.writeEndArray();
        LockMeaning meaning = lock.meaning(map);
        json.writeStringField("means", meaning.describe());
        json.writeArrayFieldStart("keys");
        for (byte[] key : keys.apply(meaning)) {
            json.writeStartObject();
            Json.bytes(json, "key", key);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String field, OptionalInt number) throws IOException {
        if (number.isPresent()) {
            json.writeNumberField(field, number.getAsInt());
        } else {
            json.writeNullField(field);
        }
    }

    private static String bytes(ByteRange range) {
        return range.length() == 0 ? range.start() + " on"
                : range.length() == 1 ? Long.toString(range.start())
                : range.start() + " to " + (range.endExclusive() - 1);
    }

    private static String word(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}
