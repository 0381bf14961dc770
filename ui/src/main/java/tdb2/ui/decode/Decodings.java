package tdb2.ui.decode;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tdb2.engine.Entry;
import tdb2.engine.decode.Decoded;
import tdb2.engine.decode.Decoder;
import tdb2.engine.decode.Decoders;
import tdb2.engine.decode.Disclosure;
import tdb2.engine.decode.FileFacts;
import tdb2.engine.decode.Rendering;
import tdb2.engine.decode.Subject;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.ui.theme.Texts;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.Job;
import tdb2.ui.workbench.Settings;

/**
 * How the values of a file are decoded: by the decoder that fits each, or by the one the user chose for files of that
 * name. Reads nothing but what it is given; what the file's landmarks say comes a moment after it was opened. Event thread
 * only.
 */
public final class Decodings {

    private static final Texts TEXTS = Texts.of(Decodings.class);
    private static final String SETTING = "decode.as.";
    /** More than the rows of a screen, twice. */
    private static final int LINES = 512;

    private final Decoders all = Decoders.installed();
    private final Document document;
    private final Settings settings;
    private FileFacts facts;

    /**
     * A value as it was decoded.
     *
     * @param decoder that was taken
     * @param subject what was decoded
     * @param tree what it means
     */
    public record Decoding(Decoder decoder, Subject subject, Decoded tree) {}

    /** What a line was made from: the arrays of a row that was read once, not their bytes. */
    private record Line(byte[] key, byte[] value, long valueLength, FileFacts facts, Optional<Decoder> chosen) {}

    private final Map<Line, String> lines = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Line, String> eldest) {
            return size() > LINES;
        }
    };

    /**
     * @param learned called when more is known of the file, so that values may be decoded otherwise
     */
    public Decodings(Document document, Settings settings, Runnable learned) {
        this.document = document;
        this.settings = settings;
        facts = FileFacts.named(document.name(), document.view().dialect(), Set.of());
        document.jobs().read(this, new Job<FileFacts>() {
            @Override
            public String title() {
                return TEXTS.get("job.facts");
            }

            @Override
            public FileFacts work(Progress progress) {
                return FileFacts.of(document.tdb(), all);
            }

            @Override
            public void done(FileFacts answer) {
                facts = answer;
                learned.run();
            }

            @Override
            public void failed(TdbException why) {
                // the name must do
            }
        });
    }

    /** All decoders, as they are offered. */
    public Decoders decoders() {
        return all;
    }

    /** What is known of the file. */
    public FileFacts facts() {
        return facts;
    }

    /** The decoder that the user chose for files of this name. */
    public Optional<Decoder> chosen() {
        return settings.get(SETTING + facts.name()).filter(name -> !name.isEmpty()).flatMap(all::named);
    }

    /** Remembers the decoder for files of this name; none is the one that fits each value. */
    public void choose(Optional<Decoder> decoder) {
        settings.put(SETTING + facts.name(), decoder.map(Decoder::name).orElse(""));
    }

    /** Decodes as much of a record's value as was read with it. */
    public Decoding decode(Entry entry) {
        return decode(new Subject(facts, entry.key(), entry.value().preview(), entry.value().length()));
    }

    private Decoding decode(Subject subject) {
        Decoder decoder = chosen().orElseGet(() -> all.best(subject));
        return new Decoding(decoder, subject, Decoders.decode(decoder, subject));
    }

    /** The first bytes of a record in one line, secrets masked; kept for a while, since a table asks at each painting. */
    public String line(byte[] key, byte[] value, long valueLength) {
        return lines.computeIfAbsent(new Line(key, value, valueLength, facts, chosen()), line -> Rendering.line(
                decode(new Subject(facts, line.key(), line.value(), line.valueLength())).tree(), Disclosure.MASKED));
    }

    /** Whether the value says more than its bytes as text or hex do. */
    public static boolean hasFields(Decoding decoding) {
        return decoding.tree() instanceof Decoded.Fields || decoding.tree().hasSecret();
    }

    /** The file. */
    public Document document() {
        return document;
    }
}
