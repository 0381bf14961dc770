package tdb2.app;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tdb2.engine.Entry;
import tdb2.engine.Fetch;
import tdb2.engine.RecordCursor;
import tdb2.engine.Tdb;
import tdb2.engine.dump.CText;
import tdb2.engine.index.PartitionWalk.Place;
import tdb2.engine.inspect.Position;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.LockMeaning;
import tdb2.engine.observe.ObservedLock;

/** What {@code locks} tells. Names in JSON are stable. */
final class LockReport implements Report {

    private static final int KEYS = 20;

    private final Tdb tdb;
    private final List<ObservedLock> locks;

    LockReport(Tdb tdb, List<ObservedLock> locks) {
        this.tdb = tdb;
        this.locks = locks;
    }

    @Override
    public void text(Output out) throws IOException {
        if (locks.isEmpty()) {
            out.println("nobody holds a lock on " + tdb.name());
            return;
        }
        Table table = new Table("rllllll").row("pid", "command", "kind", "mode", "state", "bytes", "means");
        for (ObservedLock lock : locks) {
            String waits = lock.blockers(locks).stream().map(String::valueOf).collect(Collectors.joining(", "));
            String keys = keys(lock).stream().map(CText::of).collect(Collectors.joining(", "));
            table.row(lock.pid().isPresent() ? Integer.toString(lock.pid().getAsInt()) : "?", lock.command(),
                    word(lock.kind()), word(lock.mode()),
                    lock.waiting() ? "waits" + (waits.isEmpty() ? "" : " for " + waits) : "holds", bytes(lock.range()),
                    lock.meaning(tdb.view().assembly().locks()).describe() + (keys.isEmpty() ? "" : ": " + keys));
        }
        table.print(out);
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
        for (ObservedLock lock : locks) {
            write(json, lock);
        }
        json.writeEndArray();
    }

    private void write(JsonGenerator json, ObservedLock lock) throws IOException {
        json.writeStartObject();
        if (lock.pid().isPresent()) {
            json.writeNumberField("pid", lock.pid().getAsInt());
        } else {
            json.writeNullField("pid");
        }
        json.writeStringField("command", lock.command());
        json.writeStringField("kind", word(lock.kind()));
        json.writeStringField("mode", word(lock.mode()));
        json.writeNumberField("start", lock.range().start());
        json.writeNumberField("length", lock.range().length());
        json.writeStringField("state", lock.waiting() ? "waiting" : "held");
        json.writeArrayFieldStart("waitsFor");
        for (int pid : lock.blockers(locks)) {
            json.writeNumber(pid);
        }
        json.writeEndArray();
        json.writeStringField("means", lock.meaning(tdb.view().assembly().locks()).describe());
        json.writeArrayFieldStart("keys");
        for (byte[] key : keys(lock)) {
            json.writeStartObject();
            Json.bytes(json, "key", key);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Keys of the chain or group that a lock is on, as far as there are few. */
    private List<byte[]> keys(ObservedLock lock) {
        if (!(lock.meaning(tdb.view().assembly().locks()) instanceof LockMeaning.Partitions one)
                || one.first() != one.last() || one.first() >= tdb.view().assembly().index().partitions()) {
            return List.of();
        }
        List<byte[]> keys = new ArrayList<>();
        RecordCursor cursor = tdb.cursor(new Position(one.first(), Place.START), Fetch.KEYS);
        while (keys.size() < KEYS && cursor.next()) {
            Entry entry = cursor.entry();
            if (entry.position().partition() != one.first()) {
                break;
            }
            keys.add(entry.key());
        }
        return keys;
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
