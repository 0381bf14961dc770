package tdb2.engine.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tdb2.engine.Fetch;
import tdb2.engine.RecordCursor;
import tdb2.engine.Tdb;
import tdb2.engine.check.Finding.Code;
import tdb2.engine.check.Finding.Severity;
import tdb2.engine.dialect.Assembly;
import tdb2.engine.error.DamagedException;
import tdb2.engine.event.Progress;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.inspect.Position;
import tdb2.engine.inspect.Region;
import tdb2.engine.inspect.RegionMap;

/**
 * Looks at a whole file: each byte has one owner, each free record is on the list it belongs on, each record is found by
 * its key. Changes nothing. Others should not write meanwhile, or findings may be of states that were gone a moment later.
 */
public final class Check {

    private static final int ZONE_MASK = 63;

    private final Tdb tdb;
    private final Progress progress;
    private final List<Finding> findings = new ArrayList<>();

    private Check(Tdb tdb, Progress progress) {
        this.tdb = tdb;
        this.progress = progress;
    }

    /** All findings, in no told order; bounded by the size of the file. */
    public static List<Finding> of(Tdb tdb, Progress progress) {
        Check check = new Check(tdb, progress);
        check.run();
        return List.copyOf(check.findings);
    }

    /** The worst severity of findings; empty when there are none. */
    public static Optional<Severity> worst(List<Finding> findings) {
        return findings.stream().map(Finding::severity).max(Severity::compareTo);
    }

    private void run() {
        RegionMap map = tdb.regions(progress);
        map.faults().forEach(fault -> add(Code.DAMAGED, fault.offset(), 0, fault.message()));
        map.survey().backLinks()
                .forEach(fault -> add(Code.BACK_LINK, fault.offset(), 0, fault.message()));
        map.forEach(0, progress, region -> {
            region(map, region);
            return true;
        });
        Assembly assembly = tdb.view().assembly();
        if (assembly.hashing().matches() && assembly.refusesLookup().isEmpty()) {
            records(assembly);
        }
    }

    private void region(RegionMap map, Region region) {
        boolean claimed = map.survey().reaches(region.offset());
        switch (region) {
            case Region.Record record when !record.reachable() -> leak(region, "a record");
            case Region.SubTable table when !table.reachable() -> leak(region, "a sub-table");
            case Region.Chain chain when !chain.reachable() -> leak(region, "a chain");
            case Region.Free free when !free.listed() -> leak(region, "a free record");
            case Region.Dead dead when region.offset() < map.survey().assembly().end() -> leak(region, dead.why());
            case Region.Unknown unknown -> {
                if (claimed) {
                    add(Code.USED_TWICE, region.offset(), region.length(),
                            "something leads here, but " + unknown.found());
                } else {
                    leak(region, unknown.found());
                }
            }
            default -> {
                // as it should be
            }
        }
    }

    private void leak(Region region, String what) {
        add(Code.LEAK, region.offset(), region.length(), "nothing leads to " + what);
    }

    private void records(Assembly assembly) {
        RecordCursor cursor = tdb.cursor(Position.START, Fetch.KEYS);
        while (cursor.next()) {
            progress.check(tdb.name(), cursor.done(), cursor.total());
            if (!cursor.entry().dead()) {
                record(assembly, cursor.entry().header(), cursor.entry().key());
            }
        }
    }

    private void record(Assembly assembly, RecordHeader record, byte[] key) {
        long hash = assembly.hashing().function().hash(key, assembly.hashing().seed());
        Optional<RecordHeader> found = lookup(assembly, key, hash);
        if (found.isEmpty() || found.get().offset() != record.offset()) {
            add(Code.NOT_FOUND, record.offset(), record.length(), "the key leads to "
                    + found.map(other -> "another record at offset " + other.offset()).orElse("nothing"));
        }
        long mask = (1L << record.hashBits()) - 1;
        if (record.hashBits() < Long.SIZE && (hash & mask) != record.hash() && record.hashBits() == 5) {
            add(Code.RECORD_HEADER, record.offset(), record.length(),
                    "%d hash bits %d, of the key %d".formatted(record.hashBits(), record.hash(), hash & mask));
        }
        if (assembly.header() instanceof Tdb2Header header && header.dialect() == tdb2.engine.format.Dialect.TDB2) {
            zone(assembly, header, record);
        }
    }

    private void zone(Assembly assembly, Tdb2Header header, RecordHeader record) {
        long bits = assembly.bytes().u64(record.offset()) & ZONE_MASK;
        long start = Tdb2Header.LENGTH + (record.offset() - Tdb2Header.LENGTH & -1L << bits);
        if (assembly.bytes().u64(start) != bits) {
            add(Code.RECORD_HEADER, record.offset(), record.length(), "zone_bits %d, but no such zone".formatted(bits));
        }
        if (header.variant() > 0 && record.padding() > 0
                && assembly.bytes().bytes(record.paddingOffset(), 1)[0] != 0) {
            add(Code.PADDING, record.paddingOffset(), 1, "a first byte of padding that is not zero");
        }
    }

    private static Optional<RecordHeader> lookup(Assembly assembly, byte[] key, long hash) {
        try {
            return assembly.index().record(key, hash);
        } catch (DamagedException _) {
            return Optional.empty();
        }
    }

    private void add(Code code, long offset, long length, String message) {
        findings.add(Finding.of(code, offset, length, message));
    }
}
