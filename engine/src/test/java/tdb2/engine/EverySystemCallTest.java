package tdb2.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tdb2.engine.check.Check;
import tdb2.engine.check.Finding.Code;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.posix.FailingCalls;
import tdb2.engine.posix.FailingCalls.Way;
import tdb2.engine.testing.NeedsCLibrary;

/**
 * Every system call of every operation fails, at each place, once and for ever: the operation throws a typed error that
 * names the file and the cause, or makes it good; what was acknowledged before is there, the file is sound, and others go
 * on with it.
 */
@Timeout(600)
@NeedsCLibrary // without it fewer calls are made, and their errors have no numbers
class EverySystemCallTest {

    private static final byte[] KEY = bytes("key 7");
    private static final byte[] FRESH = bytes("fresh");
    private static final byte[] LARGE = new byte[150_000];
    private static final List<String> CALLS = List.of("open", "statx", "pread", "pwrite", "fallocate", "ftruncate",
            "fdatasync", "fsync", "link", "unlink", "mmap", "munmap", "madvise", "fcntl");
    /** What is only a wish, or comes too late to matter. */
    private static final Set<String> WISHES = Set.of("madvise", "munmap", "unlink", "mmap", "ftruncate");

    /** What a writer leaves that could not go on, and a commit until it is settled. */
    private static final Set<Code> LEFT = Set.of(Code.LEAK, Code.UNREACHABLE, Code.BACK_LINK, Code.RECOVERY_PENDING);

    @TempDir
    private Path directory;
    private Path prepared;
    private Path path;
    private final Map<String, byte[]> records = new TreeMap<>();

    /** What is done while a call fails, and the one record it may change. */
    private enum Operation {
        CREATE(Optional.empty(), Optional.empty()) {
            @Override
            void run(Handle handle) {
                handle.create().close();
            }
        },
        OPEN(Optional.empty(), Optional.empty()) {
            @Override
            void run(Handle handle) {
                handle.again().close();
            }
        },
        OPEN_FOR_READING(Optional.empty(), Optional.empty()) {
            @Override
            void run(Handle handle) {
                try (Tdb tdb = Tdb.open(handle.path, OpenOptions.DEFAULT)) {
                    assertThat(tdb.fetch(KEY)).isPresent();
                }
            }
        },
        STORE(Optional.of(FRESH), Optional.of(bytes("small"))),
        STORE_WHILE_GROWING(Optional.of(FRESH), Optional.of(LARGE)),
        REPLACE(Optional.of(KEY), Optional.of(bytes("another value, and a longer one"))),
        APPEND(Optional.of(KEY), Optional.of(bytes("value 7, and more"))) {
            @Override
            void run(Handle handle) {
                handle.tdb.append(KEY, Content.of(bytes(", and more")));
            }
        },
        DELETE(Optional.of(KEY), Optional.empty()) {
            @Override
            void run(Handle handle) {
                handle.tdb.delete(KEY);
            }
        },
        WIPE(Optional.empty(), Optional.empty()) {
            @Override
            void run(Handle handle) {
                handle.tdb.wipe();
            }
        },
        FETCH(Optional.empty(), Optional.empty()) {
            @Override
            void run(Handle handle) {
                assertThat(handle.tdb.fetch(KEY)).hasValue(bytes("value 7"));
            }
        },
        TRAVERSE(Optional.empty(), Optional.empty()) {
            @Override
            void run(Handle handle) {
                assertThat(handle.tdb.traverse(Fetch.RECORDS, _ -> true)).isEqualTo(12);
            }
        },
        LOCK(Optional.empty(), Optional.empty()) {
            @Override
            void run(Handle handle) {
                handle.tdb.locks().lockAll(Mode.WRITE).close();
                handle.tdb.locks().lock(Mode.READ, KEY).close();
            }
        },
        COMMIT(Optional.of(KEY), Optional.of(bytes("of a transaction"))) {
            @Override
            void run(Handle handle) {
                try (Transaction transaction = handle.tdb.begin()) {
                    transaction.store(KEY, bytes("of a transaction"));
                    transaction.commit();
                }
            }
        },
        CLOSE(Optional.empty(), Optional.empty()) {
            @Override
            void run(Handle handle) {
                handle.tdb.close();
            }
        };

        private final Optional<byte[]> key;
        private final Optional<byte[]> value;

        Operation(Optional<byte[]> key, Optional<byte[]> value) {
            this.key = key;
            this.value = value;
        }

        void run(Handle handle) {
            handle.tdb.store(key.orElseThrow(), value.orElseThrow());
        }
    }

    /** An open file that an operation is done on. */
    private record Handle(Path path, OpenOptions options, Tdb tdb) {

        Tdb again() {
            return Tdb.open(path, options);
        }

