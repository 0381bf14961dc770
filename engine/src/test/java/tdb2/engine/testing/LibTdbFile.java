package tdb2.engine.testing;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Arrays;

/** A TDB1 file open in Samba's own library. For one thread. Every method throws when the library says no. */
final class LibTdbFile implements InteropWorker.Subject {

    private static final StructLayout DATA = MemoryLayout.structLayout(ADDRESS, JAVA_LONG);
    private static final int CREATE_READ_WRITE = 0102;
    /** Error of the library: changes are not allowed. */
    static final int READ_ONLY = 10;
    /** How often others may die in a commit just then. */
    private static final int RECOVERIES = 5;
    private static final Linker LINKER = Linker.nativeLinker();

    private final SymbolLookup library = SymbolLookup.libraryLookup("libtdb.so.1", Arena.global());
    private final MethodHandle store = function("tdb_store", FunctionDescriptor.of(JAVA_INT, ADDRESS, DATA, DATA,
            JAVA_INT));
    private final MethodHandle delete = function("tdb_delete", FunctionDescriptor.of(JAVA_INT, ADDRESS, DATA));
    private final MethodHandle exists = function("tdb_exists", FunctionDescriptor.of(JAVA_INT, ADDRESS, DATA));
    private final MethodHandle chainLock =
            function("tdb_chainlock", FunctionDescriptor.of(JAVA_INT, ADDRESS, DATA));
    private final MethodHandle error = function("tdb_error", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    private final MethodHandle start = function("tdb_transaction_start", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    private final MethodHandle commit = function("tdb_transaction_commit", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    private final MethodHandle traverse =
            function("tdb_traverse_read", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS,
                    ADDRESS));
    private final Arena arena = Arena.ofShared();
    private final MemorySegment database;
    private final MemorySegment key = arena.allocate(DATA);
    private final MemorySegment value = arena.allocate(DATA);
    private final MemorySegment keyBytes = arena.allocate(1 << 12);
    private final MemorySegment valueBytes = arena.allocate(1 << 16);

    /** @param flags of {@code tdb_open} */
    LibTdbFile(Path file, int hashSize, int flags) {
        database = call(() -> (MemorySegment) function("tdb_open", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT,
                JAVA_INT, JAVA_INT, JAVA_INT)).invokeExact(arena.allocateFrom(file.toString()), hashSize, flags,
                        CREATE_READ_WRITE, 0600));
        if (database.address() == 0) {
            throw new IllegalStateException("tdb_open refuses " + file);
        }
    }

    /** Calls the library. */
    @FunctionalInterface
    private interface Call<T> {
        T make() throws Throwable;
    }

    private static <T> T call(Call<T> call) {
        try {
            return call.make();
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private MethodHandle function(String name, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(library.findOrThrow(name), descriptor);
    }

    private static void put(MemorySegment data, MemorySegment room, byte[] bytes) {
        MemorySegment.copy(bytes, 0, room, JAVA_BYTE, 0, bytes.length);
        data.set(ADDRESS, 0, room);
        data.set(JAVA_LONG, 8, bytes.length);
    }

    private void require(int answer, String what) {
        if (answer < 0) {
            throw new IllegalStateException("%s refused: error %d of the library".formatted(what, error()));
        }
    }

    @Override
    public void store(byte[] newKey, byte[] newValue) {
        put(key, keyBytes, newKey);
        put(value, valueBytes, newValue);
        require(call(() -> (int) store.invokeExact(database, key, value, 0)), "store " + Arrays.toString(newKey));
    }

    /** A key that is not there is left alone. */
    @Override
    public void delete(byte[] old) {
        put(key, keyBytes, old);
        if (call(() -> (int) exists.invokeExact(database, key)) != 0) {
            require(call(() -> (int) delete.invokeExact(database, key)), "delete");
        }
    }

    /** Keeps the chain of a key locked until the process ends. */
    void lockChain(byte[] any) {
        put(key, keyBytes, any);
        require(call(() -> (int) chainLock.invokeExact(database, key)), "chainlock");
    }

    @Override
    public void begin() {
        require(call(() -> (int) start.invokeExact(database)), "transaction_start");
    }

    @Override
    public void commit() {
        require(call(() -> (int) commit.invokeExact(database)), "transaction_commit");
    }

    /**
     * A traversal for reading does not undo what a commit of the dead has left: the library refuses it then, as in a file
     * that is open for reading only. Any other operation undoes it.
     */
    @Override
    public long traverse() {
        int passed = passed();
        for (int i = 0; i < RECOVERIES && passed < 0 && error() == READ_ONLY; i++) {
            put(key, keyBytes, new byte[1]);
            require(call(() -> (int) exists.invokeExact(database, key)), "exists");
            passed = passed();
        }
        require(passed, "traverse");
        return passed;
    }

    /** Records that a traversal for reading passes; negative when it was refused. */
    int passed() {
        return call(() -> (int) traverse.invokeExact(database, MemorySegment.NULL, MemorySegment.NULL));
    }

    /** The library's number of what went wrong last. */
    int error() {
        return call(() -> (int) error.invokeExact(database));
    }

    /** Its process ends with it: the library closes the file then. */
    @Override
    public void close() {
        arena.close();
    }
}
