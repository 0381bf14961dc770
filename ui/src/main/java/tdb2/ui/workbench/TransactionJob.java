package tdb2.ui.workbench;

import java.awt.EventQueue;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import tdb2.engine.Edit;
import tdb2.engine.Edits;
import tdb2.engine.PageChange;
import tdb2.engine.ReadTransaction;
import tdb2.engine.Tdb;
import tdb2.engine.Transaction;
import tdb2.engine.error.CancelledException;
import tdb2.engine.error.Fault;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.ui.edit.Staged;
import tdb2.ui.workbench.Transacting.Kind;

/**
 * The thread that a transaction belongs to: it does what it is asked for, one after the other, until the transaction is
 * over. Whatever ends it but the request to commit, nothing is committed. Requests come from the event thread.
 */
final class TransactionJob implements Job<Long> {

    /** The number of a commit that did not happen. */
    static final long NOT_COMMITTED = -1;

    private static final long ASKED_MILLIS = 100;
    private static final int PAGES = 2000;

    /** What it is asked for. */
    sealed interface Request {

        /** To change records, so that the transaction is as a target says. */
        record Change(List<Edit> edits, Staged target) implements Request {}

        /** To do all of a commit that can fail. */
        record Prepare() implements Request {}

        /** To commit. */
        record Commit() implements Request {}

        /** To end without a commit. */
        record Cancel() implements Request {}
    }

    /** Told what became of it; on the event thread. */
    interface Listener {

        void begun();

        void changed(Request.Change change, List<PageChange> pages);

        void prepared();

        /** A request could not be done; the transaction goes on. */
        void refused(Request request, TdbException why);

        /** It is over: the number of the commit, or {@link #NOT_COMMITTED}. */
        void ended(long number);

        void broken(TdbException why);
    }

    private final Kind kind;
    private final WriteHandle handle;
    private final Listener listener;
    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    private volatile Optional<Long> answer = Optional.empty();

    TransactionJob(Kind kind, WriteHandle handle, Listener listener) {
        this.kind = kind;
        this.handle = handle;
        this.listener = listener;
    }

    void ask(Request request) {
        requests.add(request);
    }

    @Override
    public String title() {
        return Jobs.TEXTS.get("job.transaction." + kind);
    }

    @Override
    public Long work(Progress progress) {
        long number = handle.run(progress, this::run);
        answer = Optional.of(number);
        return number;
    }

    private long run(Tdb tdb, Progress told) {
        if (kind == Kind.READ) {
            try (ReadTransaction _ = tdb.beginRead()) {
                EventQueue.invokeLater(listener::begun);
                next(told);
                return NOT_COMMITTED;
            }
        }
        try (Transaction transaction = tdb.begin()) {
            EventQueue.invokeLater(listener::begun);
            while (true) {
                switch (next(told)) {
                    case Request.Change change -> change(transaction, change);
                    case Request.Prepare prepare -> prepare(transaction, prepare);
                    case Request.Commit _ -> {
                        return transaction.commit();
                    }
                    case Request.Cancel _ -> {
                        transaction.cancel();
                        return NOT_COMMITTED;
                    }
                }
            }
        }
    }

    private Request next(Progress told) {
        try {
            while (true) {
                Request request = requests.poll(ASKED_MILLIS, TimeUnit.MILLISECONDS);
                if (request != null) {
                    return request;
                }
                told.check(title(), 0, 0);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CancelledException(new Fault(title(), Fault.NOWHERE, "a request", "an interrupt", ""));
        }
    }

    private void change(Transaction transaction, Request.Change change) {
        try {
            Edits.of(change.edits()).applyTo(transaction);
            List<PageChange> pages = transaction.pages(PAGES);
            EventQueue.invokeLater(() -> listener.changed(change, pages));
        } catch (TdbException why) {
            EventQueue.invokeLater(() -> listener.refused(change, why));
        }
    }

    private void prepare(Transaction transaction, Request.Prepare prepare) {
        try {
            transaction.prepare();
            EventQueue.invokeLater(listener::prepared);
        } catch (TdbException why) {
            EventQueue.invokeLater(() -> listener.refused(prepare, why));
        }
    }

    @Override
    public void done(Long number) {
        listener.ended(number);
    }

    @Override
    public void failed(TdbException why) {
        listener.broken(why);
    }

    /** It may have come too late: then it is committed all the same. */
    @Override
    public void cancelled() {
        listener.ended(answer.orElse(NOT_COMMITTED));
    }
}
