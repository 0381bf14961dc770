package tdb2.engine.check;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import tdb2.engine.dialect.Assembly;
import tdb2.engine.format.Block;
import tdb2.engine.format.FreeRecord;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.inspect.Region;
import tdb2.engine.storage.Bytes;
import tdb2.engine.storage.Storage;

/** Tells whether a file was longer once: its last block reaches beyond the end. Is told of all regions, in their order. */
final class CutOff {

    private final Assembly assembly;
    /** Where what nothing explains begins that lies behind the last block that something does. */
    private Optional<Region> rest = Optional.empty();

    CutOff(Assembly assembly) {
        this.assembly = assembly;
    }

    /** The next region. */
    void passed(Region region) {
        boolean explained = !(region instanceof Region.Unknown || region instanceof Region.Dead);
        rest = explained ? Optional.empty() : rest.or(() -> Optional.of(region));
    }

    /** Where the last block begins. */
    Region block() {
        return rest.orElseThrow();
    }

    /**
     * How long the file was at least; empty when nothing says that it was longer. A length that is more than the file has is
     * taken for damaged.
     */
    OptionalLong lengthBefore() {
        return rest.isPresent() ? toldBy(rest.get().offset()) : OptionalLong.empty();
    }

    private OptionalLong toldBy(long offset) {
        Bytes bytes = assembly.bytes();
        Bytes longer = new Bytes(new Longer(bytes.storage(), 2 * bytes.size()), bytes.order());
        long end = switch (assembly.blocks().at(longer, offset)) {
            case Block.Used(RecordHeader record) -> record.end();
            case Block.Free(FreeRecord free) -> free.offset() + free.length();
            case Block.Recovery _,Block.Nothing _ -> 0;
        };
        return end > bytes.size() ? OptionalLong.of(end) : OptionalLong.empty();
    }

    /** A file with zeros behind its end. */
    private record Longer(Storage file, long size) implements Storage {

        @Override
        public String name() {
            return file.name();
        }

        @Override
        public void read(long offset, byte[] into, int at, int length) {
            int there = Math.clamp(file.size() - offset, 0, length);
            file.read(Math.min(offset, file.size()), into, at, there);
            Arrays.fill(into, at + there, at + length, (byte) 0);
        }

        @Override
        public long u32(long offset, ByteOrder order) {
            return file.contains(offset, Integer.BYTES) ? file.u32(offset, order) : 0;
        }

        @Override
        public long u64(long offset, ByteOrder order) {
            return file.contains(offset, Long.BYTES) ? file.u64(offset, order) : 0;
        }

        @Override
        public boolean refresh() {
            return false;
        }

        @Override
        public void close() {
            // the file is somebody else's
        }
    }
}
