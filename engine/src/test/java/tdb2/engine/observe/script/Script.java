package tdb2.engine.observe.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.observe.ObservedLock.Kind;
import tdb2.engine.observe.ObservedLock.State;

/** What puppets can be told to do, and what each does to the locks by the rules of its program. */
final class Script {

    /** TDB1: held by everybody who has the file open to clear it if first. */
    static final long ACTIVE = 4;

    private static final ByteRange OPEN = new ByteRange(0, 1);
    private static final long CHAINS = 168;
    private static final long GROUPS = 64;
    private static final long GROUP = 1L << 23;

    private Script() {}

    /**
     * Something a puppet can be told.
     *
     * @param request what it is told
     * @param release how it is told to give it back
     * @param alone whether it is only for one who has nothing yet, and for nothing more later
     * @param range what must not be asked for twice
     * @param allowed whether the program may ask for it now
     * @param effect does to the model what it does to the locks; whether it was done
     */
    record Move(String request, String release, boolean alone, ByteRange range, BiPredicate<Model, Integer> allowed,
            BiPredicate<Model, Integer> effect) {

        Move(String request, String release, boolean alone, ByteRange range, BiPredicate<Model, Integer> effect) {
            this(request, release, alone, range, (_, _) -> true, effect);
        }
    }

    private static ByteRange chain(int chain) {
        return new ByteRange(CHAINS + 4L * chain, 1);
    }

    private static String word(Mode mode) {
        return mode == Mode.READ ? "read" : "write";
    }

    /** libtdb with fcntl(2): chains of keys, all records, transactions. */
    static List<Move> library(Map<String, Integer> chains, int count) {
        List<Move> moves = new ArrayList<>(module(count));
        chains.forEach((key, chain) -> {
            moves.add(new Move("chainlock " + key, "chainunlock " + key, false, chain(chain),
                    (model, pid) -> model.take(pid, Kind.POSIX, Mode.WRITE, chain(chain))));
            moves.add(new Move("chainlock_read " + key, "chainunlock_read " + key, false, chain(chain),
                    (model, pid) -> model.take(pid, Kind.POSIX, Mode.READ, chain(chain))));
        });
        moves.add(range("posix", Kind.POSIX, Mode.WRITE, OPEN));
        return moves;
    }

    /** What the module of Python can do of it. */
    static List<Move> module(int count) {
        ByteRange all = new ByteRange(CHAINS, 4L * count);
        ByteRange rest = new ByteRange(CHAINS + 4L * count, 0);
        ByteRange transaction = new ByteRange(8, 1);
        List<Move> moves = new ArrayList<>();
        for (Mode mode : Mode.values()) {
            String tail = mode == Mode.READ ? "_read" : "";
            moves.add(new Move("lockall" + tail, "unlockall" + tail, true, all,
                    (model, pid) -> model.gradually(pid, Kind.POSIX, mode, all, 4, 1)
                            && model.take(pid, Kind.POSIX, mode, rest)));
        }
        moves.add(new Move("transaction_start", "transaction_cancel", true, transaction,
                (model, pid) -> model.take(pid, Kind.POSIX, Mode.WRITE, transaction)
                        && model.gradually(pid, Kind.POSIX, Mode.READ, all, 4, 1)
                        && model.take(pid, Kind.POSIX, Mode.READ, rest)));
        return moves;
    }

    /** Locks of byte ranges as no library takes them. */
    static Move range(String word, Kind kind, Mode mode, ByteRange range) {
        String bytes = " %d %d".formatted(range.start(), range.length());
        return new Move(word + " " + word(mode) + bytes, word + " none" + bytes, false, range,
                (model, pid) -> model.take(pid, kind, mode, range));
    }

    /** Open file description locks of single things. */
    static List<Move> ofd(long... bytes) {
        List<Move> moves = new ArrayList<>();
        for (long at : bytes) {
            for (Mode mode : Mode.values()) {
                moves.add(range("ofd", Kind.OFD, mode, new ByteRange(at, 1)));
            }
        }
        return moves;
    }

