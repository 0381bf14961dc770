package tdb2.ui.workbench;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import tdb2.engine.lock.LockEvent;
import tdb2.engine.lock.LockListener;

/** Tells what happens to the locks that the browser itself takes to write into a file. Safe for several threads. */
public final class OwnLocks implements LockListener {

    private final List<LockListener> listeners = new CopyOnWriteArrayList<>();

    /** Tells a listener from now on, on the thread that wants the lock. */
    public void addListener(LockListener listener) {
        listeners.add(listener);
    }

    /** Tells it no more. */
    public void removeListener(LockListener listener) {
        listeners.remove(listener);
    }

    @Override
    public void happened(LockEvent event) {
        listeners.forEach(listener -> listener.happened(event));
    }
}
