package tdb2.engine.storage;

import java.util.Optional;

import tdb2.engine.posix.FileFacts;
import tdb2.engine.posix.FileIdentity;
import tdb2.engine.posix.Lockable;
import tdb2.engine.posix.OpenFile;

/** A descriptor of our own. */
record PosixHandle(OpenFile file) implements FileHandle {

    @Override
    public String name() {
        return file.path().toString();
    }

    @Override
    public FileIdentity identity() {
        return file.identity();
    }

    @Override
    public FileFacts facts() {
        return file.facts();
    }

    @Override
    public long size() {
        return file.size();
    }

    @Override
    public Optional<FileFacts> factsOfPath() {
        return OpenFile.look(file.path());
    }

    @Override
    public int read(long offset, byte[] into) {
        return file.read(offset, into);
    }

    @Override
    public long nextData(long offset) {
        return file.nextData(offset);
    }

    @Override
    public Optional<Lockable> lockable() {
        return Optional.of(file);
    }

    @Override
    public void close() {
        file.close();
    }
}
