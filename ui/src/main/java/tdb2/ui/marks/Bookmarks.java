package tdb2.ui.marks;

import java.awt.EventQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The bookmarks of one open file. They are read and kept in the background; a change shows at once. Event thread only, but
 * for the constructor.
 */
public final class Bookmarks {

    /** Told what becomes of them; on the event thread. */
    public interface Listener {

        /** The list is another one. */
        void changed();

        /** Something could not be read or kept; what it means. */
        default void trouble(String what, String technical) {}
    }

    /** One thread for all files: it ends soon after the last change, and the program does not end before. */
    private static final ExecutorService WORKER = worker();

    private final Optional<BookShelf> shelf;
    private final List<Listener> listeners = new ArrayList<>();
    private final Set<String> removed = new HashSet<>();
    private FileMark file;
    private String id = UUID.randomUUID().toString();
    private List<Bookmark> list = List.of();
    private boolean read;

    /**
     * @param file whose they are
     * @param folder where bookmarks are kept; empty to forget them at the end
     */
    public Bookmarks(FileMark file, Optional<Path> folder) {
        this.file = file;
        shelf = folder.map(BookShelf::new);
    }

    private static ExecutorService worker() {
        var pool = new ThreadPoolExecutor(1, 1, 500, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name("bookmarks").daemon(false).factory());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** All of them, by place; none before they are read. */
    public List<Bookmark> list() {
        return list;
    }

    public void addListener(Listener listener) {
        listeners.add(listener);
    }

    public void removeListener(Listener listener) {
        listeners.remove(listener);
    }

    /** Begins to read what is kept of the file. */
    public void read() {
        shelf.ifPresent(kept -> WORKER.execute(() -> {
            try {
                var content = kept.read();
                var book = content.books().stream().filter(one -> likeness(one) > 0)
                        .max(Comparator.comparingInt(this::likeness));
                EventQueue.invokeLater(() -> take(book, content.aside()));
            } catch (IOException e) {
                EventQueue.invokeLater(() -> trouble("read", e.toString()));
            }
        }));
    }

    private int likeness(Book book) {
        return file.likeness(book.file(), Files.exists(book.file().path()));
    }

    private void take(Optional<Book> book, List<Path> aside) {
        aside.forEach(path -> trouble("aside", path.toString()));
        read = true;
        book.ifPresent(known -> id = known.id());
        var made = list;
        show(merged(book.map(Book::bookmarks).orElse(List.of()), made));
        if (!made.isEmpty()) {
            keep();
        }
    }

    private static List<Bookmark> merged(List<Bookmark> kept, List<Bookmark> more) {
        var all = new ArrayList<>(kept);
        more.stream().filter(one -> all.stream().noneMatch(known -> known.sameTarget(one))).forEach(all::add);
        return all;
    }

    /** Adds one, or replaces the one of the same id or on the same target. */
    public void put(Bookmark bookmark) {
        var next = new ArrayList<>(list);
        next.removeIf(other -> {
            boolean replaced = other.id().equals(bookmark.id()) || other.sameTarget(bookmark);
            if (replaced && !other.id().equals(bookmark.id())) {
                removed.add(other.id());
            }
            return replaced;
        });
        next.add(bookmark);
        show(next);
        keep();
    }

    /** Takes one away. */
    public void remove(Bookmark bookmark) {
        removed.add(bookmark.id());
        var next = new ArrayList<>(list);
        next.removeIf(other -> other.id().equals(bookmark.id()));
        show(next);
        keep();
    }

    /** The one on a target, if there is one. */
    public Optional<Bookmark> on(Bookmark target) {
        return list.stream().filter(target::sameTarget).findFirst();
    }

    /** Writes all to a file in the background; the listeners are told of trouble. */
    public void exportTo(Path target) {
        var book = new Book(id, file, list);
        WORKER.execute(() -> {
            try {
                BookShelf.write(book, target.toAbsolutePath());
            } catch (IOException e) {
                EventQueue.invokeLater(() -> trouble("export", e.toString()));
            }
        });
    }

    /** Adds those of a file that {@link #exportTo} wrote, of this or another database; those that are here stay. */
    public void importFrom(Path source) {
        WORKER.execute(() -> {
            try {
                var book = BookShelf.read(source);
                EventQueue.invokeLater(() -> {
                    show(merged(list, book.bookmarks()));
                    keep();
                });
            } catch (IOException e) {
                EventQueue.invokeLater(() -> trouble("import", e.toString()));
            }
        });
    }

    private void keep() {
        if (!read) {
            return; // done when what is kept was read
        }
        var book = new Book(id, file, list);
        var gone = Set.copyOf(removed);
        shelf.ifPresent(kept -> WORKER.execute(() -> {
            try {
                kept.keep(book, gone);
            } catch (IOException e) {
                EventQueue.invokeLater(() -> trouble("keep", e.toString()));
            }
        }));
    }

    private void show(List<Bookmark> next) {
        list = next.stream().sorted(Comparator.comparingLong(Bookmark::offset)).toList();
        List.copyOf(listeners).forEach(Listener::changed);
    }

    private void trouble(String what, String technical) {
        List.copyOf(listeners).forEach(listener -> listener.trouble(what, technical));
    }
}
