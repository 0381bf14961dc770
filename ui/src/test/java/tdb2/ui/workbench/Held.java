package tdb2.ui.workbench;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;

/** A job that works until it is let go or cancelled, and writes down what becomes of it. */
final class Held implements Job<String> {

    final CountDownLatch started = new CountDownLatch(1);
    final CountDownLatch released = new CountDownLatch(1);
    final List<String> heard = new CopyOnWriteArrayList<>();

    @Override
    public String title() {
        return "held";
    }

    @Override
    public String work(Progress progress) {
        started.countDown();
        while (released.getCount() > 0) {
            progress.check("file", 1, 4);
            Thread.onSpinWait();
        }
        return "answer";
    }

    @Override
    public void done(String answer) {
        heard.add("done " + answer);
    }

    @Override
    public void failed(TdbException why) {
        heard.add("failed");
    }

    @Override
    public void cancelled() {
        heard.add("cancelled");
    }
}
