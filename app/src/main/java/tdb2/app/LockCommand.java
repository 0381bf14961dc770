package tdb2.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tdb2.engine.dialect.Assembly;
import tdb2.engine.dialect.Dialects;
import tdb2.engine.dialect.MutexFile;
import tdb2.engine.dialect.Surroundings;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.DialectLocks;
import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.lock.LockListener;
import tdb2.engine.lock.OfdLocks;
import tdb2.engine.storage.FileOptions;
import tdb2.engine.storage.FileStorage;
import tdb2.engine.storage.WritableFileStorage;

/** Runs a program while a database is locked. */
@Command(name = "lock", description = {
        "Runs COMMAND while holding the lock of all records of FILE, or of those of one key.",
        "Programs that use FILE wait meanwhile, whatever library they use: the locks are those of FILE's own dialect. With "
                + "--read they may read, and not write. FILE is not changed. COMMAND must not use FILE itself in a way "
                + "that the lock forbids: it would wait for ever.",
        "The lock is given back when COMMAND ends or dies. To end tdb2 ends COMMAND first; only kill -9 of tdb2 takes the "
                + "lock from a COMMAND that goes on." },
        exitCodeListHeading = "%nExit codes: that of COMMAND (128 + N: killed by signal N), 127 when it cannot be "
                + "started; before it is:%n",
        footer = { "", "Examples:", "  tdb2 lock file.tdb -- cp file.tdb copy.tdb",
                "  tdb2 lock --key 'job\\0' --timeout 0 jobs.tdb -- ./run-the-job || echo somebody does it",
                "  tdb2 lock --read --timeout 5 locking.tdb -- tdbdump locking.tdb" })
final class LockCommand extends FileCommand {

    @Parameters(index = "0", paramLabel = "FILE", description = "The database file; never written.")
    private Path file;

    @Parameters(index = "1..*", paramLabel = "COMMAND", arity = "1..*",
            description = "The program to run, with its arguments; put -- before it.")
    private List<String> command;

    @Option(names = "--read", description = "Lock for reading: others may read too.")
    private boolean read;

    @Option(names = "--key", paramLabel = "KEY",
            description = "Lock the records of this key's hash group or chain alone; the key need not be there.")
    private Optional<String> key = Optional.empty();

    @Option(names = "--hex", description = "KEY is hex.")
    private boolean hex;

    @Mixin
    private LockTimeout timeout;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Optional<byte[]> wanted = key.isPresent() ? Optional.of(bytes(key.get(), hex)) : Optional.empty();
        streams().out().flush();
        FileOptions options = FileOptions.standard().withoutMapping();
        try (FileStorage storage = read ? FileStorage.open(file, options) : WritableFileStorage.open(file, options)) {
            Assembly assembly = Dialects.assemble(storage, hash(), read ? Surroundings.NONE : Surroundings.ALONE);
            LockBackend backend = storage instanceof WritableFileStorage writable
                    ? OfdLocks.forWriting(writable, ranges -> new MutexFile(storage, ranges, timeout.waiting()).locks())
                    : OfdLocks.of(storage);
            DialectLocks locks = new DialectLocks(storage.name(), backend, assembly.locks(), LockListener.NONE);
            ByteRange range = range(assembly, wanted);
            locks.lock(range, read ? Mode.READ : Mode.WRITE, timeout.waiting());
            try {
                return new Child(streams(), command).run();
            } finally {
                locks.unlock(range);
            }
        }
    }

    private ByteRange range(Assembly assembly, Optional<byte[]> wanted) {
        if (assembly.locks().partition(0).isEmpty()) {
            throw refused("a file that is locked by byte ranges", "one whose robust mutexes guard it",
                    "lock it without --read");
        }
        if (wanted.isEmpty()) {
            return assembly.locks().allRecords();
        }
        long hash = assembly.hashing().of(wanted.get()).orElseThrow(() -> refused("the file's own hash function",
                "another one than \"" + assembly.hashing().name() + "\"",
                "name it with --hash, or lock all records"));
        return assembly.locks().partition(assembly.index().partitionOf(hash)).orElseThrow();
    }

    private RefusedException refused(String expected, String found, String advice) {
        return new RefusedException(new Fault(file.toString(), Fault.NOWHERE, expected, found, advice));
    }
}
