package tdb2.engine.inspect;

import java.util.EnumMap;
import java.util.Map;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;
import tdb2.engine.format.RecordHeader;

/**
 * Why a file is as large as it is: each byte by what it is good for, and what of it a repack would give back. Immutable.
 *
 * @param size bytes of the file
 * @param bytes bytes by their use; together they are the size
 * @param runs how many times free records lie side by side that could be one
 * @param runBytes bytes of the free records in such runs
 * @param dead deleted records that are still in their chains
 * @param lost pieces that nothing leads to
 * @param repacked bytes of the file after a repack, about; never more than now
 */
public record Growth(long size, Map<Use, Long> bytes, long runs, long runBytes, long dead, long lost, long repacked) {

    /** What bytes are good for. */
    public enum Use {
        /** Keys and values that the index leads to. */
        LIVE,
        /** The headers of their records. */
        HEADERS,
        /** Room behind values that their records keep. */
        PADDING,
        /** Records of free space. */
        FREE,
        /** Deleted records and what lies behind the end of the database. */
        DEAD,
        /** Header of the file, hash table, sub-tables, chains. */
        INDEX,
        /** Heads of free lists: zone headers, free tables. */
        SPACE,
        /** What a recovery may need. */
        RECOVERY,
        /** What nothing leads to. */
        LOST,
        /** Capabilities, mutexes. */
        OTHER
    }

    public Growth {
        bytes = Map.copyOf(bytes);
    }

    /** Bytes of one use. */
    public long of(Use use) {
        return bytes.getOrDefault(use, 0L);
    }

    /** Bytes that a repack gives back, about. */
    public long gain() {
        return size - repacked;
    }

    /** Passes over all regions of a file. */
    public static Growth of(RegionMap map, Progress progress) {
        var count = new Count();
        map.forEach(0, progress, region -> {
            count.take(region);
            return true;
        });
        count.endRun();
        return count.done(map);
    }

    private static final class Count {

        private final EnumMap<Use, Long> bytes = new EnumMap<>(Use.class);
        private long size;
        private long runs;
        private long runBytes;
        private long dead;
        private long lost;
        private int run;
        private long inRun;

        void take(Region region) {
            size += region.length();
            if (region instanceof Region.Free free && free.listed()) {
                run++;
                inRun += region.length();
            } else {
                endRun();
            }
            switch (region) {
                case Region.Record record when record.reachable() -> live(record);
                case Region.Free free when free.listed() -> add(Use.FREE, region);
                case Region.Record _,Region.Free _,Region.Unknown _ -> lost(region);
                case Region.SubTable table when !table.reachable() -> lost(region);
                case Region.Chain chain when !chain.reachable() -> lost(region);
                case Region.Dead _ -> {
                    dead++;
                    add(Use.DEAD, region);
                }
                case Region.Header _,Region.HashTable _,Region.SubTable _,Region.Chain _ -> add(Use.INDEX, region);
                case Region.ZoneHeader _,Region.FreeTable _ -> add(Use.SPACE, region);
                case Region.RecoveryArea _,Region.RecoverySlots _,Region.Bundle _ -> add(Use.RECOVERY, region);
                case Region.Capability _,Region.MutexArea _ -> add(Use.OTHER, region);
            }
        }

        private void live(Region.Record region) {
            RecordHeader header = region.header();
            long rest = region.length();
            rest -= put(Use.HEADERS, Math.min(rest, header.headerLength()));
            rest -= put(Use.LIVE, Math.min(rest, header.keyLength() + header.valueLength()));
            put(Use.PADDING, rest);
        }

        private void lost(Region region) {
            lost++;
            add(Use.LOST, region);
        }

        private void add(Use use, Region region) {
            put(use, region.length());
        }

        private long put(Use use, long length) {
            bytes.merge(use, length, Long::sum);
            return length;
        }

        void endRun() {
            if (run > 1) {
                runs++;
                runBytes += inRun;
            }
            run = 0;
            inRun = 0;
        }

        Growth done(RegionMap map) {
            boolean zones = map.survey().assembly().header().dialect() == Dialect.TDB2;
            long useless = bytes.getOrDefault(Use.FREE, 0L) + bytes.getOrDefault(Use.DEAD, 0L)
                    + bytes.getOrDefault(Use.LOST, 0L);
            long repacked = zones ? Math.min(size, RepackEstimate.of(map.survey()).expected()) : size - useless;
            return new Growth(size, bytes, runs, runBytes, dead, lost, repacked);
        }
    }
}
