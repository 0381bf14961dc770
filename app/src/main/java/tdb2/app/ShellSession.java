package tdb2.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import tdb2.engine.Content;
import tdb2.engine.Editable;
import tdb2.engine.Entry;
import tdb2.engine.Fetch;
import tdb2.engine.OpenOptions;
import tdb2.engine.RecordLock;
import tdb2.engine.RepackResult;
import tdb2.engine.StoreMode;
import tdb2.engine.Tdb;
import tdb2.engine.Transaction;
import tdb2.engine.check.Check;
import tdb2.engine.check.Diagnosis;
import tdb2.engine.check.Diagnosis.Verdict;
import tdb2.engine.dump.CText;
import tdb2.engine.dump.DumpFormat;
import tdb2.engine.dump.DumpWriter;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.event.Progress;
import tdb2.engine.inspect.Census;
import tdb2.engine.inspect.Survey;
import tdb2.engine.lock.LockBackend.Mode;

/**
 * One open database and what its user is in the middle of: a transaction, locks, a walk. Each verb answers an exit status;
 * what cannot be done throws. For one thread.
 */
final class ShellSession implements AutoCloseable {

    private final Tdb tdb;
    private final boolean writable;
    private final Streams streams;
    private final Deque<RecordLock> locks = new ArrayDeque<>();
    private Optional<Transaction> transaction = Optional.empty();
    private Optional<byte[]> position = Optional.empty();

    ShellSession(Tdb tdb, boolean writable, Streams streams) {
        this.tdb = tdb;
        this.writable = writable;
        this.streams = streams;
    }

    private Output out() {
        return streams.out();
    }

    private Editable records() {
        return transaction.<Editable>map(now -> now).orElse(tdb);
    }

    /** For what a verb cannot do in the state the session is in. */
    private RefusedException refused(String expected, String found, String advice) {
        return new RefusedException(new Fault(tdb.name(), Fault.NOWHERE, expected, found, advice));
    }

    void requireWritable() {
        if (!writable) {
            throw refused("a shell that may write", "one that may not", "start it with --allow-write");
        }
    }

    private int found(boolean there, String otherwise) {
        if (!there) {
            streams.err().println("tdb2: " + otherwise);
        }
        return there ? ExitCode.OK : ExitCode.PROBLEMS;
    }

    int get(byte[] key, boolean hex) throws IOException {
        Optional<byte[]> value = records().fetch(key);
        if (value.isPresent()) {
            out().println(hex ? HexFormat.of().formatHex(value.get()) : CText.of(value.get()));
        }
        return found(value.isPresent(), "the key is not there");
    }

    int exists(byte[] key) {
        return found(records().fetch(key).isPresent(), "the key is not there");
    }

    int store(byte[] key, byte[] value, StoreMode mode) {
        boolean stored = records().store(key, Content.of(value), mode);
        return found(stored, mode == StoreMode.INSERT ? "the key is there already" : "the key is not there");
    }

    int append(byte[] key, byte[] more) {
        records().append(key, Content.of(more));
        return ExitCode.OK;
    }

    int delete(byte[] key) {
        return found(records().delete(key), "the key is not there");
    }

    int erase() {
        records().wipe();
        return ExitCode.OK;
    }

    /** Stores a record in another file, and deletes it here when it is there. */
    int move(byte[] key, Path other) {
        Optional<byte[]> value = records().fetch(key);
        if (value.isPresent()) {
            try (Tdb target = Tdb.open(other, OpenOptions.WRITE)) {
                target.store(key, value.get());
            }
            records().delete(key);
        }
        return found(value.isPresent(), "the key is not there");
    }

    /** Prints keys that begin so. */
    int keys(byte[] prefix, boolean hex) throws IOException {
        return each(Fetch.KEYS, prefix,
                entry -> out().println(hex ? HexFormat.of().formatHex(entry.key()) : CText.of(entry.key())));
    }

    /** Prints records whose keys begin so, as {@code tdbdump} does. */
    int dump(byte[] prefix) throws IOException {
        DumpWriter writer = DumpFormat.TDBDUMP.writer(out());
        writer.begin();
        int status = each(Fetch.RECORDS, prefix, writer::record);
        writer.end();
        return status;
    }

