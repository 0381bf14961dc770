package tdb2.engine.bench;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;

/** Samba's own library, called in this process: the peer of the measurements. Used by one thread. */
final class LibTdb implements Peer {

    private static final StructLayout DATA = MemoryLayout.structLayout(ADDRESS, JAVA_LONG);
    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup LIBRARY = SymbolLookup.libraryLookup("libtdb.so.1", Arena.global());
    private static final MethodHandle OPEN = function("tdb_open",
            FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle CLOSE = function("tdb_close", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    private static final MethodHandle STORE = function("tdb_store",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, DATA, DATA, JAVA_INT));
    private static final MethodHandle FETCH = function("tdb_fetch", FunctionDescriptor.of(DATA, ADDRESS, DATA));
    private static final MethodHandle DELETE = function("tdb_delete", FunctionDescriptor.of(JAVA_INT, ADDRESS, DATA));
    private static final MethodHandle PARSE = function("tdb_parse_record",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, DATA, ADDRESS, ADDRESS));
    private static final MethodHandle TRAVERSE = function("tdb_traverse_read",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
    private static final MethodHandle BEGIN = function("tdb_transaction_start",
            FunctionDescriptor.of(JAVA_INT, ADDRESS));
    private static final MethodHandle COMMIT = function("tdb_transaction_commit",
            FunctionDescriptor.of(JAVA_INT, ADDRESS));
    private static final MethodHandle FREE = LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow("free"),
            FunctionDescriptor.ofVoid(ADDRESS));
    private static final int CREATE_READ_WRITE = 0102;
    /** Flags of a file with robust mutexes: the first to open it clears it, and the other hash keeps older libraries out. */
    static final int MUTEXES = 4096 | 2048 | 1;

    /** What the library calls for each record. */
    @FunctionalInterface
    interface Visit {
        int visit(MemorySegment tdb, MemorySegment key, MemorySegment value, MemorySegment context);
    }

    /** What it calls for the one record it was asked for. */
    @FunctionalInterface
    interface Look {
        int look(MemorySegment key, MemorySegment value, MemorySegment context);
    }

    private final Arena arena = Arena.ofShared();
    private final MemorySegment database;
    private final MemorySegment key = arena.allocate(DATA);
    private final MemorySegment value = arena.allocate(DATA);
    private final MemorySegment keyBytes = arena.allocate(1 << 12);
    private final MemorySegment valueBytes = arena.allocate(1 << 16);
    private final MemorySegment visitor;
    private final MemorySegment looker;
    private long visited;
    private int first;

    /** @param flags of the library: 0, or {@link #MUTEXES} */
    LibTdb(Path file, int hashSize, int flags) {
        try {
            database = (MemorySegment) OPEN.invokeExact(arena.allocateFrom(file.toString()), hashSize, flags,
                    CREATE_READ_WRITE, 0600);
            Visit count = (_, foundKey, foundValue, _) -> {
                visited += copy(foundKey) + copy(foundValue);
                return 0;
            };
            MethodHandle visit = MethodHandles.lookup()
                    .findVirtual(Visit.class, "visit", MethodType.methodType(int.class,
                            MemorySegment.class, MemorySegment.class, MemorySegment.class, MemorySegment.class))
                    .bindTo(count);
            visitor = LINKER.upcallStub(visit, FunctionDescriptor.of(JAVA_INT, ADDRESS, DATA, DATA, ADDRESS), arena);
            Look firstByte = (_, found, _) -> {
                first = Byte.toUnsignedInt(found.get(ADDRESS, 0).reinterpret(1).get(JAVA_BYTE, 0));
                return 0;
            };
            MethodHandle look = MethodHandles.lookup()
                    .findVirtual(Look.class, "look", MethodType.methodType(int.class, MemorySegment.class,
                            MemorySegment.class, MemorySegment.class))
                    .bindTo(firstByte);
            looker = LINKER.upcallStub(look, FunctionDescriptor.of(JAVA_INT, DATA, DATA, ADDRESS), arena);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        if (database.address() == 0) {
            throw new IllegalStateException("tdb_open failed: " + file);
        }
    }

    @Override
    public void store(byte[] newKey, byte[] newValue) {
        put(key, keyBytes, newKey);
        put(value, valueBytes, newValue);
        try {
            if ((int) STORE.invokeExact(database, key, value, 0) != 0) {
                throw new IllegalStateException("tdb_store failed");
            }
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** A transaction that stores one record, synced. */
    void commit(byte[] newKey, byte[] newValue) {
        try {
            if ((int) BEGIN.invokeExact(database) != 0) {
                throw new IllegalStateException("tdb_transaction_start failed");
            }
            store(newKey, newValue);
            if ((int) COMMIT.invokeExact(database) != 0) {
                throw new IllegalStateException("tdb_transaction_commit failed");
            }
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@inheritDoc} The library calls back for it. */
    @Override
    public int parse(byte[] wanted) {
        put(key, keyBytes, wanted);
        first = -1;
        try {
            int _ = (int) PARSE.invokeExact(database, key, looker, MemorySegment.NULL);
            return first;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean delete(byte[] old) {
        put(key, keyBytes, old);
        try {
            return (int) DELETE.invokeExact(database, key) == 0;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public int fetch(byte[] wanted) {
        put(key, keyBytes, wanted);
        try (Arena answer = Arena.ofConfined()) {
            MemorySegment found = (MemorySegment) FETCH.invokeExact((SegmentAllocator) answer,
                    database, key);
            MemorySegment bytes = found.get(ADDRESS, 0);
            if (bytes.address() == 0) {
                return -1;
            }
            int length = bytes.reinterpret(found.get(JAVA_LONG, 8)).toArray(JAVA_BYTE).length;
            FREE.invokeExact(bytes);
            return length;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@inheritDoc} The library calls back for each of them. */
    @Override
    public long traverse() {
        visited = 0;
        try {
            int count = (int) TRAVERSE.invokeExact(database, visitor, MemorySegment.NULL);
            return count < 0 ? -1 : visited;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static int copy(MemorySegment data) {
        return data.get(ADDRESS, 0).reinterpret(data.get(JAVA_LONG, 8))
                .toArray(JAVA_BYTE).length;
    }

    private static void put(MemorySegment data, MemorySegment room, byte[] bytes) {
        MemorySegment.copy(bytes, 0, room, JAVA_BYTE, 0, bytes.length);
        data.set(ADDRESS, 0, room);
        data.set(JAVA_LONG, 8, bytes.length);
    }

    private static MethodHandle function(String name, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(LIBRARY.findOrThrow(name), descriptor);
    }

    @Override
    public void close() {
        try {
            int _ = (int) CLOSE.invokeExact(database);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        arena.close();
    }
}
