package tdb2.engine;

import java.util.Arrays;
import java.util.List;

import tdb2.engine.storage.WriteSet;
import tdb2.engine.storage.WriteSet.Run;

/**
 * A page of a file that a transaction changes. Immutable; arrays are copied on their way out.
 *
 * @param offset of its first byte, a multiple of {@link WriteSet#PAGE}
 * @param before what the file has there; shorter than a page at the end of the file, empty beyond it
 * @param after what the transaction has there; shorter than a page at its end
 */
public record PageChange(long offset, byte[] before, byte[] after) {

    public PageChange {
        before = before.clone();
        after = after.clone();
    }

    @Override
    public byte[] before() {
        return before.clone();
    }

    @Override
    public byte[] after() {
        return after.clone();
    }

    /** How many bytes differ, those that are new counted in. */
    public int bytes() {
        int differ = Math.abs(after.length - before.length);
        for (int i = 0; i < Math.min(before.length, after.length); i++) {
            differ += before[i] == after[i] ? 0 : 1;
        }
        return differ;
    }

    /** The first pages in which something differs. */
    static List<PageChange> of(WriteSet changes, int most) {
        return changes.pages().stream().sorted().map(page -> of(changes, page * WriteSet.PAGE))
                .filter(page -> !Arrays.equals(page.before, page.after)).limit(most).toList();
    }

    private static PageChange of(WriteSet changes, long offset) {
        int length = Math.clamp(changes.size() - offset, 0, WriteSet.PAGE);
        int old = Math.clamp(changes.sizeBefore() - offset, 0, WriteSet.PAGE);
        return new PageChange(offset, old == 0 ? new byte[0] : changes.before(new Run(offset, old)),
                changes.bytes(offset, length));
    }
}
