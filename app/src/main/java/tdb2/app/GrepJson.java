package tdb2.app;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.HexFormat;
import tdb2.engine.error.Fault;
import tdb2.engine.inspect.Faults;
import tdb2.engine.search.Hit;
import tdb2.engine.search.Listener;
import tdb2.engine.search.Tally;

/** Prints what a search finds as one JSON object, hit by hit. */
final class GrepJson implements Listener {

    private final JsonGenerator json;
    private final long max;
    private final Faults faults = new Faults();
    private long hits;

    /**
     * @param max hits printed; the rest is counted
     */
    GrepJson(JsonGenerator json, long max) throws IOException {
        this.json = json;
        this.max = max;
        json.writeStartObject();
        json.writeArrayFieldStart("hits");
    }

    @Override
    public void hit(Hit hit) throws IOException {
        hits++;
        if (hits > max) {
            return;
        }
        json.writeStartObject();
        json.writeStringField("file", hit.file().toString());
        Json.bytes(json, "key", hit.key());
        json.writeNumberField("keyLength", hit.record().keyLength());
        json.writeStringField("where", GrepCommand.where(hit));
        json.writeNumberField("at", hit.match().at());
        json.writeNumberField("length", hit.match().length());
        json.writeNumberField("offset", hit.offset());
        json.writeNumberField("recordOffset", hit.record().offset());
        json.writeStringField("state", GrepCommand.word(hit.state()));
        json.writeNumberField("excerptAt", hit.excerptAt());
        json.writeStringField("excerptHex", HexFormat.of().formatHex(hit.excerpt()));
        json.writeEndObject();
    }

    @Override
    public void fault(Fault fault) {
        faults.add(fault);
    }

    /** Ends the object with what was done. */
    void end(Tally tally) throws IOException {
        json.writeEndArray();
        json.writeNumberField("more", Math.max(0, hits - max));
        json.writeNumberField("files", tally.files());
        json.writeNumberField("unreadable", tally.unreadable());
        json.writeNumberField("records", tally.records());
        json.writeBooleanField("inFlux", tally.inFlux());
        json.writeArrayFieldStart("faults");
        for (Fault fault : faults.list()) {
            json.writeStartObject();
            json.writeStringField("file", fault.file());
            Json.fault(json, fault);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeRaw('\n');
    }
}
