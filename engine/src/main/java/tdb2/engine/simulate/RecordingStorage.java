package tdb2.engine.simulate;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

import tdb2.engine.storage.WritableStorage;

/**
 * A storage over another that tells a listener all that is done to it, in one order, and can stop before any effect as
 * if the process had been killed there: from then on nothing gets through, and the bytes below stay as they are.
 *
 * <p>
 * A simulated disk is a listener: it keeps what has been stored since the last {@link Effect.Sync}, and makes from it
 * every state a power cut could leave. Effects happen one at a time, so their order is the order of the file. Safe for
 * several threads.
 */
public final class RecordingStorage implements WritableStorage {

    private final WritableStorage below;
    private final EffectListener listener;
    private long number;
    private long lastNumber = Long.MAX_VALUE;
    private int bytesOfNext;

    public RecordingStorage(WritableStorage below, EffectListener listener) {
        this.below = below;
        this.listener = listener;
    }

    /** Lets so many effects happen, counted from the storage's beginning, and kills the process before the next. */
    public void killAfter(long effects) {
        killWithin(effects, 0);
    }

    /** The same, with the first bytes of the next store getting through, unless that is {@linkplain Effect.Store whole}. */
    public synchronized void killWithin(long effects, int bytes) {
        lastNumber = effects;
        bytesOfNext = bytes;
    }

    /** How many effects have happened so far. */
    public synchronized long effects() {
        return number;
    }

    private synchronized void happens(Effect effect) {
        if (number >= lastNumber) {
            if (bytesOfNext > 0 && effect instanceof Effect.Store store && !store.whole()) {
                below.write(store.offset(), store.bytes(), 0, Math.min(bytesOfNext, store.bytes().length));
            }
            bytesOfNext = 0;
            throw new KilledError(number + 1, effect);
        }
        listener.before(number + 1, effect);
        switch (effect) {
            case Effect.Store(long offset, byte[] bytes, boolean whole) -> store(offset, bytes, whole);
            case Effect.Extend(long size) -> below.extend(size);
            case Effect.Truncate(long size) -> below.truncate(size);
            case Effect.Sync() -> below.sync();
        }
        number++;
        listener.after(number, effect);
    }

    private void store(long offset, byte[] bytes, boolean whole) {
        if (whole && bytes.length == Long.BYTES) {
            below.putU64(offset, ByteBuffer.wrap(bytes).getLong(), ByteOrder.BIG_ENDIAN);
        } else if (whole) {
            below.putU32(offset, ByteBuffer.wrap(bytes).getInt(), ByteOrder.BIG_ENDIAN);
        } else {
            below.write(offset, bytes, 0, bytes.length);
        }
    }

    @Override
    public void write(long offset, byte[] from, int at, int length) {
        happens(new Effect.Store(offset, Arrays.copyOfRange(from, at, at + length), false));
    }

    @Override
    public void putU32(long offset, long word, ByteOrder order) {
        byte[] bytes = ByteBuffer.allocate(Integer.BYTES).order(order).putInt((int) word).array();
        happens(new Effect.Store(offset, bytes, (offset & 3) == 0));
    }

    @Override
    public void putU64(long offset, long word, ByteOrder order) {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES).order(order).putLong(word).array();
        happens(new Effect.Store(offset, bytes, (offset & 7) == 0));
    }

    @Override
    public void extend(long size) {
        happens(new Effect.Extend(size));
    }

    @Override
    public void truncate(long size) {
        happens(new Effect.Truncate(size));
    }

    @Override
    public void sync() {
        happens(new Effect.Sync());
    }

    @Override
    public String name() {
        return below.name();
    }

    @Override
    public long size() {
        return below.size();
    }

    @Override
    public void read(long offset, byte[] into, int at, int length) {
        below.read(offset, into, at, length);
    }

    @Override
    public long u32(long offset, ByteOrder order) {
        return below.u32(offset, order);
    }

    @Override
    public long u64(long offset, ByteOrder order) {
        return below.u64(offset, order);
    }

    @Override
    public boolean refresh() {
        return below.refresh();
    }

    @Override
    public void close() {
        below.close();
    }
}