    /** libtdb with robust mutexes. Who has no chain yet and finds all records locked waits for that. */
    static List<Move> mutexes(Map<String, Integer> chains, int count) {
        ByteRange all = new ByteRange(CHAINS, 0);
        ByteRange rest = new ByteRange(CHAINS + 4L * count, 0);
        List<Move> moves = new ArrayList<>();
        chains.forEach((key, chain) -> moves.add(new Move("chainlock " + key, "chainunlock " + key, false,
                chain(chain), (model, pid) -> chain(model, pid, chain(chain), all))));
        for (Mode mode : Mode.values()) {
            String tail = mode == Mode.READ ? "_read" : "";
            moves.add(new Move("lockall" + tail, "unlockall" + tail, true, all,
                    (model, pid) -> allMutexes(model, pid, mode, all)
                            && model.take(pid, Kind.POSIX, mode, rest)));
        }
        ByteRange transaction = new ByteRange(8, 1);
        moves.add(new Move("transaction_start", "transaction_cancel", true, transaction,
                (model, pid) -> model.take(pid, Kind.POSIX, Mode.WRITE, transaction)
                        && allMutexes(model, pid, Mode.READ, all) && model.take(pid, Kind.POSIX, Mode.READ, rest)));
        return moves;
    }

    private static boolean chain(Model model, int pid, ByteRange chain, ByteRange all) {
        Claim wanted = new Claim(pid, Kind.MUTEX, Mode.WRITE, chain, State.HELD);
        boolean free = model.claims().stream().noneMatch(wanted::conflicts);
        Claim everything = new Claim(pid, Kind.MUTEX, Mode.WRITE, all, State.HELD);
        boolean first = model.claims().stream()
                .noneMatch(claim -> claim.pid() == pid && claim.kind() == Kind.MUTEX);
        boolean kept = free && first && model.claims().stream().anyMatch(everything::conflicts);
        return model.take(pid, Kind.MUTEX, Mode.WRITE, kept ? all : chain);
    }

    /**
     * Takes the mutex of all records, then waits once at each chain that somebody has. The records themselves, behind the
     * chains, have no mutexes: their bytes are locked afterwards.
     */
    private static boolean allMutexes(Model model, int pid, Mode mode, ByteRange all) {
        if (!model.attempt(pid, Kind.MUTEX, mode, all)) {
            return model.take(pid, Kind.MUTEX, Mode.WRITE, all);
        }
        return model.claims().stream()
                .filter(claim -> claim.kind() == Kind.MUTEX && claim.pid() != pid && claim.state() == State.HELD
                        && !claim.range().equals(all))
                .map(Claim::range).min((a, b) -> Long.compare(a.start(), b.start()))
                .map(chain -> model.take(pid, Kind.MUTEX, Mode.WRITE, chain)).orElse(true);
    }

    /**
     * This engine on a native file of variant 1: keys in ascending groups, all records, transactions. It refuses locks for
     * writing to a thread that keeps others for reading only.
     */
    static List<Move> engine(Map<String, Integer> groups) {
        ByteRange all = new ByteRange(GROUPS, 1L << 30);
        ByteRange rest = new ByteRange(GROUPS + (1L << 30), 0);
        ByteRange transaction = new ByteRange(1, 1);
        List<Move> moves = new ArrayList<>();
        for (Mode mode : Mode.values()) {
            groups.forEach((key, group) -> {
                ByteRange range = new ByteRange(GROUPS + group * GROUP, GROUP);
                moves.add(new Move("key " + key + " " + word(mode), "release", false, range,
                        (model, pid) -> mode == Mode.READ || !model.keepsWritersOut(pid),
                        (model, pid) -> model.take(pid, Kind.OFD, mode, range)));
            });
            moves.add(new Move("all " + word(mode), "release", true, all,
                    (model, pid) -> model.gradually(pid, Kind.OFD, mode, all, GROUP, GROUP)
                            && model.take(pid, Kind.OFD, mode, rest)));
        }
        moves.add(new Move("transaction", "release", true, transaction,
                (model, pid) -> model.take(pid, Kind.OFD, Mode.WRITE, transaction)
                        && model.gradually(pid, Kind.OFD, Mode.READ, all, GROUP, GROUP)
                        && model.take(pid, Kind.OFD, Mode.READ, rest)));
        return moves;
    }
}