    /** What is done with a record. */
    private interface Receiver {
        void take(Entry entry) throws IOException;
    }

    private int each(Fetch fetch, byte[] prefix, Receiver receiver) throws IOException {
        try {
            records().traverse(fetch, entry -> {
                if (begins(entry.key(), prefix)) {
                    try {
                        receiver.take(entry);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
                return true;
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return ExitCode.OK;
    }

    private static boolean begins(byte[] key, byte[] prefix) {
        return key.length >= prefix.length
                && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }

    /** Keys that begin so, a few at most. */
    List<String> completions(String prefix, int most) {
        List<String> keys = new ArrayList<>();
        records().traverse(Fetch.KEYS, entry -> {
            String key = CText.of(entry.key());
            if (key.startsWith(prefix)) {
                keys.add(key);
            }
            return keys.size() < most;
        });
        return keys;
    }

    int first() throws IOException {
        position = tdb.firstKey();
        return atPosition();
    }

    int next() throws IOException {
        position = position.isEmpty() ? tdb.firstKey() : tdb.nextKey(position.get());
        return atPosition();
    }

    private int atPosition() throws IOException {
        if (position.isEmpty()) {
            return found(false, "no more records");
        }
        out().println(CText.of(position.get()));
        return get(position.get(), false);
    }

    int info() throws IOException {
        Survey survey = tdb.survey(Progress.NONE);
        InfoCard.print(tdb, survey, survey.faults(), out());
        return survey.faults().isEmpty() ? ExitCode.OK : ExitCode.PROBLEMS;
    }

    int check() throws IOException {
        Diagnosis diagnosis = Check.diagnose(tdb, Progress.NONE);
        new CheckReport(tdb, diagnosis, false).text(out());
        return diagnosis.verdict() == Verdict.DAMAGED ? ExitCode.PROBLEMS : ExitCode.OK;
    }

    int free() throws IOException {
        Census census = tdb.survey(Progress.NONE).census();
        out().println("%d free records with %s".formatted(census.freeRecords(), Amounts.bytes(census.freeBytes())));
        return ExitCode.OK;
    }

    int repack() throws IOException {
        Diagnosis diagnosis = Check.diagnose(tdb, Progress.NONE);
        if (RepackCommand.mayLose(diagnosis)) {
            throw RepackCommand.loss(tdb.name(), diagnosis);
        }
        RepackResult result = tdb.repack();
        out().println("%d records; before %s, after %s".formatted(result.records(), Amounts.bytes(result.before()),
                Amounts.bytes(result.after())));
        return ExitCode.OK;
    }

    int begin() {
        if (transaction.isPresent()) {
            throw refused("no transaction", "one that is open", "commit or cancel it first");
        }
        transaction = Optional.of(tdb.begin());
        return ExitCode.OK;
    }

    private Transaction open() {
        return transaction.orElseThrow(() -> refused("an open transaction", "none", "begin one first"));
    }

    int prepare() {
        open().prepare();
        return ExitCode.OK;
    }

    int commit() {
        Transaction open = open();
        transaction = Optional.empty();
        open.commit();
        return ExitCode.OK;
    }

    int cancel() {
        Transaction open = open();
        transaction = Optional.empty();
        open.cancel();
        return ExitCode.OK;
    }

    int lock(Mode mode, byte[]... keys) {
        locks.push(tdb.locks().lock(mode, keys));
        return ExitCode.OK;
    }

    int lockAll(Mode mode) {
        locks.push(tdb.locks().lockAll(mode));
        return ExitCode.OK;
    }

    /** Gives back what was locked last. */
    int unlock() {
        if (locks.isEmpty()) {
            throw refused("a lock", "none", "lock something first");
        }
        locks.pop().close();
        return ExitCode.OK;
    }

    int run(String command) throws IOException, InterruptedException {
        out().flush();
        return new Child(streams, List.of("sh", "-c", command)).run();
    }

    /** Whether what was done in a transaction would be lost by closing now. */
    boolean inTransaction() {
        return transaction.isPresent();
    }

    @Override
    public void close() {
        transaction.ifPresent(Transaction::close);
        locks.forEach(RecordLock::close);
    }
}
