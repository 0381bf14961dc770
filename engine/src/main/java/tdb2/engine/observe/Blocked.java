package tdb2.engine.observe;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import tdb2.engine.lock.ByteRange;
import tdb2.engine.observe.Proc.SystemCall;

/**
 * The threads of processes that are blocked in the kernel, waiting for a byte range or at a mutex. Threads that were
 * found so before are looked at first. Used by one thread at a time.
 */
final class Blocked {

    private static final long SET_AND_WAIT = 7;
    private static final long OFD_SET_AND_WAIT = 38;
    private static final long WHENCE_START = 0;
    private static final int FLOCK_BYTES = 24;
    private static final int FUTEX_COMMAND = 0x7f;
    private static final Set<Integer> FUTEX_WAITS = Set.of(0, 6, 9, 13);

    private final Proc proc;
    private final Map<Integer, Set<Integer>> before = new HashMap<>();

    Blocked(Proc proc) {
        this.proc = proc;
    }

    /**
     * A thread that waits for a byte range.
     *
     * @param descriptor it named the file by
     * @param ofd whether it wants an open file description lock
     * @param wanted mode and bytes; empty where we have no right to read them
     */
    record RangeWait(int pid, int thread, int descriptor, boolean ofd, Optional<Wanted> wanted) {}

    /** What is waited for, as the thread told the kernel. */
    record Wanted(boolean write, ByteRange range) {}

    /** A thread that waits at an address of its process's memory. */
    record AddressWait(int pid, int thread, long address) {}

    /** Threads of a process that wait for byte ranges of files: of all, or of those that did before. */
    List<RangeWait> forRanges(int pid, boolean everyThread) {
        List<RangeWait> waits = new ArrayList<>();
        for (int thread : threads(pid, everyThread)) {
            proc.blockedIn(pid, thread, likely(pid).contains(thread)).flatMap(call -> rangeWait(pid, thread, call))
                    .ifPresent(wait -> {
                        remember(pid, thread);
                        waits.add(wait);
                    });
        }
        return waits;
    }

    private Optional<RangeWait> rangeWait(int pid, int thread, SystemCall call) {
        long command = call.arguments().get(1);
        if (call.number() != Proc.FCNTL || (command != SET_AND_WAIT && command != OFD_SET_AND_WAIT)) {
            return Optional.empty();
        }
        Optional<Wanted> wanted = proc.memory(pid, call.arguments().get(2), FLOCK_BYTES).flatMap(Blocked::wanted);
        return Optional.of(new RangeWait(pid, thread, call.arguments().getFirst().intValue(),
                command == OFD_SET_AND_WAIT, wanted));
    }

    /** struct flock: type, from where the start counts, then start and length at 8 and 16. */
    private static Optional<Wanted> wanted(ByteBuffer flock) {
        boolean fromStart = flock.getShort(2) == WHENCE_START && flock.getLong(8) >= 0 && flock.getLong(16) >= 0;
        return fromStart
                ? Optional.of(new Wanted(flock.getShort(0) == 1, new ByteRange(flock.getLong(8), flock.getLong(16))))
                : Optional.empty();
    }

    /** Threads of a process that wait at addresses, for a mutex say. */
    List<AddressWait> atAddresses(int pid) {
        List<AddressWait> waits = new ArrayList<>();
        for (int thread : threads(pid, true)) {
            proc.blockedIn(pid, thread, false)
                    .filter(call -> call.number() == Proc.FUTEX
                            && FUTEX_WAITS.contains((int) (call.arguments().get(1) & FUTEX_COMMAND)))
                    .ifPresent(call -> waits.add(new AddressWait(pid, thread, call.arguments().getFirst())));
        }
        return waits;
    }

    private Collection<Integer> threads(int pid, boolean every) {
        return every ? proc.threads(pid).numbers() : likely(pid);
    }

    /** Those that waited before; of a process where none did its first. */
    private Set<Integer> likely(int pid) {
        return before.getOrDefault(pid, Set.of(pid));
    }

    private void remember(int pid, int thread) {
        before.computeIfAbsent(pid, _ -> new HashSet<>()).add(thread);
    }

    /** Forgets all processes but these. */
    void keep(Set<Integer> pids) {
        before.keySet().retainAll(pids);
    }

    /** Where in a file an address of a process lies, by the list of its mappings. */
    OptionalLong offset(int pid, long address, long inode) {
        return proc.text(proc.process(pid).resolve("maps")).stream().flatMap(String::lines)
                .map(line -> line.split(" +", 6)).filter(words -> words.length > 4)
                .filter(words -> words[4].equals(Long.toUnsignedString(inode)))
                .mapToLong(words -> offset(words, address)).filter(at -> at >= 0).findFirst();
    }

    private static long offset(String[] words, long address) {
        int dash = words[0].indexOf('-');
        long start = Long.parseUnsignedLong(words[0].substring(0, dash), 16);
        long end = Long.parseUnsignedLong(words[0].substring(dash + 1), 16);
        boolean inside = Long.compareUnsigned(address, start) >= 0 && Long.compareUnsigned(address, end) < 0;
        return inside ? Long.parseUnsignedLong(words[2], 16) + address - start : -1;
    }
}
