package tdb2.app;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import tdb2.engine.Tdb;
import tdb2.engine.View;
import tdb2.engine.error.Fault;
import tdb2.engine.inspect.Census;
import tdb2.engine.inspect.Census.AreaCensus;
import tdb2.engine.inspect.Survey;

/** What {@code info} tells, for programs. Names here are stable. */
final class InfoJson {

    private InfoJson() {}

    static void print(Tdb tdb, Survey survey, List<Fault> faults, OutputStream out) throws IOException {
        try (JsonGenerator json = Json.indented(out)) {
            json.writeStartObject();
            file(json, tdb);
            hash(json, tdb.view());
            contents(json, tdb.view(), survey.census());
            json.writeBooleanField("inFlux", survey.inFlux());
            Json.faults(json, "faults", faults);
            Json.fields(json, "header", tdb.view().header().fields());
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void file(JsonGenerator json, Tdb tdb) throws IOException {
        View view = tdb.view();
        json.writeStringField("file", tdb.name());
        json.writeStringField("dialect", view.dialect().id());
        json.writeStringField("dialectTitle", view.dialect().title());
        json.writeStringField("byteOrder", Amounts.order(view.header().order()));
        json.writeNumberField("fileSize", tdb.size());
        Json.unsigned(json, "seqnum", view.header().seqnum());
        json.writeStringField("recovery", InfoCommand.recovery(tdb));
        json.writeStringField("recoverySummary", view.recovery().summary());
        json.writeBooleanField("previewed", view.previewed());
    }

    private static void hash(JsonGenerator json, View view) throws IOException {
        json.writeStringField("hash", view.hashing().name());
        json.writeBooleanField("hashMatches", view.hashing().matches());
        Json.unsigned(json, "seed", view.hashing().seed());
        json.writeStringField("lookupRefused", view.refusesLookup());
    }

    private static void contents(JsonGenerator json, View view, Census census) throws IOException {
        json.writeNumberField("records", census.records());
        json.writeNumberField("deadRecords", census.dead());
        json.writeNumberField("keyBytes", census.keyBytes());
        json.writeNumberField("valueBytes", census.valueBytes());
        json.writeNumberField("paddingBytes", census.paddingBytes());
        json.writeStringField("partitionWord", view.assembly().index().partitionWord());
        json.writeNumberField("partitions", view.assembly().index().partitions());
        json.writeNumberField("subTables", census.tables());
        json.writeNumberField("chains", census.chains());
        histogram(json, "depths", census.depths());
        histogram(json, "partitionSizes", census.partitionSizes());
        json.writeNumberField("freeRecords", census.freeRecords());
        json.writeNumberField("freeBytes", census.freeBytes());
        json.writeArrayFieldStart("areas");
        for (AreaCensus area : census.areas()) {
            area(json, area);
        }
        json.writeEndArray();
    }

    private static void histogram(JsonGenerator json, String name, SortedMap<Integer, Long> counts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<Integer, Long> count : counts.entrySet()) {
            json.writeNumberField(count.getKey().toString(), count.getValue());
        }
        json.writeEndObject();
    }

    private static void area(JsonGenerator json, AreaCensus area) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", area.area().describe());
        json.writeNumberField("offset", area.area().offset());
        json.writeNumberField("length", area.area().length());
        json.writeNumberField("freeRecords", area.records());
        json.writeNumberField("freeBytes", area.bytes());
        json.writeNumberField("largestFree", area.largest());
        json.writeNumberField("buckets", area.area().buckets());
        json.writeNumberField("usedBuckets", area.usedBuckets());
        json.writeEndObject();
    }
}
