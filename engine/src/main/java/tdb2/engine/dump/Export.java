package tdb2.engine.dump;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import tdb2.engine.dump.Records.Receiver;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.error.StorageException;
import tdb2.engine.posix.Draft;
import tdb2.engine.posix.FileAttributes;

/**
 * Writes records to a file in one of the dump formats, all or nothing: to a new file beside the target, which takes its
 * place when it is complete. Nobody can read the export who cannot read the database it comes from, not for a moment.
 * Has no state: safe for several threads.
 */
public final class Export {

    private static final int BUFFER = 1 << 16;

    /** Hands the records to export to a receiver. */
    @FunctionalInterface
    public interface Source {
        /** Returns how many there were. */
        long deliver(Receiver receiver) throws IOException;
    }

    private Export() {}

    /**
     * Writes an export. What stood at the target is replaced.
     *
     * @param database the file the records come from: the export takes over who may read it
     * @param target where the export goes
     * @return how many records were written
     * @throws RefusedException when the target is the database itself
     * @throws StorageException when writing fails; the target is then as it was
     */
    public static long write(Path database, Path target, DumpFormat format, Source source) {
        try {
            if (Files.exists(target) && Files.isSameFile(target, database)) {
                throw new RefusedException(new Fault(target.toString(), Fault.NOWHERE, "another file to export to",
                        "the database itself", "choose another name"));
            }
            try (Draft draft = Draft.of(target, FileAttributes.of(database).withoutExecution())) {
                long records = fill(draft.path(), format, source);
                draft.replace();
                return records;
            }
        } catch (IOException e) {
            throw new StorageException(new Fault(target.toString(), Fault.NOWHERE, "a file that can be written",
                    String.valueOf(e.getMessage()), "choose another place, or make room"), e);
        }
    }

    private static long fill(Path draft, DumpFormat format, Source source) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft), BUFFER)) {
            DumpWriter writer = format.writer(out);
            writer.begin();
            long records = source.deliver(writer::record);
            writer.end();
            return records;
        }
    }
}
