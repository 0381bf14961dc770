package tdb2.engine.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import tdb2.engine.dialect.Assembly;
import tdb2.engine.event.Progress;
import tdb2.engine.format.FreeRecord;
import tdb2.engine.space.FreeArea;
import tdb2.engine.space.SpaceListener;
import tdb2.engine.storage.OffsetSet;

/**
 * The free lists of a file as they lead from record to record, loops included; of very many records only the first are kept,
 * the rest is counted. Immutable.
 *
 * @param lists all lists that are not empty, as far as there are at most {@value #MOST_LISTS}
 * @param records free records on all lists
 * @param sizes how their sizes are spread
 */
public record FreeLists(List<Listing> lists, long records, Spread sizes) {

    /** Most lists that are told. */
    public static final int MOST_LISTS = 1000;
    /** Most records that are kept, of all lists together. */
    public static final int MOST_RECORDS = 5000;

    private static final int MOST_OF_A_LIST = 1000;

    /**
     * One list.
     *
     * @param area what keeps it
     * @param bucket its number there
     * @param head offset in the file of its head
     * @param first the records it begins with
     * @param records how many it has
     * @param bytes of all of them
     * @param loop offset of the record that the last one leads back to; empty for a list that ends
     */
    public record Listing(FreeArea area, int bucket, long head, List<FreeRecord> first, long records, long bytes,
            OptionalLong loop) {

        public Listing {
            first = List.copyOf(first);
        }
    }

    public FreeLists {
        lists = List.copyOf(lists);
    }

    /** Walks all lists; bounded and cycle-safe. */
    public static FreeLists of(Assembly assembly, Progress progress) {
        var made = new Walk(assembly, progress);
        assembly.space().walk(made);
        made.end();
        progress.check(assembly.bytes().name(), 1, 1);
        return new FreeLists(made.lists, made.all, made.sizes);
    }

    private static final class Walk implements SpaceListener {

        private final Progress progress;
        private final List<Listing> lists = new ArrayList<>();
        private final Spread sizes = new Spread();
        private final int alignment;
        private FreeArea area;
        private int bucket;
        private long head;
        private List<FreeRecord> first = new ArrayList<>();
        private OffsetSet seen;
        private FreeRecord last;
        private long count;
        private long bytes;
        private long all;
        private int kept;

        Walk(Assembly assembly, Progress progress) {
            this.progress = progress;
            alignment = assembly.blocks().alignment();
            seen = new OffsetSet(alignment);
        }

        @Override
        public void list(FreeArea in, int number, long headOffset, long firstOffset) {
            end();
            area = in;
            bucket = number;
            head = headOffset;
        }

        @Override
        public void free(FreeArea in, int number, FreeRecord record) {
            sizes.add(record.length());
            all++;
            count++;
            bytes += record.length();
            last = record;
            seen.add(record.offset());
            if (first.size() < MOST_OF_A_LIST && kept < MOST_RECORDS) {
                kept++;
                first.add(record);
            }
        }

        void end() {
            if (count > 0) {
                if (lists.size() < MOST_LISTS) {
                    OptionalLong loop =
                            seen.contains(last.next()) ? OptionalLong.of(last.next()) : OptionalLong.empty();
                    lists.add(new Listing(area, bucket, head, first, count, bytes, loop));
                }
                first = new ArrayList<>();
                seen = new OffsetSet(alignment);
                count = 0;
                bytes = 0;
            }
        }

        @Override
        public boolean cancelled() {
            return progress.advanced(0, 0);
        }
    }
}
