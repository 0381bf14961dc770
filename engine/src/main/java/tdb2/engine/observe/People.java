package tdb2.engine.observe;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Names of processes and their users. What was once looked up is kept for a while: a process may take another name, or
 * its number may be another's. Used by one thread at a time.
 */
final class People {

    private static final int MOST = 4096;
    private static final long KEPT_LOOKS = 20;

    private record Known(Party party, long look) {}

    private final Proc proc;
    private final Map<Integer, Known> known = new LinkedHashMap<>();
    private long look;

    People(Proc proc) {
        this.proc = proc;
    }

    /** The next look begins. */
    void next() {
        look++;
        if (known.size() > MOST) {
            known.clear();
        }
    }

    Party party(int pid) {
        Known found = known.get(pid);
        if (found == null || look - found.look > KEPT_LOOKS || found.party.command().isEmpty()) {
            found = new Known(new Party(pid, OptionalInt.empty(), command(pid), user(pid)), look);
            known.put(pid, found);
        }
        return found.party;
    }

    private String command(int pid) {
        return proc.text(proc.process(pid).resolve("comm")).map(String::strip).orElse("");
    }

    /** A picture of a proc file system belongs to whoever made it: only where a process tells its user is there one. */
    private String user(int pid) {
        try {
            if (!Files.exists(proc.process(pid).resolve("status"))) {
                return "";
            }
            return Files.getOwner(proc.process(pid)).getName();
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }
}
