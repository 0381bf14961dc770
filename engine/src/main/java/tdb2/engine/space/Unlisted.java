package tdb2.engine.space;

import java.util.ArrayList;
import java.util.List;
import tdb2.engine.format.NativeWords;
import tdb2.engine.format.WritableBytes;
import tdb2.engine.format.ZoneHeader;

/** Free records that are on no list for a moment, because the list they belong on is not locked yet. For one thread. */
final class Unlisted {

    private final WritableBytes bytes;
    private final BucketLocks locks;
    private final List<Piece> pieces = new ArrayList<>(2);

    /** A free record and the zone it lies in. */
    record Piece(ZoneHeader zone, long offset) {}

    Unlisted(WritableBytes bytes, BucketLocks locks) {
        this.bytes = bytes;
        this.locks = locks;
    }

    void add(ZoneHeader zone, long free) {
        pieces.add(new Piece(zone, free));
    }

    /** Gives up the one that was added last. */
    Piece takeLast() {
        return pieces.removeLast();
    }

    /** Gives the one that was added last to a reserve, if there is one. */
    void keepLast(Reserve reserve) {
        if (!pieces.isEmpty()) {
            Piece last = pieces.removeLast();
            reserve.keepPiece(last.zone, last.offset, NativeWords.freeLength(bytes.reading(), last.offset), this);
        }
    }

    /** Puts all of them on their lists; the caller holds the lock of no list. */
    void list() {
        for (Piece piece : pieces) {
            FreeBucket bucket = FreeBucket.of(bytes, piece.zone,
                    NativeWords.freeLength(bytes.reading(), piece.offset));
            locks.take(bucket);
            try {
                bucket.push(piece.offset);
            } finally {
                locks.release(bucket);
            }
        }
        pieces.clear();
    }
}
