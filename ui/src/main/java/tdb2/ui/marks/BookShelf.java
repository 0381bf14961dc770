package tdb2.ui.marks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.Channels;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A folder with one JSON file for each book, so that damage to one harms no other. A file that cannot be read is kept
 * under another name. Used by one worker at a time.
 */
final class BookShelf {

    private static final String ENDING = ".json";
    private static final String ASIDE = ".broken";
    private static final long LARGEST = 64L << 20;

    /**
     * What was read.
     *
     * @param books all that can be read
     * @param aside files that could not, under the names they have now
     */
    record Content(List<Book> books, List<Path> aside) {}

    private final Path folder;

    BookShelf(Path folder) {
        this.folder = folder;
    }

    /** Reads all books; a folder that is not there yet is an empty one. */
    Content read() throws IOException {
        var books = new ArrayList<Book>();
        var aside = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(folder, "*" + ENDING)) {
            for (Path file : files) {
                try {
                    books.add(read(file));
                } catch (IOException | OutOfMemoryError _) {
                    aside.add(setAside(file));
                }
            }
        } catch (NoSuchFileException _) {
            // nobody made a bookmark yet
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return new Content(books, aside);
    }

    /** Reads one book, wherever it is. */
    static Book read(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException("too large for bookmarks");
        }
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            return BookJson.read(in);
        }
    }

    private static Path setAside(Path file) throws IOException {
        for (int number = 1;; number++) {
            Path other = file.resolveSibling(file.getFileName() + ASIDE + (number == 1 ? "" : "." + number));
            if (Files.notExists(other)) {
                return Files.move(file, other, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    /**
     * Keeps a book, all or nothing; bookmarks that another window added to it meanwhile stay.
     *
     * @param removed ids of bookmarks that are to go
     * @return the book as it is kept
     */
    Book keep(Book book, Set<String> removed) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(book.id() + ENDING);
        var together = new ArrayList<>(book.bookmarks());
        if (Files.exists(file)) {
            try {
                read(file).bookmarks().stream().filter(other -> !removed.contains(other.id())
                        && together.stream().noneMatch(mine -> mine.id().equals(other.id()))).forEach(together::add);
            } catch (IOException _) {
                setAside(file);
            }
        }
        var whole = new Book(book.id(), book.file(), together);
        if (together.isEmpty()) {
            Files.deleteIfExists(file);
        } else {
            write(whole, file);
        }
        return whole;
    }

    /** Writes a book to a file, all or nothing; nobody but the user may read it, for keys may be secret. */
    static void write(Book book, Path file) throws IOException {
        Path next = Files.createTempFile(file.getParent(), ".bookmarks", ".new");
        try {
            try (var channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
                BookJson.write(book, Channels.newOutputStream(channel));
                channel.force(true);
            }
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(next);
        }
    }
}
