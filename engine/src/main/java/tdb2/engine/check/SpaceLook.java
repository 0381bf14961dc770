package tdb2.engine.check;

import java.util.List;
import java.util.Set;
import tdb2.engine.Tdb;
import tdb2.engine.View;
import tdb2.engine.check.Finding.Code;
import tdb2.engine.dialect.Assembly;
import tdb2.engine.error.Fault;
import tdb2.engine.event.Progress;
import tdb2.engine.inspect.Region;
import tdb2.engine.inspect.RegionMap;
import tdb2.engine.inspect.Survey;
import tdb2.engine.salvage.SameKeys;
import tdb2.engine.storage.OffsetSet;
import tdb2.engine.transaction.RecoveryState.Status;

/**
 * One look at what every byte of a file is: what leads where, who owns it, what nobody owns. The records are judged by
 * {@link RecordLook}.
 *
 * <p>
 * A zone or a free list cannot be judged by itself in any dialect: what leads to a block stands in the whole index, a block
 * goes from a list to the index and back, in native files by way of the {@code Reserve} of some process that no lock guards, and
 * no lock but that of all records covers its whole way. So this look is at the whole file. Used once, by one thread.
 */
final class SpaceLook {

    private final Tdb tdb;
    private final Progress progress;
    private final Findings findings = new Findings();
    private final OffsetSet ofDoubtfulLength;
    private long leaked;
    private final OffsetSet unreachable;
    private long lost;
    private boolean inFlux;

    private SpaceLook(Tdb tdb, Progress progress) {
        this.tdb = tdb;
        this.progress = progress;
        this.ofDoubtfulLength = new OffsetSet(tdb.view().assembly().blocks().alignment());
        this.unreachable = new OffsetSet(tdb.view().assembly().blocks().alignment());
    }

    /** Looks at a file, of a view taken now. */
    static SpaceLook of(Tdb tdb, Progress progress) {
        SpaceLook look = new SpaceLook(tdb, progress);
        look.run();
        return look;
    }

    Findings findings() {
        return findings;
    }

    /** Records whose headers tell of more bytes than they have, or of too few. */
    OffsetSet ofDoubtfulLength() {
        return ofDoubtfulLength;
    }

    long leaked() {
        return leaked;
    }

    /** How many keys the records have that nothing leads to: of some there are older versions, too. */
    long unreachable() {
        long[] repeated = new long[1];
        Assembly assembly = tdb.view().assembly();
        new SameKeys(assembly.bytes(), assembly.blocks(), (first, _) -> {
            repeated[0]++;
            return first;
        }).among(List.of(unreachable), progress);
        return unreachable.count() - repeated[0];
    }

    /** Places that the index leads to for a record, of which nothing is left. */
    long lost() {
        return lost;
    }

    /** Whether others could have been changing the index while it was read. */
    boolean inFlux() {
        return inFlux;
    }

    private void run() {
        RegionMap map = tdb.regions(progress);
        View view = tdb.view();
        state(view);
        HeaderRules.features(view.assembly()).ifPresent(findings::add);
        Set<Fault> ofRecovery = Set.copyOf(map.survey().assembly().recovery().state().faults());
        map.faults().forEach(
                fault -> fault(map, ofRecovery.contains(fault) ? Code.RECOVERY : Code.DAMAGED, fault));
        map.survey().backLinks().forEach(fault -> fault(map, Code.BACK_LINK, fault));
        Leftovers leftovers = Leftovers.of(map.survey(), progress);
        ShortRecord ends = new ShortRecord(map.survey().assembly());
        CutOff end = new CutOff(map.survey().assembly());
        OnlyZeros zeros = new OnlyZeros(map.survey().assembly().bytes());
        Region[] before = new Region[1];
        map.forEach(0, progress, region -> {
            region(map, region, leftovers);
            if (before[0] != null) {
                ends.of(before[0], region).ifPresent(this::cut);
            }
            before[0] = region;
            end.passed(region);
            zeros.passed(region);
            return true;
        });
        cutOff(map.survey(), end);
        if (zeros.nothingElse()) {
            unchecked(
                    "whether there were records: behind the header there is hardly anything but zeros, as after a power"
                            + " failure; look for a backup");
        }
        inFlux = map.survey().inFlux();
    }

    private void state(View view) {
        if (view.recovery().status() == Status.PENDING) {
            add(Code.RECOVERY_PENDING, Fault.NOWHERE, 0,
                    view.recovery().summary() + "; the state after that is what was checked");
        }
        if (view.previewed()) { // in the state after it the area is at rest, and nothing is said of it there
            view.recovery().faults().forEach(fault -> add(Code.RECOVERY, fault.offset(), 0,
                    without(fault) + ": a part of what a crash left cannot be put back, and writers refuse the file"));
        }
        if (!view.refusesLookup().isEmpty()) {
            unchecked("hashes and lookup by key: " + view.refusesLookup());
        }
    }

