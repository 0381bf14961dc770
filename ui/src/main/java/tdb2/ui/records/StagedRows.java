package tdb2.ui.records;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tdb2.engine.Edit;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.RecordHeader.Role;
import tdb2.ui.edit.Change;
import tdb2.ui.edit.EditHistory;
import tdb2.ui.widgets.RowModel;
import tdb2.ui.widgets.RowRanges;

/**
 * The rows of the file as they will be once the edits are saved: changed and deleted ones are marked, and behind the last
 * come those that are added. Event thread only.
 */
final class StagedRows implements RowModel<RecordRow> {
    private final RowModel<RecordRow> file;
    private final EditHistory history;
    private final Predicate<Edit> wanted;
    /** What rows show of the edits; an edit never changes, so that its mark is made once. */
    private Map<Edit, Mark> marks = new IdentityHashMap<>();
    private List<RecordRow> added = List.of();
    private Runnable listener = () -> {};

    /** The beginning and the length of a value that is staged; neither of a deletion. */
    private record Mark(Change change, byte[] preview, long length) {

        static Mark of(Edit edit) {
            byte[] value = edit.value().orElse(new byte[0]);
            return new Mark(Change.of(edit), Arrays.copyOf(value, Math.min(value.length, RecordRow.PREVIEW)),
                    value.length);
        }
    }

    /**
     * @param file the rows as they are in the file
     * @param wanted which added records are listed
     */
    StagedRows(RowModel<RecordRow> file, EditHistory history, Predicate<Edit> wanted) {
        this.file = file;
        this.history = history;
        this.wanted = wanted;
    }

    /** The edits, or what is listed, are others. */
    void update() {
        Map<Edit, Mark> next = new IdentityHashMap<>();
        history.now().list().forEach(edit -> {
            Mark known = marks.get(edit);
            next.put(edit, known == null ? Mark.of(edit) : known);
        });
        marks = next;
        added = history.now().list().stream().filter(edit -> Change.of(edit) == Change.ADDED).filter(wanted)
                .map(StagedRows::row).toList();
        listener.run();
    }

    /** The row of a record that is added. */
    static RecordRow row(Edit edit) {
        byte[] key = edit.key();
        Mark mark = Mark.of(edit);
        return new RecordRow(new RecordHeader(-1, 0, Role.DATA, key.length, mark.length(), 0, 0, 0), 0, key,
                mark.preview(), -1, RecordRow.State.ADDED);
    }

    /** How many added records are listed. */
    int added() {
        return added.size();
    }

    /** The row of an added record. */
    Optional<Long> rowOf(byte[] key) {
        for (int i = 0; i < added.size(); i++) {
            if (Arrays.equals(added.get(i).key(), key)) {
                return Optional.of(file.count() + i);
            }
        }
        return Optional.empty();
    }

    /** Those of some rows that are in the file. */
    RowRanges inFile(RowRanges rows) {
        return rows.within(0, file.count());
    }

    /** Those of some rows that are added. */
    List<RecordRow> addedOf(RowRanges rows) {
        return rows.within(file.count(), count()).rows().mapToObj(row -> added.get((int) (row - file.count())))
                .toList();
    }

    @Override
    public long count() {
        return file.count() + added.size();
    }

    @Override
    public Optional<RecordRow> row(long index) {
        if (index < file.count()) {
            return file.row(index).map(this::marked);
        }
        return index < count() ? Optional.of(added.get((int) (index - file.count()))) : Optional.empty();
    }

    private RecordRow marked(RecordRow row) {
        return edit(row).map(edit -> marked(row, edit)).orElse(row);
    }

    /** The edit of a row's record. */
    Optional<Edit> edit(RecordRow row) {
        if (history.now().isEmpty() || row.dead()) {
            return Optional.empty();
        }
        return row.key().length == row.header().keyLength()
                ? history.now().of(row.key())
                : history.now().list().stream().filter(edit -> begins(edit.key(), row)).findFirst();
    }

    /** A row keeps only the first bytes of a long key. */
    private static boolean begins(byte[] key, RecordRow row) {
        int kept = row.key().length;
        return key.length == row.header().keyLength() && Arrays.equals(key, 0, kept, row.key(), 0, kept);
    }

    private RecordRow marked(RecordRow row, Edit edit) {
        Mark mark = Optional.ofNullable(marks.get(edit)).orElseGet(() -> Mark.of(edit));
        RecordHeader in = row.header();
        if (mark.change() == Change.DELETED) {
            return new RecordRow(in, row.depth(), row.key(), row.value(), row.partition(), RecordRow.State.DELETED);
        }
        var header = new RecordHeader(in.offset(), in.headerLength(), in.role(), in.keyLength(), mark.length(),
                in.padding(), in.hash(), in.hashBits());
        return new RecordRow(header, row.depth(), row.key(), mark.preview(), row.partition(), RecordRow.State.EDITED);
    }

    @Override
    public void want(long first, long last) {
        if (first < file.count()) {
            file.want(first, Math.min(last, file.count() - 1));
        }
    }

    @Override
    public void onChange(Runnable changed) {
        listener = changed;
        file.onChange(changed);
    }
}
