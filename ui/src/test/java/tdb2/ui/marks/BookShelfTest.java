package tdb2.ui.marks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bookmarks come back as they were kept, and what cannot be read is not lost. */
class BookShelfTest {

    private static final FileMark MARK = new FileMark(Path.of("/data/a.tdb"), "08:01:12", "tdb2 LE 1234", true);

    @TempDir
    private Path folder;

    private static Book book(String id, Bookmark... bookmarks) {
        return new Book(id, MARK, List.of(bookmarks));
    }

    @Property(tries = 200)
    void whatIsWrittenIsReadBack(@ForAll @Size(max = 6) List<byte[]> keys, @ForAll String note,
            @ForAll @IntRange(min = 0) int offset, @ForAll @IntRange(min = 0) int length) throws IOException {
        String text = new String(note.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        var all = keys.stream().map(key -> Bookmark.onKey(key, offset, length, text)).toList();
        var whole = new Book("id", MARK, all);
        var out = new ByteArrayOutputStream();
        BookJson.write(whole, out);
        assertThat(BookJson.read(new ByteArrayInputStream(out.toByteArray()))).isEqualTo(whole);
    }

    @Property(tries = 300)
    void damageIsAnErrorOrHarmless(@ForAll int seed) throws IOException {
        var out = new ByteArrayOutputStream();
        BookJson.write(book("id", Bookmark.onKey(new byte[] { 1, 2 }, 8, 40, "one"), Bookmark.onBytes(0, 4, "two")),
                out);
        byte[] damaged = out.toByteArray();
        var random = new Random(seed);
        for (int i = 0; i < 3; i++) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        byte[] cut = random.nextBoolean() ? damaged : Arrays.copyOf(damaged, random.nextInt(damaged.length));
        try {
            assertThat(BookJson.read(new ByteArrayInputStream(cut)).bookmarks()).hasSizeLessThanOrEqualTo(2);
        } catch (IOException refused) {
            assertThat(refused).isNotNull();
        }
    }

    @Test
    void aBookThatCannotBeReadIsKeptAsideAndTheOthersAreRead() throws IOException {
        var shelf = new BookShelf(folder);
        shelf.keep(book("good", Bookmark.onBytes(1, 2, "fine")), Set.of());
        shelf.keep(book("bad", Bookmark.onBytes(3, 4, "worth keeping")), Set.of());
        Path bad = folder.resolve("bad.json");
        byte[] half = Arrays.copyOf(Files.readAllBytes(bad), 200);
        Files.write(bad, half);
        var content = shelf.read();
        assertThat(content.books()).extracting(Book::id).containsExactly("good");
        assertThat(content.aside()).singleElement().satisfies(path -> assertThat(path).hasBinaryContent(half));
        Files.write(bad, new byte[] { '{' });
        assertThat(shelf.read().aside()).singleElement().asString().endsWith(".broken.2");
        assertThat(shelf.read().aside()).isEmpty();
    }

    @Test
    void bookmarksOfAnotherWindowStayAndRemovedOnesGo() throws IOException {
        var shelf = new BookShelf(folder);
        var mine = Bookmark.onBytes(1, 2, "mine");
        var other = Bookmark.onBytes(3, 4, "of the other window");
        shelf.keep(book("one", other), Set.of());
        assertThat(shelf.keep(book("one", mine), Set.of()).bookmarks()).containsExactly(mine, other);
        assertThat(shelf.keep(book("one", mine), Set.of(other.id())).bookmarks()).containsExactly(mine);
        shelf.keep(book("one"), Set.of(mine.id()));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFolderThatIsNotThereHasNoBooks() throws IOException {
        assertThat(new BookShelf(folder.resolve("none")).read().books()).isEmpty();
        assertThatThrownBy(() -> BookShelf.read(folder.resolve("none.json"))).isInstanceOf(IOException.class);
    }

    @Test
    void aFileIsKnownAgainByPathOrWhenItMovedByInodeOrSeed() {
        var moved = new FileMark(Path.of("/data/b.tdb"), "08:01:12", "tdb2 LE 1234", true);
        var copied = new FileMark(Path.of("/data/b.tdb"), "08:01:99", "tdb2 LE 1234", true);
        var madeAnew = new FileMark(Path.of("/data/a.tdb"), "08:01:99", "tdb2 LE ffff", true);
        var other = new FileMark(Path.of("/data/b.tdb"), "08:01:12", "tdb2 LE ffff", true);
        assertThat(MARK.likeness(MARK, true)).isPositive();
        assertThat(moved.likeness(MARK, false)).isPositive();
        assertThat(moved.likeness(MARK, true)).as("the old path is still there").isZero();
        assertThat(copied.likeness(MARK, false)).isPositive().isLessThan(moved.likeness(MARK, false));
        assertThat(madeAnew.likeness(MARK, true)).isPositive();
        assertThat(other.likeness(MARK, false)).as("an inode used again").isZero();
        var plain = new FileMark(Path.of("/data/b.tdb"), "08:01:99", "tdb1 LE 131 chains", false);
        assertThat(plain.likeness(new FileMark(Path.of("/x"), "08:01:1", "tdb1 LE 131 chains", false), false)).isZero();
    }

    @Test
    void aBookmarkIsOnItsKeyWhereverItStands() {
        byte[] key = "hello".getBytes(StandardCharsets.US_ASCII);
        var bookmark = Bookmark.onKey(key, 100, 40, "");
        assertThat(bookmark.sameTarget(Bookmark.onKey(key.clone(), 900, 40, "x"))).isTrue();
        assertThat(bookmark.isOn(Arrays.copyOf(key, 3), 5)).isTrue();
        assertThat(bookmark.isOn(Arrays.copyOf(key, 3), 6)).isFalse();
        assertThat(bookmark.sameTarget(Bookmark.onBytes(100, 40, ""))).isFalse();
        assertThat(bookmark.touches(139, 1)).isTrue();
        assertThat(bookmark.touches(140, 1)).isFalse();
        assertThat(new Bookmark("i", Optional.empty(), 5, 0, "", Instant.EPOCH).touches(5, 1)).isTrue();
    }
}
