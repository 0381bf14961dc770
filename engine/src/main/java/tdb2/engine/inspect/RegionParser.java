package tdb2.engine.inspect;

import java.util.OptionalInt;
import tdb2.engine.dialect.Assembly;
import tdb2.engine.format.Block;
import tdb2.engine.format.FreeRecord;
import tdb2.engine.format.Landmark;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.RecoveryRecord;
import tdb2.engine.space.FreeArea;

/** Tells which region begins at an offset. Knows of no order: the map walks. */
final class RegionParser {

    private final RegionMap map;
    private final Survey survey;
    private final Assembly assembly;
    private final Gaps gaps;

    RegionParser(RegionMap map) {
        this.map = map;
        this.survey = map.survey();
        this.assembly = survey.assembly();
        this.gaps = new Gaps(assembly);
    }

    /** The region that begins at an offset within the file. */
    Region at(long offset) {
        Landmark landmark = map.landmarkAt(offset);
        if (landmark != null) {
            return landmark(landmark);
        }
        FreeArea area = survey.areas().get(offset);
        if (area != null && area.kind() != FreeArea.Kind.FREE_LIST) {
            return area(area);
        }
        if (offset >= assembly.end()) {
            return new Region.Dead(offset, assembly.bytes().size() - offset, "nobody",
                    "behind the end of the database");
        }
        return block(offset);
    }

    private Region landmark(Landmark landmark) {
        long offset = landmark.offset();
        long length = clip(offset, landmark.length());
        String owner = landmark.owner();
        return switch (landmark.kind()) {
            case HEADER -> new Region.Header(offset, length, owner);
            case HASH_TABLE -> new Region.HashTable(offset, length, owner);
            case MUTEX_AREA -> new Region.MutexArea(offset, length, owner);
            case RECOVERY_AREA -> new Region.RecoveryArea(offset, length, owner);
            case RECOVERY_SLOTS -> new Region.RecoverySlots(offset, length, owner);
            case BUNDLE -> new Region.Bundle(offset, length, owner);
            case CAPABILITY -> new Region.Capability(offset, length, owner);
        };
    }

    private Region area(FreeArea area) {
        long length = clip(area.offset(), area.headerLength());
        return area.kind() == FreeArea.Kind.ZONE
                ? new Region.ZoneHeader(area.offset(), length, area.describe(), area)
                : new Region.FreeTable(area.offset(), length, area.describe());
    }

    /** A length, cut at the next landmark, area header or the end of the file. */
    private long clip(long offset, long length) {
        long next = map.nextStructure(offset);
        long limit = next < 0 ? assembly.bytes().size() : next;
        return Math.clamp(length, 1, limit - offset);
    }

    private Region block(long offset) {
        long next = map.nextKnown(offset);
        return switch (assembly.blocks().at(assembly.bytes(), offset)) {
            case Block.Used(RecordHeader record) when offset + record.length() <= next -> used(record, record.length());
            case Block.Used(RecordHeader record) when reached(offset) -> used(record, next - offset);
            case Block.Free(FreeRecord free) when offset + free.length() <= next -> free(free, free.length());
            case Block.Free(FreeRecord free) when survey.free().contains(offset) -> free(free, next - offset);
            case Block.Recovery(RecoveryRecord area) ->
                    new Region.RecoveryArea(offset, Math.clamp(area.length(), 1, next - offset), "nobody");
            case Block.Used _,Block.Free _ -> gaps.overlapping(offset, next);
            case Block.Nothing nothing -> gaps.at(offset, next, nothing);
        };
    }

    private boolean reached(long offset) {
        return survey.records().contains(offset) || survey.tables().contains(offset)
                || survey.chains().contains(offset);
    }

    private Region used(RecordHeader record, long length) {
        long offset = record.offset();
        if (survey.tables().contains(offset)) {
            return new Region.SubTable(offset, length, tableOwner(offset), record, true);
        }
        if (survey.chains().contains(offset)) {
            return new Region.Chain(offset, length, tableOwner(offset), record, true);
        }
        boolean reachable = survey.records().contains(offset);
        return switch (record.role()) {
            case DATA -> new Region.Record(offset, length, reachable ? recordOwner(record) : "nobody", record,
                    reachable);
            case DEAD -> new Region.Dead(offset, length, reachable ? recordOwner(record) : "nobody",
                    "deleted record that is still in its chain");
            case TABLE -> new Region.SubTable(offset, length, "nobody", record, false);
            case CHAIN -> new Region.Chain(offset, length, "nobody", record, false);
            case FREE_TABLE -> new Region.FreeTable(offset, length, "nobody");
            case CAPABILITY -> new Region.Capability(offset, length, "nobody");
        };
    }

    private Region free(FreeRecord free, long length) {
        boolean listed = survey.free().contains(free.offset());
        String owner = listed ? assembly.space().owner(free) : "nobody";
        return new Region.Free(free.offset(), length, owner, free, listed);
    }

    private String tableOwner(long offset) {
        String word = assembly.index().partitionWord();
        return survey.partitionOf(offset).stream().mapToObj(n -> word + " " + n).findFirst().orElse("index");
    }

    private String recordOwner(RecordHeader record) {
        OptionalInt home = HomePartition.of(assembly, record);
        return home.isPresent() ? assembly.index().partitionWord() + " " + home.getAsInt() : "index";
    }
}
