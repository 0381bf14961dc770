package tdb2.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tdb2.engine.OpenOptions;
import tdb2.engine.dialect.Assembly;
import tdb2.engine.dialect.FileLocks;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.LockBackend.Mode;

/** Runs a program while a database is locked. */
@Command(name = "lock", description = {
        "Runs COMMAND while holding the lock of all records of FILE, or of those of one key.",
        "Programs that use FILE wait meanwhile, whatever library they use: the locks are those of FILE's own dialect. With "
                + "--read they may read, and not write. FILE's records are not changed. COMMAND must not use FILE itself in a way "
                + "that the lock forbids: it would wait for ever.",
        "The lock is given back when COMMAND ends or dies. To end tdb2 ends COMMAND first; only kill -9 of tdb2 takes the "
                + "lock from a COMMAND that goes on." },
        exitCodeListHeading = "%nExit codes: that of COMMAND (128 + N: killed by signal N), 127 when it cannot be "
                + "started; before it is:%n",
        footer = { "", "Examples:", "  tdb2 lock file.tdb -- cp file.tdb copy.tdb",
                "  tdb2 lock --key 'job\\0' --timeout 0 jobs.tdb -- ./run-the-job || echo somebody does it",
                "  tdb2 lock --read --timeout 5 locking.tdb -- tdbdump locking.tdb" })
final class LockCommand extends FileCommand {

    @Parameters(index = "0", paramLabel = "FILE",
            description = "The database file; never written without --clear-if-first.")
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
    private ClearIfFirst clearing;

    @Mixin
    private LockTimeout timeout;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Optional<byte[]> wanted = key.isPresent() ? Optional.of(bytes(key.get(), hex)) : Optional.empty();
        streams().out().flush();
        try (ClearIfFirst.Member _ = clearing.join(file, timeout.in(OpenOptions.WRITE).withHash(hash()), streams());
                FileLocks locks = read
                        ? FileLocks.forReading(file, hash(), timeout.waiting())
                        : FileLocks.forWriting(file, hash(), timeout.waiting())) {
            locks.locks().lock(range(locks, wanted), read ? Mode.READ : Mode.WRITE, timeout.waiting());
            return new Child(streams(), command).run();
        }
    }

    private ByteRange range(FileLocks locks, Optional<byte[]> wanted) {
        Assembly assembly = locks.assembly();
        if (wanted.isEmpty() || assembly.locks().partition(0).isEmpty()) {
            return locks.all();
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
