package tdb2.engine.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Optional;
import tdb2.engine.error.Fault;
import tdb2.engine.error.StorageException;

/**
 * The bytes behind a descriptor, as {@link OpenFile} gives and takes them; that sees to it that the descriptor stays open
 * during a call.
 *
 * @param path for messages
 */
record FileContent(Path path, int descriptor) {

    private static final int PIECE = 1 << 18;

    /**
     * Bytes up to which the kernel may read ahead of accesses to a mapping: a small file is in memory after a few of
     * them. In a large one reading ahead of scattered accesses makes each of them hundreds of times slower.
     */
    private static final long READ_AHEAD_UP_TO = 64 << 20;

    FileFacts facts() {
        FileStatus.Answer answer = FileStatus.of(descriptor);
        Names.requireSuccess(path, answer.result(), "the facts of an open file");
        return answer.facts();
    }

    long size() {
        long size = FileStatus.size(descriptor);
        if (size < 0) {
            throw Errno.exception(size, path.toString(), Fault.NOWHERE, "the size of an open file");
        }
        return size;
    }

    /** Where data begins at or behind an offset: what is before it is a hole; the end of the file where no more comes. */
    long nextData(long offset) {
        long found = CLibrary.seekData(descriptor, offset);
        if (found >= 0) {
            return found;
        }
        return Errno.ENXIO.is(found) ? Math.max(offset, size()) : offset; // not every file system knows holes
    }

    int read(long offset, byte[] into) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = Scratch.of(into.length, arena);
            int read = 0;
            while (read < into.length) {
                long count = CLibrary.pread(descriptor, buffer.asSlice(read), into.length - read, offset + read);
                if (count < 0) {
                    throw Errno.exception(count, path.toString(), offset + read, "bytes that can be read");
                }
                if (count == 0) {
                    break;
                }
                read += (int) count;
            }
            MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, into, 0, read);
            return read;
        }
    }

    void write(long offset, byte[] from, int at, int length) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = Scratch.of(Math.min(length, PIECE), arena);
            for (int done = 0; done < length;) {
                int count = Math.min(length - done, PIECE);
                MemorySegment.copy(from, at + done, buffer, ValueLayout.JAVA_BYTE, 0, count);
                writePiece(offset + done, buffer, count);
                done += count;
            }
        }
    }

    private void writePiece(long offset, MemorySegment buffer, long length) {
        for (long done = 0; done < length;) {
            long count = CLibrary.pwrite(descriptor, buffer.asSlice(done), length - done, offset + done);
            if (count <= 0) {
                // no byte and no error: the device takes no more
                throw Errno.exception(count == 0 ? -Errno.EIO.number() : count, path.toString(), offset + done,
                        "bytes that can be written");
            }
            done += count;
        }
    }

    void extend(long size) {
        long before = size();
        if (size <= before) {
            return;
        }
        try {
            int result = CLibrary.fallocate(descriptor, before, size - before);
            if (Errno.EOPNOTSUPP.is(result) || Errno.ENOSYS.is(result)) {
                writeZeros(before, size);
            } else if (result < 0) {
                throw Errno.exception(result, path.toString(), before,
                        "room for %d bytes".formatted(size - before));
            }
        } catch (StorageException e) {
            CLibrary.ftruncate(descriptor, before); // what was had of the room goes back
            throw e;
        }
    }

    /** What reserving is on a file system that cannot reserve. */
    private void writeZeros(long from, long to) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment zeros = arena.allocate(Math.min(PIECE, to - from));
            for (long at = from; at < to; at += zeros.byteSize()) {
                writePiece(at, zeros, Math.min(zeros.byteSize(), to - at));
            }
        }
    }

    void truncate(long size) {
        if (size < size()) {
            Names.requireSuccess(path, CLibrary.ftruncate(descriptor, size), "a file that can be cut off");
        }
    }

    void sync() {
        Names.requireSuccess(path, CLibrary.fdatasync(descriptor), "a disk that takes what was written");
    }

    Optional<MemorySegment> map(long length, boolean writable, Arena arena) {
        long address = CLibrary.map(descriptor, length,
                writable ? CLibrary.PROT_READ | CLibrary.PROT_WRITE : CLibrary.PROT_READ);
        if (address < 0) {
            return Optional.empty();
        }
        if (length > READ_AHEAD_UP_TO) {
            // Only a wish: a refusal costs speed, nothing else.
            CLibrary.madvise(address, length, CLibrary.MADV_RANDOM);
        }
        MemorySegment mapping = MemorySegment.ofAddress(address)
                .reinterpret(length, arena, _ -> CLibrary.munmap(address, length));
        return Optional.of(writable ? mapping : mapping.asReadOnly());
    }
}
