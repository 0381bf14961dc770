package tdb2.ui.records;

import java.util.Optional;
import java.util.function.Consumer;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.ui.edit.Staged;
import tdb2.ui.theme.Texts;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.Job;

/** Reads what was typed into the editor, and for a record to add looks whether its key is there already. */
final class StageJob implements Job<StageJob.Outcome> {
    private static final Texts TEXTS = Texts.of(StageJob.class);

    /** What was typed. */
    sealed interface Outcome {

        /** Key and value. */
        record Bytes(byte[] key, byte[] value) implements Outcome {}

        /** The key means no bytes. */
        record BadKey() implements Outcome {}

        /** The value means no bytes. */
        record BadValue() implements Outcome {}

        /** There is a record with the key already. */
        record There() implements Outcome {}
    }

    private final Document document;
    private final Optional<byte[]> known;
    private final ByteInput.Typed key;
    private final ByteInput.Typed value;
    private final Optional<byte[]> whole;
    private final Consumer<Outcome> taker;
    private final Consumer<TdbException> failed;
    private final Staged staged;

    /**
     * @param known the key, when it is not asked for
     * @param whole the value, when it is not asked for
     */
    StageJob(Document document, Optional<byte[]> known, ByteInput.Typed key, ByteInput.Typed value,
            Optional<byte[]> whole, Consumer<Outcome> taker, Consumer<TdbException> failed) {
        this.document = document;
        this.known = known;
        this.key = key;
        this.value = value;
        this.whole = whole;
        this.taker = taker;
        this.failed = failed;
        staged = document.editing().history().now();
    }

    @Override
    public String title() {
        return TEXTS.get("job.stage");
    }

    @Override
    public Outcome work(Progress progress) {
        Optional<byte[]> ofKey = known.or(key::parse);
        Optional<byte[]> content = whole.or(value::parse);
        if (ofKey.isEmpty()) {
            return new Outcome.BadKey();
        }
        if (content.isEmpty()) {
            return new Outcome.BadValue();
        }
        if (known.isEmpty() && isThere(ofKey.get())) {
            return new Outcome.There();
        }
        return new Outcome.Bytes(ofKey.get(), content.get());
    }

    /** In the file, unless it is to be deleted; or to be added. */
    private boolean isThere(byte[] wanted) {
        return staged.of(wanted).map(edit -> edit.value().isPresent())
                .orElseGet(() -> document.tdb().find(wanted).isPresent());
    }

    @Override
    public void done(Outcome outcome) {
        taker.accept(outcome);
    }

    @Override
    public void failed(TdbException why) {
        failed.accept(why);
    }
}
