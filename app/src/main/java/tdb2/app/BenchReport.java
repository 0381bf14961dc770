package tdb2.app;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import tdb2.app.BenchWork.Phase;

/**
 * What {@code bench} tells: the settings beside the figures, since none means anything without them.
 *
 * @param file measured on
 * @param plan what was done
 * @param figures in the order they were taken
 * @param fileSize bytes at the end
 */
record BenchReport(Path file, BenchPlan plan, List<Figure> figures, long fileSize) implements Report {

    private static final double SECOND = 1e9;

    /**
     * How long something took.
     *
     * @param operations how many were done
     * @param nanos from the start of the first to the end of the last
     */
    record Figure(Phase phase, long operations, long nanos) {

        String name() {
            return phase.name().toLowerCase(Locale.ROOT);
        }

        double seconds() {
            return nanos / SECOND;
        }

        double perSecond() {
            return operations / seconds();
        }
    }

    @Override
    public void text(Output out) throws IOException {
        new Table("ll").row("file", file + ", " + Amounts.bytes(fileSize) + " at the end")
                .row("records", "%d, keys of %d and values of %d bytes".formatted(plan.records(), plan.keyBytes(),
                        plan.valueBytes()))
                .row("processes", Integer.toString(plan.processes()))
                .row("changes", plan.durable()
                        ? "each a transaction, on the disk when it returns"
                        : "plain: they survive the end of the process, not of the power")
                .row("Java", System.getProperty("java.vm.version") + ", "
                        + Runtime.getRuntime().availableProcessors() + " processors")
                .print(out);
        out.println("");
        Table table = new Table("lrrrr").row("operation", "count", "seconds", "per second", "microseconds each");
        for (Figure figure : figures) {
            table.row(figure.name(), Long.toString(figure.operations()), number("%.3f", figure.seconds()),
                    number("%.0f", figure.perSecond()), number("%.2f", 1e6 / figure.perSecond()));
        }
        table.print(out);
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    @Override
    public void json(OutputStream out) throws IOException {
        try (JsonGenerator json = Json.indented(out)) {
            json.writeStartObject();
            json.writeObjectFieldStart("settings");
            json.writeStringField("file", file.toString());
            json.writeNumberField("records", plan.records());
            json.writeNumberField("keySize", plan.keyBytes());
            json.writeNumberField("valueSize", plan.valueBytes());
            json.writeBooleanField("durable", plan.durable());
            json.writeNumberField("processes", plan.processes());
            json.writeStringField("java", System.getProperty("java.vm.version"));
            json.writeNumberField("processors", Runtime.getRuntime().availableProcessors());
            json.writeEndObject();
            json.writeArrayFieldStart("figures");
            for (Figure figure : figures) {
                json.writeStartObject();
                json.writeStringField("operation", figure.name());
                json.writeNumberField("operations", figure.operations());
                json.writeNumberField("seconds", figure.seconds());
                json.writeNumberField("perSecond", figure.perSecond());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeNumberField("fileSize", fileSize);
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }
}
