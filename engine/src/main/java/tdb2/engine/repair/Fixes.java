package tdb2.engine.repair;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tdb2.engine.Tdb;
import tdb2.engine.check.Check;
import tdb2.engine.check.Diagnosis;
import tdb2.engine.check.Finding;
import tdb2.engine.check.Finding.Code;
import tdb2.engine.check.Finding.Severity;
import tdb2.engine.dialect.Assembly;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;
import tdb2.engine.format.FreeRecord;
import tdb2.engine.inspect.Region;
import tdb2.engine.space.FreeArea;
import tdb2.engine.space.SpaceListener;
import tdb2.engine.storage.Bytes;

/**
 * What can be put right in a file without any risk: wrong tailers of TDB1 behind blocks whose length is certain, wrong links
 * backwards in free lists, and padding whose first byte is not zero behind values whose length is certain. Room that is leaked is left to repack.
 */
final class Fixes {

    /** Findings that keep nobody from writing to the file: the fixes concern these, or have nothing to do with them. */
    private static final Set<Code> HARMLESS = Set.of(Code.TAILER, Code.BACK_LINK, Code.PADDING, Code.LEAK,
            Code.NOT_BY_KEY, Code.FEATURES);
    private static final int TAILER = 4;
    private static final int NATIVE_PREV = 24;
    private static final long LOW_56 = (1L << 56) - 1;

    private final Tdb tdb;
    private final Assembly assembly;
    private final Bytes bytes;
    private final Progress progress;
    private final List<Fix> fixes = new ArrayList<>();
    private final NavigableSet<Long> paddings = new TreeSet<>();
    /** What is wrong within the block passed last. */
    private final List<Fix> within = new ArrayList<>();

    private Fixes(Tdb tdb, Progress progress) {
        this.tdb = tdb;
        this.assembly = tdb.view().assembly();
        this.bytes = assembly.bytes();
        this.progress = progress;
    }

    /**
     * Looks for them in a file that nobody writes to meanwhile.
     *
     * @throws RefusedException when anything is wrong with the file that is not harmless
     */
    static List<Fix> of(Tdb tdb, Progress progress) {
        Fixes fixes = new Fixes(tdb, progress);
        fixes.find(Check.diagnose(tdb, progress));
        return List.copyOf(fixes.fixes);
    }

    private void find(Diagnosis diagnosis) {
        diagnosis.findings().stream().filter(Fixes::harms).findFirst().ifPresent(this::refuse);
        diagnosis.findings().stream().filter(finding -> finding.code() == Code.PADDING)
                .forEach(finding -> paddings.add(finding.offset()));
        tdb.regions(progress).forEach(0, progress, region -> {
            follow(region);
            return true;
        });
        fixes.addAll(within);
        backLinks();
    }

    /**
     * What is wrong in a block is told by where it ends. Where nothing explains the bytes behind it, that is not certain: a
     * length in its header may be too small, and then what seems padding is a part of a value.
     */
    private void follow(Region region) {
        boolean unexplained = region instanceof Region.Unknown || region instanceof Region.Dead;
        if (unexplained && !within.isEmpty()) {
            throw new RefusedException(new Fault(tdb.name(), region.offset(), "a block right behind another one, whose "
                    + within.getFirst().what() + " is wrong",
                    "%d bytes that nothing explains".formatted(region.length()),
                    "a length may be wrong instead; nothing was changed; repair --output makes a sound copy"));
        }
        fixes.addAll(within);
        within.clear();
        for (long at : paddings.subSet(region.offset(), region.end())) {
            fix(at, new byte[1], "first byte of padding").ifPresent(within::add);
        }
        if (assembly.header().dialect() == Dialect.TDB1) {
            tailer(region);
        }
    }

    private static boolean harms(Finding finding) {
        return (finding.severity() != Severity.INFO && !HARMLESS.contains(finding.code()))
                || finding.code() == Code.RECOVERY_PENDING;
    }

    private void refuse(Finding finding) {
        throw new RefusedException(new Fault(tdb.name(), finding.offset(), "a file with harmless findings alone",
                finding.message(), finding.code() == Code.RECOVERY_PENDING
                        ? "nothing was changed; recover replays it first"
                        : "nothing was changed; repair --output makes a sound copy"));
    }

    private void tailer(Region region) {
        boolean block = switch (region) {
            case Region.Record record -> record.reachable();
            case Region.Free free -> free.listed();
            default -> false;
        };
        if (block && bytes.u32(region.end() - TAILER) != region.length()) {
            fix(region.end() - TAILER, word((int) region.length()), "tailer of the block at " + region.offset())
                    .ifPresent(within::add);
        }
    }

    /** Each free record names the one before; the first of 2012 and NTDB names the last. */
    private void backLinks() {
        BackLinks links = new BackLinks();
        assembly.space().walk(links);
        links.finish();
    }

    /** Follows the free lists one by one. */
    private final class BackLinks implements SpaceListener {

        private final boolean nativeLinks = assembly.header().dialect() == Dialect.TDB2;
        private final List<FreeRecord> list = new ArrayList<>();

        @Override
        public void list(FreeArea area, int bucket, long headOffset, long first) {
            finish();
        }

        @Override
        public void free(FreeArea area, int bucket, FreeRecord record) {
            list.add(record);
            if (list.size() > 1) {
                link(record, list.get(list.size() - 2).offset(), nativeLinks);
                if (list.size() > 2) {
                    list.remove(1);
                }
            }
        }

        @Override
        public void area(FreeArea area) {
            finish();
        }

        void finish() {
            if (!list.isEmpty()) {
                link(list.getFirst(), nativeLinks ? 0 : list.getLast().offset(), nativeLinks);
            }
            list.clear();
        }

        @Override
        public boolean cancelled() {
            return progress.advanced(0, 0);
        }
    }

    private void link(FreeRecord record, long prev, boolean nativeLinks) {
        if (assembly.header().dialect() == Dialect.TDB1 || record.prev() == prev) {
            return;
        }
        if (nativeLinks) {
            add(record.offset() + NATIVE_PREV, word(prev), "link backwards of the free record at " + record.offset());
        } else {
            long word = (bytes.u64(record.offset()) & ~LOW_56) | prev;
            add(record.offset(), word(word), "link backwards of the free record at " + record.offset());
        }
    }

    private byte[] word(int word) {
        return ByteBuffer.allocate(Integer.BYTES).order(bytes.order()).putInt(word).array();
    }

    private byte[] word(long word) {
        return ByteBuffer.allocate(Long.BYTES).order(bytes.order()).putLong(word).array();
    }

    private void add(long offset, byte[] after, String what) {
        fix(offset, after, what).ifPresent(fixes::add);
    }

    private Optional<Fix> fix(long offset, byte[] after, String what) {
        byte[] before = bytes.bytes(offset, after.length);
        return Arrays.equals(before, after) ? Optional.empty() : Optional.of(new Fix(offset, before, after, what));
    }
}
