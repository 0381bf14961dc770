package tdb2.engine.decode.ldb;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tdb2.engine.Entry;
import tdb2.engine.Fetch;
import tdb2.engine.RecordCursor;
import tdb2.engine.Tdb;
import tdb2.engine.decode.basic.Guids;
import tdb2.engine.decode.ldb.IndexFinding.Kind;
import tdb2.engine.error.Fault;
import tdb2.engine.event.Progress;
import tdb2.engine.inspect.Position;

/**
 * Compares the records of an ldb directory with its index: each object that an index should list must be listed there,
 * each entry of the index must lead to an object that has the value. Values and names are compared as ldb does at its
 * most generous: without regard to case and to spaces in a row; what differs only in these is not found.
 *
 * <p>
 * Walks the file twice and keeps 64 bits for each entry of the index and each value indexed. Reads only. For one
 * thread.
 */
public final class IndexCheck {

    private static final int MOST_FINDINGS = 10_000;
    private static final byte[] INDEX_LIST = "DN=@INDEXLIST\0".getBytes(StandardCharsets.UTF_8);

    /**
     * What came out.
     *
     * @param objects how many objects were looked at
     * @param entries how many entries their index has
     * @param counts how many of each kind were found
     * @param findings the first 10 000 of them
     * @param faults what of the file could not be read: records behind it are missing from the comparison
     * @param inFlux whether others could have been writing meanwhile: findings may be no more than that
     */
    public record Report(long objects, long entries, Map<Kind, Long> counts, List<IndexFinding> findings,
            List<Fault> faults, boolean inFlux) {

        public Report {
            counts = Map.copyOf(counts);
            findings = List.copyOf(findings);
            faults = List.copyOf(faults);
        }

        /** How many were found in all. */
        public long total() {
            return counts.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private final Tdb tdb;
    private final Progress progress;
    private final IndexedAttributes indexed;
    /** Objects that are there. */
    private final Set<Long> objects = new HashSet<>();
    /** What the index says: attribute, value, object. */
    private final Set<Long> listed = new HashSet<>();
    /** What the objects say: attribute, value, object. */
    private final Set<Long> held = new HashSet<>();
    /** Attributes some of whose values were too long for a key of the index. */
    private final Set<String> cut = new HashSet<>();
    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private final List<IndexFinding> findings = new ArrayList<>();
    private long objectCount;
    private long entryCount;

    /** Takes one record of a walk. */
    @FunctionalInterface
    private interface Visitor {

        void visit(Entry entry, LdbKey key, LdbMessage message);
    }

    private IndexCheck(Tdb tdb, Progress progress) {
        this.tdb = tdb;
        this.progress = progress;
        this.indexed = IndexedAttributes.of(
                tdb.find(INDEX_LIST).flatMap(entry -> LdbPacking.message(entry.value().bytes())));
    }

    /** Whether a file is a directory of ldb, by its landmark. */
    public static boolean concerns(Set<String> landmarks) {
        return landmarks.contains(LdbDecoder.BASEINFO);
    }

    /**
     * Compares.
     *
     * @throws tdb2.engine.error.CancelledException when the progress says so
     * @throws tdb2.engine.error.TdbException when the file cannot be read
     */
    public static Report of(Tdb tdb, Progress progress) {
        return new IndexCheck(tdb, progress).run();
    }

    private Report run() {
        walk(0, this::collect);
        RecordCursor second = walk(1, this::compare);
        List<Fault> faults = new ArrayList<>(tdb.view().faults());
        faults.addAll(second.faults());
        return new Report(objectCount, entryCount, counts, findings, faults, second.inFlux());
    }

    private RecordCursor walk(int pass, Visitor visitor) {
        RecordCursor cursor = tdb.cursor(Position.START, Fetch.RECORDS);
        long seen = 0;
        while (cursor.next()) {
            if ((++seen & 63) == 0) {
                progress.check(tdb.name(), pass * cursor.total() + cursor.done(), 2 * cursor.total());
            }
            Entry entry = cursor.entry();
            LdbKey key = LdbKey.of(entry.key());
            if (key instanceof LdbKey.Other || key instanceof LdbKey.Special) {
                continue;
            }
            Optional<LdbMessage> message = LdbPacking.message(entry.value().bytes());
            if (message.isPresent()) {
                visitor.visit(entry, key, message.get());
            } else if (pass == 0) {
                add(Kind.UNREADABLE, entry, "a packed ldb object", "something else",
                        "get --decode=ldb tells where it goes wrong");
            }
        }
        return cursor;
    }

    private void collect(Entry entry, LdbKey key, LdbMessage message) {
        if (key instanceof LdbKey.Index index) {
            if (index.cut()) {
                cut.add(index.attribute());
            }
            for (ObjectId id : entries(message)) {
                entryCount++;
                listed.add(LdbHash.of(index.attribute(), index.value(), id));
            }
        } else {
            objectCount++;
            ObjectId id = id(key);
            objects.add(LdbHash.of(id));
            indexed.each(message, (attribute, value) -> held.add(LdbHash.of(attribute, value, id)));
        }
    }

    private void compare(Entry entry, LdbKey key, LdbMessage message) {
        if (key instanceof LdbKey.Index index) {
            for (ObjectId id : entries(message)) {
                compareEntry(entry, index, id);
            }
        } else {
            ObjectId id = id(key);
            indexed.each(message, (attribute, value) -> {
                if (!listed.contains(LdbHash.of(attribute, value, id)) && !cut.contains(attribute)) {
                    add(Kind.MISSING, entry, "an entry in the index of " + attribute + " = " + text(value),
                            message.dn() + " is not listed there", "a search for the value does not find the object; "
                                    + "changing @INDEXLIST and back makes ldb build its index anew");
                }
            });
        }
    }

    private void compareEntry(Entry entry, LdbKey.Index index, ObjectId id) {
        String where = "the index of " + index.attribute() + " = " + text(index.value());
        if (!objects.contains(LdbHash.of(id))) {
            add(Kind.ORPHAN, entry, "each object that " + where + " lists", id + " is not there",
                    "the entry leads nowhere; sssd: stop it and delete its cache, it is made anew");
        } else if (indexed.has(index.attribute()) && !index.cut()
                && !held.contains(LdbHash.of(index.attribute(), index.value(), id))) {
            add(Kind.STALE, entry, "objects that have the value in " + where, id + " does not have it",
                    "the entry is left over from before a change");
        }
    }

    private void add(Kind kind, Entry entry, String expected, String found, String advice) {
        counts.merge(kind, 1L, Long::sum);
        if (findings.size() < MOST_FINDINGS) {
            findings.add(new IndexFinding(kind,
                    new Fault(tdb.name(), entry.header().offset(), expected, found, advice)));
        }
    }

    /** What identifies an object. */
    private static ObjectId id(LdbKey key) {
        return switch (key) {
            case LdbKey.Unique(byte[] guid) -> ObjectId.of(guid);
            case LdbKey.Object(String dn) -> ObjectId.of(dn);
            default -> throw new IllegalArgumentException("no key of an object");
        };
    }

    /** The objects that an index record lists: names, or GUIDs one behind the other. */
    private static List<ObjectId> entries(LdbMessage message) {
        boolean guids = message.text("@IDXVERSION").filter("3"::equals).isPresent();
        List<ObjectId> ids = new ArrayList<>();
        message.values(LdbValues.INDEX_ENTRIES).forEach(value -> {
            if (guids) {
                for (int at = 0; at + Guids.LENGTH <= value.length; at += Guids.LENGTH) {
                    ids.add(ObjectId.of(Arrays.copyOfRange(value, at, at + Guids.LENGTH)));
                }
            } else {
                ids.add(ObjectId.of(new String(value, StandardCharsets.UTF_8)));
            }
        });
        return ids;
    }

    private static String text(byte[] value) {
        String text = LdbValues.text("", value);
        return text.length() <= 80 ? text : text.substring(0, 80) + "\u2026";
    }
}
