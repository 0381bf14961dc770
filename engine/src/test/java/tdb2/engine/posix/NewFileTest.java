package tdb2.engine.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tdb2.engine.error.RefusedException;

/** A file that is made from another one appears complete, with the rights of that one, or not at all. */
class NewFileTest {

    @TempDir
    Path folder;

    private Path source;
    private Path target;

    @BeforeEach
    void makeSource() throws IOException {
        assumeTrue(Posix.available());
        source = Files.writeString(folder.resolve("source"), "old");
        target = folder.resolve("target");
    }

    private static void write(NewFile file, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        file.file().write(0, bytes, 0, bytes.length);
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void itIsForItsMakerAloneUntilItIsPublishedAndForWhomTheSourceIsThen() throws IOException {
        Files.setPosixFilePermissions(source, PosixFilePermissions.fromString("rw-rw-r--"));
        try (NewFile file = NewFile.like(target, source)) {
            write(file, "new");
            assertThat(target).doesNotExist();
            assertThat(mode(file.draft())).isEqualTo("rw-------");
            file.publish();
        }
        assertThat(target).hasContent("new");
        assertThat(mode(target)).isEqualTo("rw-rw-r--");
        assertThat(names()).containsExactly("source", "target");
    }

    @Test
    void itGetsTheExtendedAttributesOfItsSource() throws IOException {
        UserDefinedFileAttributeView view = Files.getFileAttributeView(source, UserDefinedFileAttributeView.class);
        try {
            view.write("note", ByteBuffer.wrap("kept".getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            assumeTrue(false, "a file system without extended attributes");
        }
        try (NewFile file = NewFile.like(target, source)) {
            file.publish();
        }
        UserDefinedFileAttributeView made = Files.getFileAttributeView(target, UserDefinedFileAttributeView.class);
        ByteBuffer value = ByteBuffer.allocate(made.size("note"));
        made.read("note", value);
        assertThat(new String(value.array(), StandardCharsets.UTF_8)).isEqualTo("kept");
    }

    @Test
    void itBelongsToWhomTheSourceBelongsTo() throws IOException {
        assumeTrue((int) Files.getAttribute(folder, "unix:uid") == 0, "only root may give files away");
        Files.setAttribute(source, "unix:uid", 12345);
        Files.setAttribute(source, "unix:gid", 23456);
        try (NewFile file = NewFile.like(target, source)) {
            file.publish();
        }
        assertThat(Files.getAttribute(target, "unix:uid")).isEqualTo(12345);
        assertThat(Files.getAttribute(target, "unix:gid")).isEqualTo(23456);
    }

    @Test
    void nothingIsLeftOfOneThatIsNotPublished() throws IOException {
        try (NewFile file = NewFile.like(target, source)) {
            write(file, "half");
        }
        assertThat(names()).containsExactly("source");
    }

    @Test
    void itNeverTakesThePlaceOfAnother() throws IOException {
        try (NewFile file = NewFile.like(target, source)) {
            Files.writeString(target, "meanwhile");
            assertThatThrownBy(file::publish).isInstanceOf(RefusedException.class);
        }
        assertThat(target).hasContent("meanwhile");
        assertThatThrownBy(() -> NewFile.like(target, source)).isInstanceOf(RefusedException.class);
        assertThat(names()).containsExactly("source", "target");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