    private void unchecked(String what) {
        add(Code.UNCHECKED, Fault.NOWHERE, 0, "not checked: " + what);
    }

    private void fault(RegionMap map, Code code, Fault fault) {
        boolean within = fault.offset() >= 0 && fault.offset() < map.survey().assembly().bytes().size();
        findings.add(Finding.of(code, fault.offset(), 0, without(fault))
                .at(within ? map.at(fault.offset()).owner() : "file"));
    }

    /** A finding has an offset of its own, and the file is told once. */
    private static String without(Fault fault) {
        return "expected " + fault.expected() + ", found " + fault.found();
    }

    private void region(RegionMap map, Region region, Leftovers leftovers) {
        boolean claimed = map.survey().reaches(region.offset());
        switch (region) {
            case Region.Record record when leftovers.isLost(record) -> lost(record, leftovers);
            case Region.Record record when !record.reachable() -> leak(region, "a record");
            case Region.Record record when record.header().length() > record.length() -> {
                ofDoubtfulLength.add(record.offset());
                overlong(region, record.header().length());
            }
            case Region.SubTable table when !table.reachable() -> leak(region, "a sub-table");
            case Region.Chain chain when !chain.reachable() -> leak(region, "a chain");
            case Region.Free free when !free.listed() -> leak(region,
                    "a free record; a program that has the file open may keep it for itself");
            case Region.Free free when free.header().length() > free.length() ->
                    overlong(region, free.header().length());
            case Region.Dead dead when !claimed && region.offset() < map.survey().assembly().end() ->
                    leak(region, dead.why());
            case Region.Unknown unknown when claimed -> add(Code.USED_TWICE, region,
                    "something leads here, but " + unknown.found());
            case Region.Unknown unknown when region.end() < map.survey().assembly().end()
                    || leftovers.isChanging(region.offset()) -> leak(region, unknown.found());
            case Region.Unknown unknown -> add(Code.UNEXPLAINED, region,
                    "the end of the file is no block: " + unknown.found());
            default -> {
                // as it should be
            }
        }
        lost += lost(map, region);
        Tailer.of(map.survey().assembly(), region)
                .ifPresent(finding -> findings.add(finding.at(region.owner())));
    }

    /**
     * How many records stood in a region, by what the index leads to: bytes that nothing explains, with blocks behind them. Behind
     * the last block is fill, which a damaged pointer may lead to as well.
     */
    private static long lost(RegionMap map, Region region) {
        boolean gone = region instanceof Region.Unknown
                || (region instanceof Region.Dead && region.end() < map.survey().assembly().end());
        return gone ? map.survey().missing().count(region.offset(), region.end()) : 0;
    }

    /** Where a file was cut off, the records are lost that the index leads to behind its end. */
    private void cutOff(Survey survey, CutOff end) {
        long size = survey.assembly().bytes().size();
        end.lengthBefore().ifPresent(length -> {
            long beyond = survey.missing().count(size, Long.MAX_VALUE);
            lost += beyond;
            add(Code.DAMAGED, end.block(),
                    "expected a file of %d bytes at least, by its last block, found one of %d: it was cut off; the"
                            .formatted(length, size) + " index leads to %d records behind its end".formatted(beyond));
        });
    }

    private void lost(Region.Record record, Leftovers leftovers) {
        unreachable.add(record.offset());
        findings.add(Finding.of(Code.UNREACHABLE, leftovers.lossSeverity(), record.offset(), record.length(),
                "nothing leads to a record, nor does its key lead to another; " + leftovers.lossAdvice())
                .at(record.owner()));
    }

    private void cut(Finding finding) {
        ofDoubtfulLength.add(finding.offset());
        findings.add(finding);
    }

    private void overlong(Region region, long told) {
        add(Code.USED_TWICE, region,
                "a header that tells of %d bytes, which reaches over what begins at offset %d".formatted(told,
                        region.end()));
    }

    private void leak(Region region, String what) {
        leaked += region.length();
        add(Code.LEAK, region, "nothing leads to " + what);
    }

    private void add(Code code, Region region, String message) {
        findings.add(Finding.of(code, region.offset(), region.length(), message).at(region.owner()));
    }

    private void add(Code code, long offset, long length, String message) {
        findings.add(Finding.of(code, offset, length, message));
    }
}
