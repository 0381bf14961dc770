package tdb2.engine.check;

import java.util.Optional;
import tdb2.engine.check.Finding.Code;
import tdb2.engine.dialect.Assembly;
import tdb2.engine.format.Dialect;
import tdb2.engine.inspect.Region;

/** The last four bytes of a block of TDB1, which tell its length to whoever frees the block behind it. */
final class Tailer {

    private static final int LENGTH = 4;

    private Tailer() {}

    /** What is wrong with the tailer of a block; of one that nothing leads to it does not matter. */
    static Optional<Finding> of(Assembly assembly, Region region) {
        boolean block = switch (region) {
            case Region.Record record -> record.reachable();
            case Region.Free free -> free.listed();
            default -> false;
        };
        if (!block || assembly.header().dialect() != Dialect.TDB1) {
            return Optional.empty();
        }
        long at = region.end() - LENGTH;
        long told = assembly.bytes().u32(at);
        return told == region.length()
                ? Optional.empty()
                : Optional.of(Finding.of(Code.TAILER, at, LENGTH,
                        "expected %d, the length of the block at offset %d, found %d"
                                .formatted(region.length(), region.offset(), told)));
    }
}
