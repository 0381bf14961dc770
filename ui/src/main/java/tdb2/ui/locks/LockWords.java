package tdb2.ui.locks;

import java.util.List;
import java.util.stream.Collectors;

import tdb2.engine.dump.CText;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.observe.ObservedLock;
import tdb2.engine.observe.Party;
import tdb2.engine.observe.WaitGraph;
import tdb2.ui.theme.LockStyle;
import tdb2.ui.theme.Texts;

/** How locks are put into words. Any thread, but for {@link #style}. */
final class LockWords {

    private static final Texts TEXTS = Texts.of(LockWords.class);
    private static final int KEYS = 3;
    private static final double SECOND = 1e9;

    private LockWords() {}

    static String who(ObservedLock lock) {
        return lock.party().map(LockWords::who).orElseGet(() -> TEXTS.get("process.unknown"));
    }

    static String who(Party party) {
        String number = Integer.toString(party.pid());
        String named = party.command().isEmpty()
                ? TEXTS.get("process.number", number)
                : TEXTS.get("process.named", party.command(), number);
        return party.isUs() ? TEXTS.get("process.own", named) : named;
    }

    static String who(WaitGraph graph, int pid) {
        return graph.parties().containsKey(pid) ? who(graph.parties().get(pid)) : TEXTS.get("process.unknown");
    }

    static String mode(Mode mode) {
        return TEXTS.get(mode == Mode.WRITE ? "mode.write" : "mode.read");
    }

    static String state(ObservedLock lock) {
        return TEXTS.get("state." + lock.state());
    }

    /** What it means, with the first keys behind it. */
    static String what(String means, List<byte[]> keys) {
        if (keys.isEmpty()) {
            return means;
        }
        String more = keys.size() > KEYS ? TEXTS.get("keys.more", keys.size() - KEYS) : "";
        return TEXTS.get("what.keys", means, keys(keys.subList(0, Math.min(KEYS, keys.size()))) + more);
    }

    static String keys(List<byte[]> keys) {
        return keys.stream().map(CText::of).collect(Collectors.joining(", "));
    }

    /** A length of time, rounded. */
    static String time(long nanos) {
        double seconds = nanos / SECOND;
        return seconds < 1 ? TEXTS.get("time.millis", Math.round(seconds * 1000))
                : seconds < 60 ? TEXTS.get("time.seconds", seconds)
                : TEXTS.get("time.minutes", Math.round(Math.floor(seconds / 60)), Math.round(seconds % 60));
    }

    static String bytes(ByteRange range) {
        String first = Long.toString(range.start());
        if (range.length() == 0) {
            return TEXTS.get("bytes.open", first);
        }
        return range.length() == 1 ? first : TEXTS.get("bytes.range", first, Long.toString(range.endExclusive() - 1));
    }

    static LockStyle style(ObservedLock lock) {
        return lock.mode() == Mode.WRITE ? LockStyle.WRITE : LockStyle.READ;
    }
}
