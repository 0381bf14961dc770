package tdb2.engine.backup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import tdb2.engine.RecordLock;
import tdb2.engine.Tdb;
import tdb2.engine.dialect.FileLocks;
import tdb2.engine.error.Fault;
import tdb2.engine.error.LockException;
import tdb2.engine.error.RefusedException;
import tdb2.engine.error.StorageException;
import tdb2.engine.event.Progress;
import tdb2.engine.hash.HashChoice;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.lock.Waiting;
import tdb2.engine.storage.FileStorage;

/**
 * Copies a file that others write to, byte for byte, as it is at one moment. Most of it is copied without any lock. Then
 * writers are kept out, with the lock of all records held for reading, while what has changed since is put right: the
 * whole file is read and compared, at the speed of memory. Readers never wait. A copy of bytes and not of records,
 * because it takes a fraction of the time, needs no lookup, and keeps all there is to be seen in a file.
 *
 * <p>
 * Where robust mutexes guard a file, who reads it has no part in them: its locks are taken beside. A file whose mutexes are
 * not known here, or that may not be written to, is compared until nothing has changed from one pass to the next.
 */
final class Snapshot implements AutoCloseable {

    private static final int BLOCK = 1 << 20;
    /** Passes without a lock, and how many blocks may be left to put right with it. */
    private static final int PASSES = 4;
    private static final long FEW = 64;

    private final Tdb live;
    private final FileStorage file;
    private final FileChannel copy;
    private final Progress progress;
    private final byte[] block = new byte[BLOCK];
    private final byte[] copied = new byte[BLOCK];
    /** Blocks of the copy that are no hole. */
    private final BitSet written = new BitSet();

    /** @param to where nothing is yet */
    Snapshot(Tdb live, Path to, Progress progress) throws IOException {
        this.live = live;
        this.file = live.file().orElseThrow();
        this.progress = progress;
        this.copy = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }

    /**
     * Takes it.
     *
     * @return how long writers were kept out
     * @throws LockException when the lock was not granted in time, or would have had to be held for longer
     */
    Duration take(Duration patience, Duration hold) throws IOException {
        long changed = pass(Long.MAX_VALUE);
        for (int i = 1; i < PASSES && changed > FEW; i++) {
            changed = pass(Long.MAX_VALUE);
        }
        if (live.view().assembly().locks().partition(0).isPresent()) {
            try (RecordLock _ = live.locks().lockAll(Mode.READ, Waiting.atMost(patience))) {
                return lastPass(hold);
            }
        }
        Optional<FileLocks> mutexes = joined(Waiting.atMost(patience));
        if (mutexes.isEmpty()) {
            settle(patience);
            return Duration.ZERO;
        }
        try (FileLocks locks = mutexes.get()) {
            locks.locks().lock(locks.all(), Mode.READ, Waiting.atMost(patience));
            return lastPass(hold);
        }
    }

    private Duration lastPass(Duration hold) throws IOException {
        long since = System.nanoTime();
        pass(since + hold.toNanos());
        return Duration.ofNanos(System.nanoTime() - since);
    }

    private Optional<FileLocks> joined(Waiting waiting) {
        try {
            return Optional.of(FileLocks.forReading(Path.of(live.name()), new HashChoice.Automatic(), waiting));
        } catch (RefusedException | StorageException e) {
            return Optional.empty(); // its mutexes are unknown, or they cannot be taken without writing to it
        }
    }

    private void settle(Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (pass(Long.MAX_VALUE) > 0) {
            if (System.nanoTime() > deadline) {
                throw new LockException(new Fault(live.name(), Fault.NOWHERE,
                        "a file at rest for a moment, since mutexes guard it that only its own programs can take",
                        "changes all the time", "give it longer, or stop the program that writes to it"));
            }
        }
    }

    /** Makes the copy equal to the file; how many blocks were not. What is all zero is left out of the disk. */
    private long pass(long deadline) throws IOException {
        long size = file.facts().size();
        long changed = 0;
        for (long at = next(0); at < size; at = next(at + BLOCK)) {
            progress.check(live.name(), at, size);
            if (System.nanoTime() > deadline) {
                throw new LockException(
                        new Fault(live.name(), at, "a copy compared before the time for the lock is over",
                                "%d bytes still to do".formatted(size - at),
                                "allow it to be held for longer (--hold), or make the backup while nobody writes"));
            }
            int length = (int) Math.min(file.peek(at, block), size - at);
            Arrays.fill(copied, (byte) 0);
            read(at);
            if (!Arrays.equals(block, 0, length, copied, 0, length)) {
                write(at, block, length);
                changed++;
            }
        }
        fit(size);
        return changed;
    }

    /** The first block from an offset on that has data, or had when it was copied: a hole is a hole in the copy too. */
    private long next(long at) {
        int block = written.nextSetBit((int) (at / BLOCK));
        return Math.min(file.nextData(at) & -BLOCK, block < 0 ? Long.MAX_VALUE : (long) block * BLOCK);
    }

    private void read(long at) throws IOException {
        ByteBuffer into = ByteBuffer.wrap(copied);
        while (into.hasRemaining() && copy.read(into, at + into.position()) > 0) {
            // positioned reads may be short
        }
    }

    private void write(long at, byte[] bytes, int length) throws IOException {
        written.set((int) (at / BLOCK));
        ByteBuffer from = ByteBuffer.wrap(bytes, 0, length);
        while (from.hasRemaining()) {
            copy.write(from, at + from.position());
        }
    }

    private void fit(long size) throws IOException {
        if (copy.size() > size) {
            copy.truncate(size);
        } else if (copy.size() < size) {
            write(size - 1, new byte[1], 1);
        }
    }

    @Override
    public void close() throws IOException {
        copy.close();
    }
}
