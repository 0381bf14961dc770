package tdb2.engine.space;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Free records that are on no list for a moment, because the list they belong on is not locked yet. For one thread. */
final class Unlisted {

    private final BucketLocks locks;
    private List<Piece> pieces = List.of(); // there is seldom one

    /** A free record and the pool whose list it belongs on. */
    record Piece(Pool pool, long offset) {

        long length() {
            return pool.words().freeLength(pool.bytes().reading(), offset);
        }
    }

    Unlisted(BucketLocks locks) {
        this.locks = locks;
    }

    void add(Pool pool, long free) {
        if (pieces.isEmpty()) {
            pieces = new ArrayList<>(2);
        }
        pieces.add(new Piece(pool, free));
    }

    /** Gives up the one that was added last. */
    Piece takeLast() {
        return pieces.removeLast();
    }

    /** Gives the one that was added last to a reserve, if there is one. */
    void keepLast(Reserve reserve) {
        if (!pieces.isEmpty()) {
            Piece last = pieces.removeLast();
            reserve.keepPiece(last.pool, last.offset, last.length(), this);
        }
    }

    /**
     * Puts all of them on their lists; the caller holds the lock of no list.
     *
     * @return a list in which it is time to join what lies side by side
     */
    Optional<FreeBucket> list() {
        Optional<FreeBucket> due = Optional.empty();
        if (pieces.isEmpty()) {
            return due;
        }
        for (Piece piece : pieces) {
            FreeBucket bucket = piece.pool.listFor(piece.length());
            locks.take(bucket);
            try {
                if (bucket.push(piece.offset)) {
                    due = Optional.of(bucket);
                }
            } finally {
                locks.release(bucket);
            }
        }
        pieces = List.of();
        return due;
    }
}
