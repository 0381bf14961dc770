package tdb2.engine;

import java.lang.StackWalker.StackFrame;
import java.lang.ref.Cleaner;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import tdb2.engine.error.Fault;
import tdb2.engine.posix.FileIdentity;
import tdb2.engine.posix.Lockable;
import tdb2.engine.storage.FileStorage;

/**
 * One of the handles by which this process has files open. Knows how many there are of a file, and closes the file of a
 * handle that was forgotten: its locks would be held until the process ends. Safe for several threads.
 */
final class OpenHandle implements AutoCloseable {

    private static final Cleaner FORGOTTEN = Cleaner.create();
    private static final ConcurrentMap<FileIdentity, Integer> HANDLES = new ConcurrentHashMap<>();
    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private final End end;
    private final Cleaner.Cleanable cleanable;

    /** What is to be done when nobody has the storage any more. */
    private static final class End implements Runnable {

        private final FileIdentity file;
        private final Optional<Lockable> locks;
        private final String name;
        private final String origin;
        private final Consumer<Fault> log;
        private boolean closed;

        End(FileStorage storage, Consumer<Fault> log) {
            this.file = storage.identity();
            this.locks = storage.lockable();
            this.name = storage.name();
            this.origin = origin(Set.of(OpenHandle.class, End.class, Tdb.class));
            this.log = log;
        }

        @Override
        public void run() {
            HANDLES.computeIfPresent(file, (_, count) -> count == 1 ? null : count - 1);
            if (!closed) {
                locks.ifPresent(Lockable::close);
                log.accept(new Fault(name, Fault.NOWHERE, "a database that is closed after use",
                        "one that was opened at " + origin + " and forgotten",
                        "it was closed now and its locks given back; open it in a try-with-resources statement"));
            }
        }
    }

    /** @param log told when it is forgotten */
    OpenHandle(FileStorage storage, Consumer<Fault> log) {
        end = new End(storage, log);
        HANDLES.merge(end.file, 1, Integer::sum);
        cleanable = FORGOTTEN.register(storage, end);
    }

    /** Where in the program the calling method was called from, but for some classes. */
    static String origin(Set<Class<?>> inside) {
        return STACK.walk(frames -> frames.skip(1).filter(frame -> !inside.contains(frame.getDeclaringClass())
                && !frame.getClassName().startsWith("java.")).findFirst()).map(StackFrame::toString)
                .orElse("an unknown place");
    }

    /** Whether this process has the file open by other handles too. */
    boolean isShared() {
        return HANDLES.getOrDefault(end.file, 0) > 1;
    }

    @Override
    public void close() {
        end.closed = true;
        cleanable.clean();
    }
}
