package tdb2.engine.check;

import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;
import tdb2.engine.Tdb;
import tdb2.engine.event.Progress;
import tdb2.engine.observe.FileWatch;
import tdb2.engine.storage.FileStorage;

/**
 * Tells whether a file stayed as it was while it was looked at. Time of change and sequence number do not tell it: the one
 * stays as it is where a program maps the file, the other counts only where a program asks for that. So every byte is
 * read, holes are not. What is nowhere but in memory is always still. Used by one thread.
 */
public final class Stillness {

    private static final int PIECE = 1 << 20;

    private final Optional<FileStorage> file;
    private final Optional<FileWatch> watch;
    private final Progress progress;
    private final byte[] piece = new byte[PIECE];
    private long sum;

    Stillness(Tdb tdb, Progress progress) {
        this(tdb.file(), progress);
    }

    /** Takes the first look at a file that stays open; the whole of it is read. */
    public Stillness(FileStorage file, Progress progress) {
        this(Optional.of(file), progress);
    }

    private Stillness(Optional<FileStorage> file, Progress progress) {
        this.file = file;
        this.watch = file.map(open -> new FileWatch(open, Clock.systemUTC()));
        this.progress = progress;
        this.sum = sum();
    }

    /** Whether nothing has changed since the one before was asked, or since this was made. */
    public boolean held() {
        boolean changed = watch.flatMap(FileWatch::look).isPresent();
        long before = sum;
        sum = sum();
        return !changed && sum == before;
    }

    private long sum() {
        if (file.isEmpty()) {
            return 0;
        }
        FileStorage open = file.get();
        CRC32C pieces = new CRC32C();
        long size = open.facts().size();
        for (long at = open.nextData(0); at < size; at = open.nextData(at + PIECE)) {
            progress.check(open.name(), at, size);
            int there = open.peek(at, piece);
            pieces.update(piece, 0, there);
        }
        return pieces.getValue() + (size << Integer.SIZE);
    }

    /** What some bytes of a file are, in a word; the same for the same bytes. */
    static int words(Tdb tdb, long offset, long length) {
        long from = Math.clamp(offset, 0, tdb.size());
        return Arrays.hashCode(tdb.bytes(from, (int) Math.min(length, tdb.size() - from)));
    }
}
