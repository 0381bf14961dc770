package tdb2.engine.decode.samba;

import tdb2.engine.decode.Parse;

/**
 * Records that processes wait for have a list of those in front: a number, and for each the process and a count.
 */
final class Watched {

    private static final int WATCHER = 32;
    private static final long DELETED = 0x8000_0000L;

    private Watched() {}

    /** Reads the list; answers how many wait. */
    static int read(Parse in) {
        int from = in.at();
        long number =
                in.u32("watchers", bits -> Long.toString(bits & ~DELETED) + ((bits & DELETED) == 0 ? "" : ", deleted"),
                        "processes that wait for this record to change") & ~DELETED;
        if (number > in.left() / WATCHER) {
            throw in.unfit(from, "watchers that fit into " + in.left() + " bytes", Long.toString(number));
        }
        for (int i = 0; i < number; i++) {
            in.group("watcher", "", within -> {
                Ndr.serverId(within, "pid", "who waits");
                return "instance " + within.u64("instance", "");
            });
        }
        return (int) number;
    }
}
