package tdb2.engine.lab;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

import tdb2.engine.disk.DiskWatcher;
import tdb2.engine.disk.Journal;
import tdb2.engine.disk.SimulatedDisk;
import tdb2.engine.disk.Unsynced;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.lab.Frame.Kind;

/**
 * Every store, growth and sync of one commit of the real engine, and of the commit before it, in order, each with the
 * step of the protocol it belongs to. Immutable; safe for several threads.
 */
public final class Film {

    private final Experiment experiment;
    private final byte[] start;
    private final List<Frame> frames;
    private final int first;

    private Film(Experiment experiment, byte[] start, List<Frame> frames, int first) {
        this.experiment = experiment;
        this.start = start;
        this.frames = List.copyOf(frames);
        this.first = first;
    }

    /** Runs an experiment and records it. */
    public static Film of(Experiment experiment) {
        byte[] start = experiment.start();
        SimulatedDisk disk = new SimulatedDisk(experiment.name(), start.clone());
        Camera camera = experiment.scheme() == Scheme.FOUR_SYNCS ? new UndoCamera(disk) : new BundleCamera(disk);
        disk.watch(camera);
        experiment.run(disk, new Journal(List.of()), camera::begins);
        return new Film(experiment, start, camera.frames, camera.first);
    }

    /** What was recorded. */
    public Experiment experiment() {
        return experiment;
    }

    /** All steps, those of the earlier transaction first. */
    public List<Frame> frames() {
        return frames;
    }

    /** Number of the first step of the transaction that is looked at. */
    public int first() {
        return first;
    }

    /** Syncs of the transaction that is looked at. */
    public long syncs() {
        return own().stream().filter(frame -> frame.kind() == Kind.SYNC).count();
    }

    /** Bytes that the transaction stores. */
    public long bytes() {
        return own().stream().mapToLong(frame -> frame.after().length).sum();
    }

    /** The steps of the transaction that is looked at. */
    public List<Frame> own() {
        return frames.subList(first, frames.size());
    }

    /** The disk when so many steps are done, and what of them is unsynced. */
    public SimulatedDisk disk(int steps) {
        SimulatedDisk disk = new SimulatedDisk(experiment.name(), start.clone());
        for (Frame frame : frames.subList(0, steps)) {
            switch (frame.kind()) {
                case STORE -> disk.write(frame.offset(), frame.after(), 0, frame.after().length);
                case SYNC -> disk.sync();
                case RESIZE -> {
                    disk.extend(frame.length());
                    disk.truncate(frame.length());
                }
            }
        }
        return disk;
    }

    /** All that the medium may hold when the power goes after so many steps. */
    public Unsynced unsynced(int steps) {
        return disk(steps).unsynced(true).withFragile(experiment.fragile());
    }

    /** Records steps and knows what each is for. */
    private abstract static class Camera implements DiskWatcher {

        private final List<Frame> frames = new ArrayList<>();
        private final SimulatedDisk disk;
        private int first;
        private boolean begun;

        Camera(SimulatedDisk disk) {
            this.disk = disk;
        }

        void begins() {
            first = frames.size();
            begun = true;
        }

        @Override
        public void stored(long offset, byte[] before, byte[] after) {
            add(Kind.STORE, offset, before, after);
        }

        @Override
        public void resized(long before, long after) {
            add(Kind.RESIZE, before, new byte[0], new byte[0]);
        }

        @Override
        public void synced() {
            add(Kind.SYNC, 0, new byte[0], new byte[0]);
        }

        private void add(Kind kind, long offset, byte[] before, byte[] after) {
            Phase phase = begun ? phase(kind, disk, offset) : Phase.EARLIER;
            frames.add(new Frame(frames.size(), kind, phase, offset, before, after, disk.size()));
        }

        abstract Phase phase(Kind kind, SimulatedDisk now, long offset);
    }

    /** Bundles: the header's word on the transaction, and the pointers' pages, part the steps. */
    private static final class BundleCamera extends Camera {

        private Phase last = Phase.ANNOUNCE;

        BundleCamera(SimulatedDisk disk) {
            super(disk);
        }

        @Override
        Phase phase(Kind kind, SimulatedDisk now, long offset) {
            if (kind == Kind.SYNC) {
                return Phase.SYNC;
            }
            if (kind == Kind.RESIZE) {
                return Phase.RESERVE;
            }
            if (offset == Tdb2Header.TX && last != Phase.APPLY) {
                boolean applies = (now.u64(Tdb2Header.TX, ByteOrder.LITTLE_ENDIAN) & 1) == 1;
                last = applies ? Phase.APPLY : Phase.BUNDLE;
                return applies ? Phase.APPLY : Phase.ANNOUNCE;
            }
            return last == Phase.BUNDLE && isPointer(now, offset) ? Phase.POINTER : last;
        }

        private static boolean isPointer(SimulatedDisk now, long offset) {
            return offset == now.u64(Tdb2Header.RECOVERY_SLOT0, ByteOrder.LITTLE_ENDIAN)
                    || offset == now.u64(Tdb2Header.RECOVERY_SLOT0 + Long.BYTES, ByteOrder.LITTLE_ENDIAN);
        }
    }

    /** An undo area: its syncs part the steps. */
    private static final class UndoCamera extends Camera {

        private static final List<Phase> PHASES = List.of(Phase.SAVE_OLD, Phase.MARK, Phase.APPLY, Phase.UNMARK);

        private int syncs;

        UndoCamera(SimulatedDisk disk) {
            super(disk);
        }

        @Override
        Phase phase(Kind kind, SimulatedDisk now, long offset) {
            Phase phase = PHASES.get(Math.min(syncs, PHASES.size() - 1));
            if (kind == Kind.SYNC) {
                syncs++;
            }
            return kind == Kind.RESIZE ? Phase.RESERVE : phase;
        }
    }
}
