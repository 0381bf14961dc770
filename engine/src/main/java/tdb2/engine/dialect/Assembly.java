package tdb2.engine.dialect;

import java.util.List;
import tdb2.engine.error.Fault;
import tdb2.engine.format.BlockReader;
import tdb2.engine.format.Header;
import tdb2.engine.format.Landmark;
import tdb2.engine.index.Index;
import tdb2.engine.lock.LockMap;
import tdb2.engine.space.Space;
import tdb2.engine.storage.Bytes;
import tdb2.engine.transaction.Recovery;

/**
 * A dialect, put together over one state of one file. Code above does not ask which dialect it is. Immutable, safe for
 * several threads.
 *
 * @param header the header as read
 * @param bytes the file in its byte order
 * @param blocks tells what stands at an offset
 * @param index finds and walks records
 * @param space walks free space
 * @param recovery what a crash left
 * @param locks which byte ranges mean what
 * @param hashing how keys are hashed
 * @param landmarks structures told by the header, in the order of the file; zone headers and free tables are told by
 *            {@code space}
 * @param end where the database ends: bytes beyond are nobody's
 * @param faults what was already seen to be damaged while assembling
 * @param refusesLookup why lookup by key is refused whatever the hash says (unknown do-not-open capability), or empty
 */
public record Assembly(Header header, Bytes bytes, BlockReader blocks, Index index, Space space, Recovery recovery,
        LockMap locks, Hashing hashing, List<Landmark> landmarks, long end,
        List<Fault> faults, String refusesLookup) {

    public Assembly {
        landmarks = List.copyOf(landmarks);
        faults = List.copyOf(faults);
    }
}
