package tdb2.engine.repair;

import java.util.Locale;

/** What speaks against a record that was found. */
public enum Doubt {

    /** Key and hash disagree. */
    HASH("its key does not have the hash that its header tells: one of them is damaged"),
    /** The index leads to it from a wrong place. */
    STRAY("the index leads to it from a place that is not its key's: the key is damaged"),
    /** Its end is nobody's beginning. */
    END("it ends where nothing begins: its length is damaged, or what stood behind it"),
    /** Another record lies within it. */
    OVERLAP("it reaches over what lies behind it: its length is damaged"),
    /** The header is not as any writer leaves it. */
    FORM("its header or padding is not as any writer leaves it"),
    /** Nothing leads to it, and only its header tells it from a record. */
    TABLE("it has no key and the size of a table of the index: it may be one that was written over"),
    /** A dead record of TDB1. */
    DELETED("it was deleted"),
    /** It lies in what is kept for recovery. */
    RECOVERY("it lies in what is kept for recovery: an older state"),
    /** An undone transaction left it, or an old one. */
    UNDONE("it lies behind what the database uses: left of a transaction that was undone"),
    /** A killed process left it, or it is lost. */
    LEFTOVER(
            "nothing leads to it in a file that is sound otherwise: a process was killed while it stored or deleted it, or "
                    + "the way to it was lost"),
    /** Another database begins before it. */
    FOREIGN("it lies behind all that the index leads to, in another database that begins there"),
    /** The index leads to a record with the same key. */
    OTHER_VERSION(
            "the older of two versions of a record, by the index: it leads to the other one, to this one only a scan"),
    /** The chain of a newer record with the same key goes on to it. */
    OLDER_IN_CHAIN(
            "the older of two versions of a record, by the chain: it goes from the other one on to this one, and "
                    + "new records are put at the head"),
    /** Nothing tells which version is the newest. */
    UNDECIDED("one of several versions of a record, and nothing tells which is the newest");

    private final String says;

    Doubt(String says) {
        this.says = says;
    }

    /** The name in JSON: "other-version", whatever tells which version is the newer one. */
    public String id() {
        return (this == OLDER_IN_CHAIN ? OTHER_VERSION : this).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A sentence for people, without its end. */
    public String says() {
        return says;
    }
}
