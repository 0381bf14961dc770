package tdb2.engine.repair;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.dialect.Assembly;
import tdb2.engine.error.DamagedException;
import tdb2.engine.error.Fault;
import tdb2.engine.error.NotATdbException;
import tdb2.engine.error.TdbException;
import tdb2.engine.error.UnsupportedException;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;
import tdb2.engine.salvage.Form;
import tdb2.engine.salvage.Inference;
import tdb2.engine.storage.Bytes;
import tdb2.engine.storage.FileOptions;
import tdb2.engine.storage.FileStorage;
import tdb2.engine.storage.HeapStorage;
import tdb2.engine.storage.OverlayStorage;
import tdb2.engine.storage.Storage;

/**
 * What is left of a file, and how it is to be read: by its header; by its header with the first bytes put right in
 * memory; or, when the header is lost, by what its records look like.
 *
 * @param form how its records look
 * @param bytes the file, a pending recovery put right in memory
 * @param database the file opened; empty when its header is lost
 * @param header what is to be said of the header, for people
 * @param faults what keeps the file from being opened as it is
 * @param changes what of it was put right in memory to open it
 * @param owned closed with it
 */
record Remains(Form form, Bytes bytes, Optional<Tdb> database, String header, List<Fault> faults,
        List<Fix> changes, Storage owned) implements AutoCloseable {

    private static final int NARROW_FOOD = 32;
    private static final int WIDE_FOOD = 64;
    private static final int NARROW_VERSION = 0x2601196D;
    private static final long WIDE_VERSION = 0x2601196EL;

    Remains {
        faults = List.copyOf(faults);
        changes = List.copyOf(changes);
    }

    /** Where a broken file is: read as a database, and as bytes. */
    record Broken(Supplier<Tdb> database, Supplier<Storage> bytes) {

        static Broken file(Path path, OpenOptions options) {
            FileOptions how = new FileOptions(options.mapped(), options.accessGuard());
            return new Broken(() -> Tdb.open(path, options), () -> FileStorage.open(path, how));
        }

        static Broken image(String name, byte[] content, OpenOptions options) {
            return new Broken(() -> Tdb.of(name, content, options), () -> new HeapStorage(name, content));
        }
    }

    /**
     * Looks at a file.
     *
     * @throws TdbException when nothing in it looks like a record of any dialect
     */
    static Remains of(Broken broken, OpenOptions options, Progress progress) {
        Tdb tdb;
        try {
            tdb = broken.database().get();
        } catch (NotATdbException | UnsupportedException | DamagedException refused) {
            return withoutHeader(broken, options, refused, progress);
        }
        return opened(tdb, "read as it is", List.of(), List.of(), new HeapStorage(tdb.name(), new byte[0]));
    }

    /** Looks at a file as one whose header tells nothing. */
    static Remains withoutHeader(Broken broken, OpenOptions options, TdbException refused, Progress progress) {
        Storage storage = broken.bytes().get();
        Form form = Inference.of(storage, progress).orElseThrow(() -> {
            NotATdbException nothing = Beginning.nothing(storage, refused);
            storage.close();
            return nothing;
        });
        Optional<Remains> patched = refused instanceof NotATdbException
                ? patched(storage, form, options, refused)
                : Optional.empty();
        return patched.orElseGet(() -> new Remains(form, new Bytes(storage, form.order()), Optional.empty(),
                "lost; the records look like %s, %s".formatted(form.dialect().id(), order(form)),
                List.of(refused.fault()), List.of(), storage));
    }

    private static Remains opened(Tdb tdb, String header, List<Fault> faults, List<Fix> changes,
            Storage owned) {
        Assembly assembly = tdb.view().assembly();
        Form form = new Form(tdb.view().dialect(), assembly.bytes().order(), assembly.blocks(),
                assembly.hashing()::of);
        return new Remains(form, assembly.bytes(), Optional.of(tdb), header, faults, changes, owned);
    }

    /** The file with the first bytes and the version that its records tell of; empty when that opens no such file. */
    private static Optional<Remains> patched(Storage storage, Form form, OpenOptions options, TdbException refused) {
        OverlayStorage overlay = new OverlayStorage(storage);
        byte[] beginning = beginning(form);
        overlay.patch(0, beginning);
        try {
            Tdb tdb = Tdb.of(overlay, options);
            if (tdb.view().dialect() == form.dialect() && tdb.view().hashing().matches()) {
                return Optional
                        .of(opened(tdb, "its first bytes or its version are damaged and taken for those of %s, %s"
                                .formatted(form.dialect().id(), order(form)), List.of(refused.fault()),
                                List.of(new Fix(0, storage.bytes(0, beginning.length), beginning,
                                        "first bytes and version")),
                                storage));
            }
            tdb.close();
        } catch (NotATdbException | UnsupportedException | DamagedException _) {
            // more than these bytes is damaged
        }
        return Optional.empty();
    }

    private static byte[] beginning(Form form) {
        boolean narrow = form.dialect() == Dialect.TDB1;
        byte[] food =
                (form.dialect() == Dialect.NTDB ? "NTDB file\n" : "TDB file\n").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer first = ByteBuffer.allocate(narrow ? NARROW_FOOD + Integer.BYTES : WIDE_FOOD + Long.BYTES)
                .order(form.order()).put(food);
        return narrow
                ? first.putInt(NARROW_FOOD, NARROW_VERSION).array()
                : first.putLong(WIDE_FOOD, WIDE_VERSION).array();
    }

    static String order(Form form) {
        return form.order() == ByteOrder.LITTLE_ENDIAN ? "little-endian" : "big-endian";
    }

    /** Whether keys can be hashed as the file does. */
    boolean hashKnown() {
        return database.map(tdb -> tdb.view().hashing().matches()).orElse(false);
    }

    @Override
    public void close() {
        database.ifPresent(Tdb::close);
        owned.close();
    }
}
