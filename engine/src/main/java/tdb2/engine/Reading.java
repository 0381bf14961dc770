package tdb2.engine;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tdb2.engine.dialect.Assembly;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Block;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.index.Lookup;
import tdb2.engine.inspect.Position;
import tdb2.engine.inspect.ReadGuard;
import tdb2.engine.inspect.Survey;
import tdb2.engine.lock.KeptLocks;
import tdb2.engine.lock.Waiting;
import tdb2.engine.storage.Storage;

/**
 * The reading side of a {@link Tdb}: the view taken last, and looks into it, each under a short shared lock. Safe for
 * several threads.
 */
final class Reading {

    private final Storage storage;
    private final Views views;
    private final KeptLocks kept;
    private final Optional<Supplier<Waiting>> patience;
    private volatile View view;

    /** @param patience how long a lock is waited for; empty when none is */
    Reading(Storage storage, Views views, View first, KeptLocks kept, Optional<Supplier<Waiting>> patience) {
        this.storage = storage;
        this.views = views;
        this.view = first;
        this.kept = kept;
        this.patience = patience;
    }

    View view() {
        return view;
    }

    View refresh() {
        storage.refresh();
        View next = views.look();
        view = next;
        return next;
    }

    Optional<Entry> find(byte[] key) {
        return lookup(refresh(), key, (assembly, hash) -> assembly.index().record(key, hash)
                .map(record -> Entry.read(assembly.bytes(), assembly.blocks(), record, Fetch.RECORDS)));
    }

    Lookup trace(byte[] key) {
        return lookup(refresh(), key, (assembly, hash) -> assembly.index().find(key, hash));
    }

    <T> Optional<T> parse(byte[] key, Function<ValueView, T> reader) {
        return lookup(refresh(), key, (assembly, hash) -> assembly.index().record(key, hash)
                .map(record -> ValueView.during(assembly.bytes().storage(), record, reader)));
    }

    private <T> T lookup(View now, byte[] key, Search<T> search) {
        if (!now.refusesLookup().isEmpty()) {
            throw new RefusedException(new Fault(storage.name(), Fault.NOWHERE, "a file that can be searched by key",
                    now.refusesLookup(), "walking it works: keys, dump"));
        }
        long hash = now.hashing().function().hash(key, now.hashing().seed());
        AtomicReference<T> found = new AtomicReference<>();
        reads(now.assembly()).read(now.assembly().index().partitionOf(hash),
                () -> found.set(search.in(now.assembly(), hash)));
        return found.get();
    }

    /** One look into an index, under the lock of a partition. */
    private interface Search<T> {
        T in(Assembly assembly, long hash);
    }

    long traverse(Fetch fetch, Predicate<Entry> visitor) {
        refresh();
        RecordCursor cursor = cursor(Position.START, fetch);
        long passed = 0;
        boolean more = true;
        while (more && cursor.next()) {
            passed++;
            more = visitor.test(cursor.entry());
        }
        return passed;
    }

    Optional<byte[]> firstKey() {
        refresh();
        return keyAfter(Position.START);
    }

    Optional<byte[]> nextKey(byte[] key) {
        View now = refresh();
        Optional<Position> at = lookup(now, key, (assembly, hash) -> assembly.index().place(key, hash)
                .map(place -> new Position(assembly.index().partitionOf(hash), place)));
        return at.flatMap(this::keyAfter);
    }

    private Optional<byte[]> keyAfter(Position position) {
        RecordCursor cursor = cursor(position, Fetch.KEYS);
        return cursor.next() ? Optional.of(cursor.entry().key()) : Optional.empty();
    }

    Optional<Entry> at(long offset, Fetch fetch) {
        Assembly assembly = view.assembly();
        if (assembly.blocks().at(assembly.bytes(), offset) instanceof Block.Used(RecordHeader record)
                && (record.role() == RecordHeader.Role.DATA || record.role() == RecordHeader.Role.DEAD)) {
            return Optional.of(Entry.read(assembly.bytes(), assembly.blocks(), record, fetch));
        }
        return Optional.empty();
    }

    RecordCursor cursor(Position from, Fetch fetch) {
        Assembly assembly = view.assembly();
        return new RecordCursor(assembly, reads(assembly), from, fetch);
    }

    Survey survey(Progress progress) {
        Assembly assembly = refresh().assembly();
        return Survey.of(assembly, reads(assembly), progress);
    }

    ReadGuard reads() {
        return reads(view.assembly());
    }

    private SharedReads reads(Assembly assembly) {
        return new SharedReads(storage, kept, assembly.locks(), patience);
    }
}