        Tdb create() {
            return Tdb.create(path.resolveSibling("new " + path.getFileName()), CreateOptions.DEFAULT.opened(options));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @Test
    void closingAgainDoesNothing() {
        Tdb tdb = Tdb.open(prepared, OpenOptions.WRITE);
        tdb.store(KEY, bytes("value 7"));
        tdb.close();
        tdb.close();
    }

    /** A file with a few records, free space, and a transaction that is settled. */
    @BeforeEach
    void aFile() {
        prepared = directory.resolve("prepared.tdb");
        path = directory.resolve("f.tdb");
        try (Tdb tdb = Tdb.create(prepared, CreateOptions.DEFAULT.withSeed(3))) {
            try (Transaction transaction = tdb.begin()) {
                transaction.store(bytes("key 0"), bytes("value 0"));
                transaction.commit();
            }
            records.put("key 0", bytes("value 0"));
            for (int i = 1; i < 12; i++) {
                tdb.store(bytes("key " + i), bytes("value " + i));
                records.put("key " + i, bytes("value " + i));
            }
        }
    }

    static Stream<Arguments> operations() {
        return Stream.of(true, false)
                .flatMap(mapped -> Arrays.stream(Operation.values()).map(op -> Arguments.of(op, mapped)));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void failsAtSomePlaces(Operation operation, boolean mapped) throws IOException {
        atPlaces(operation, mapped, 2);
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("operations")
    void failsAtEveryPlace(Operation operation, boolean mapped) throws IOException {
        atPlaces(operation, mapped, Integer.MAX_VALUE);
    }

    /** @param sparse how many places there are before each step becomes wider */
    private void atPlaces(Operation operation, boolean mapped, int sparse) throws IOException {
        OpenOptions options = mapped ? OpenOptions.WRITE : OpenOptions.WRITE.withoutMap();
        for (String call : CALLS) {
            boolean called = true;
            for (Way way : ways(call)) {
                int place = 1;
                while (called && attempt(operation, options, call, place, false, way)
                        && (way == Way.EINTR || attempt(operation, options, call, place, true, way))) {
                    place += 1 + place / sparse;
                }
                called &= place > 1;
            }
        }
    }

    private static List<Way> ways(String call) {
        return switch (call) {
            case "pread" -> List.of(Way.EIO, Way.EINTR, Way.SHORT);
            case "pwrite" -> List.of(Way.EIO, Way.ENOSPC, Way.EINTR, Way.SHORT);
            case "fallocate", "fdatasync", "link" -> List.of(Way.EIO, Way.ENOSPC, Way.EINTR);
            default -> List.of(Way.EIO, Way.EINTR);
        };
    }

    /** One operation during which calls fail; whether one was reached. */
    private boolean attempt(Operation operation, OpenOptions options, String call, int place, boolean forEver, Way way)
            throws IOException {
        String what =
                "%s: %s of the %d. %s%s, %s".formatted(operation, way, place, call, forEver ? " and all later" : "",
                        options.mapped() ? "mapped" : "positioned");
        Files.copy(prepared, path, StandardCopyOption.REPLACE_EXISTING);
        boolean done = false;
        boolean reached = false;
        try (Tdb tdb = Tdb.open(path, options)) {
            try (FailingCalls failing = new FailingCalls(call, place, forEver, way)) {
                try {
                    operation.run(new Handle(path, options, tdb));
                    done = true;
                } catch (TdbException e) {
                    assertThat(e).as(what).hasMessageContaining("f.tdb").hasMessageContaining(way.name());
                } catch (RuntimeException | Error e) {
                    fail(what, e);
                }
                reached = failing.failed() > 0;
            }
            assertThat(done || reached).as(what).isTrue();
            if (way == Way.EINTR || way == Way.SHORT || WISHES.contains(call)) {
                assertThat(done).as(what + " is made good").isTrue();
            }
        } catch (TdbException e) {
            assertThat(call).as("%s; closing says %s", what, e.getMessage()).isEqualTo("fdatasync");
        } catch (RuntimeException e) {
            fail(what + "; closing", e);
        }
        goesOn(operation, done, what);
        for (String left : directory.toFile().list()) {
            assertThat(call.equals("unlink") || !left.startsWith(".")).as("%s leaves %s", what, left).isTrue();
            if (left.contains("new")) {
                Files.delete(directory.resolve(left));
            }
        }
        return reached;
    }

    /** A sound file in which all that was acknowledged is, and to which others write. */
    private void goesOn(Operation operation, boolean done, String what) {
        Tdb.recover(path, OpenOptions.WRITE);
        try (Tdb tdb = Tdb.open(path, OpenOptions.WRITE.withLockTimeout(Duration.ofSeconds(20)))) {
            assertThat(Check.of(tdb, Progress.NONE)).as(what)
                    .allMatch(finding -> LEFT.contains(finding.code()));
            if (operation == Operation.WIPE) {
                assertThat(tdb.traverse(Fetch.KEYS, _ -> true)).as(what).isBetween(0L, done ? 0L : 12L);
            } else {
                records.forEach((key, value) -> {
                    if (!operation.key.map(changed -> new String(changed, UTF_8)).equals(Optional.of(key))) {
                        assertThat(tdb.fetch(bytes(key))).as(what).hasValue(value);
                    }
                });
            }
            operation.key.ifPresent(key -> {
                Optional<byte[]> now = tdb.fetch(key);
                Optional<byte[]> before = Optional.ofNullable(records.get(new String(key, UTF_8)));
                assertThat(same(now, operation.value) || (!done && same(now, before))).as(what).isTrue();
            });
            tdb.store(bytes("another"), new byte[300]);
            tdb.delete(bytes("key 3"));
            assertThat(tdb.fetch(bytes("another"))).as(what).isPresent();
        }
    }

    private static boolean same(Optional<byte[]> one, Optional<byte[]> other) {
        return Arrays.equals(one.orElse(null), other.orElse(null));
    }
}
