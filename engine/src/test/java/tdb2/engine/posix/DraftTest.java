package tdb2.engine.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.error.StorageException;
import tdb2.engine.error.TdbException;
import tdb2.engine.posix.FailingCalls.Way;

/** Files appear whole, with all that their source has, and for nobody's eyes but those of its readers. */
@Timeout(120)
class DraftTest {

    private static final byte[] OLD = "old".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NEW = "the new content".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path directory;
    private Path source;
    private Path target;

    @BeforeEach
    void aSource() throws IOException {
        source = Files.write(directory.resolve("source.tdb"), new byte[10]);
        target = directory.resolve("target.tdb");
        mode(source, 0640);
    }

    private static void mode(Path path, int mode) throws IOException {
        Files.setAttribute(path, "unix:mode", mode);
    }

    private static int mode(Path path) throws IOException {
        return (int) Files.getAttribute(path, "unix:mode") & 07777;
    }

    private List<Fault> make(boolean replacing) throws IOException {
        try (Draft draft = Draft.of(target, FileAttributes.of(source))) {
            Files.write(draft.path(), NEW);
            return replacing ? draft.replace() : draft.publish();
        }
    }

    private void assertNothingIsLeft(String... names) {
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder(names);
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void appearsWhole(boolean replacing) throws IOException {
        assertThat(make(replacing)).isEmpty();
        assertThat(target).hasBinaryContent(NEW);
        assertThat(mode(target)).isEqualTo(0640);
        assertNothingIsLeft("source.tdb", "target.tdb");
    }

    @Test
    void neverTakesThePlaceOfAnotherUnlessItIsToldTo() throws IOException {
        Files.write(target, OLD);
        assertThatThrownBy(() -> make(false)).isInstanceOf(RefusedException.class)
                .hasMessageContaining("a name that is free");
        assertThat(target).hasBinaryContent(OLD);
        make(true);
        assertThat(target).hasBinaryContent(NEW);
        assertNothingIsLeft("source.tdb", "target.tdb");
    }

    @Test
    void whoReadsTheOldFileKeepsIt() throws IOException {
        Files.write(target, OLD);
        try (OpenFile reader = OpenFile.open(target)) {
            make(true);
            byte[] seen = new byte[OLD.length];
            reader.read(0, seen);
            assertThat(seen).isEqualTo(OLD);
        }
    }

    @Test
    void aLinkIsFollowedAndStays() throws IOException {
        Path real = Files.write(Files.createDirectory(directory.resolve("elsewhere")).resolve("real.tdb"), OLD);
        Files.createSymbolicLink(target, real);
        make(true);
        assertThat(Files.isSymbolicLink(target)).isTrue();
        assertThat(real).hasBinaryContent(NEW);
    }

    @Test
    void whatIsNotPutInItsPlaceIsGone() throws IOException {
        try (Draft draft = Draft.of(target, FileAttributes.of(source))) {
            Files.write(draft.path(), NEW);
            Files.write(draft.path().resolveSibling("beside"), NEW);
        }
        assertNothingIsLeft("source.tdb");
    }

    @Test
    void aDraftThatWasNeverWrittenIsAnError() {
        try (Draft draft = Draft.of(target, FileAttributes.of(source))) {
            assertThatThrownBy(draft::publish).isInstanceOf(StorageException.class);
        }
        assertNothingIsLeft("source.tdb");
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 022, 077, 0177 })
    void theModeIsThatOfTheSourceWhateverTheUmask(int umask) throws IOException {
        mode(source, 0664);
        long before = Kernel.invoke(SystemCall.find("umask"), umask, 0, 0);
        try {
            make(false);
        } finally {
            Kernel.invoke(SystemCall.find("umask"), before, 0, 0);
        }
        assertThat(mode(target)).isEqualTo(0664);
    }

    @Test
    void nobodyExecutesWhatIsNoProgram() throws IOException {
        mode(source, 0755);
        try (Draft draft = Draft.of(target, FileAttributes.of(source).withoutExecution())) {
            Files.write(draft.path(), NEW);
            draft.publish();
        }
        assertThat(mode(target)).isEqualTo(0644);
    }

    @Test
    void withoutASourceItIsForWhomTheCallerSays() throws IOException {
        try (Draft draft = Draft.of(target, FileAttributes.ours(0600))) {
            Files.write(draft.path(), NEW);
            assertThat(draft.publish()).isEmpty();
        }
        assertThat(mode(target)).isEqualTo(0600);
    }

    @Test
    void ownerAndGroupAreThoseOfTheSource() throws IOException {
        assumeTrue((int) Files.getAttribute(directory, "unix:uid") == 0, "only root gives files away");
        Files.setAttribute(source, "unix:uid", 12_345);
        Files.setAttribute(source, "unix:gid", 54_321);
        mode(source, 04640);
        assertThat(make(false)).isEmpty();
        assertThat(Files.getAttribute(target, "unix:uid")).isEqualTo(12_345);
        assertThat(Files.getAttribute(target, "unix:gid")).isEqualTo(54_321);
        assertThat(mode(target)).isEqualTo(04640);
    }

    /** The group is set before the owner. */
    @ParameterizedTest
    @CsvSource({ "0640, true, 0640", "0644, true, 0644", "0666, true, 0666", "0006, true, 0600", "0040, true, 0600",
            "0640, false, 0600", "0644, false, 0644", "0604, false, 0600", "0660, false, 0600", "0664, false, 0644",
            "06644, false, 0644", "04044, true, 0600" })
    void whoeverItBelongsToItIsNeverForMoreReaders(String source, boolean groupIsKept, String target)
            throws IOException {
        mode(this.source, Integer.parseInt(source, 8));
        List<Fault> missed;
        try (FailingCalls failing = new FailingCalls("fchown", groupIsKept ? 2 : 1, true, Way.EPERM)) {
            missed = make(false);
            assertThat(failing.failed()).isEqualTo(groupIsKept ? 1 : 2);
        }
        assertThat(mode(this.target)).isEqualTo(Integer.parseInt(target, 8));
        assertThat(missed).hasSize(groupIsKept ? 1 : 2).last().extracting(Fault::expected).asString()
                .startsWith("owner ");
    }

    @Test
    void carriesWhatTheSourceCarries() throws IOException {
        assumeTrue(carry(source, "user.origin", OLD), "a file system with extended attributes");
        assertThat(make(false)).isEmpty();
        assertThat(carried(target)).containsEntry("user.origin", OLD);
    }

    @Test
    void aReadOnlySourceIsCarriedOverToo() throws IOException {
        assumeTrue(carry(source, "user.origin", OLD), "a file system with extended attributes");
        mode(source, 0400);
        assertThat(make(false)).isEmpty();
        assertThat(carried(target)).containsEntry("user.origin", OLD);
        assertThat(mode(target)).isEqualTo(0400);
    }

    @Test
    void saysWhatItCouldNotCarry() throws IOException {
        assumeTrue(carry(source, "user.origin", OLD), "a file system with extended attributes");
        try (FailingCalls _ = new FailingCalls("fsetxattr", 1, true, Way.EPERM)) {
            assertThat(make(false)).extracting(Fault::expected).anyMatch(text -> text.contains("user.origin"));
        }
        assertThat(target).hasBinaryContent(NEW);
    }

    @Test
    void anAccessControlListIsKept() throws IOException {
        assumeTrue(carry(source, ExtendedAttributes.ACCESS_LIST, accessList()), "a file system with access lists");
        assertThat(make(false)).isEmpty();
        assertThat(carried(target)).containsEntry(ExtendedAttributes.ACCESS_LIST, accessList());
        assertThat(mode(target)).isEqualTo(mode(source));
    }

    @ParameterizedTest
    @ValueSource(strings = { "fchown", "fsetxattr" })
    void withoutItsAccessControlListItIsForItsOwnerAlone(String refused) throws IOException {
        assumeTrue(carry(source, ExtendedAttributes.ACCESS_LIST, accessList()), "a file system with access lists");
        try (FailingCalls _ = new FailingCalls(refused, 1, true, Way.EPERM)) {
            assertThat(make(false)).extracting(Fault::expected).anyMatch(text -> text.contains("access control list"));
        }
        assertThat(carried(target)).doesNotContainKey(ExtendedAttributes.ACCESS_LIST);
        assertThat(mode(target)).isEqualTo(0600);
    }

    @Test
    void theDirectorysDefaultListGivesNobodyAnything() throws IOException {
        assumeTrue(carry(directory, "system.posix_acl_default", accessList()), "a file system with access lists");
        mode(source, 0660);
        assertThat(make(false)).isEmpty();
        assertThat(carried(target)).doesNotContainKey(ExtendedAttributes.ACCESS_LIST);
        assertThat(mode(target)).isEqualTo(0660);
    }

    @Test
    void atNoMomentMayMoreReadItThanTheSource() throws IOException {
        mode(source, 0640);
        List<String> seen = new ArrayList<>();
        SystemCalls[] kernel = new SystemCalls[1];
        kernel[0] = CLibrary.replace((function, a, b, c, d, e, f) -> {
            long result = kernel[0].call(function, a, b, c, d, e, f);
            look(seen);
            return result;
        });
        try {
            make(true);
        } finally {
            CLibrary.replace(kernel[0]);
        }
        assertThat(seen).isNotEmpty().allMatch(entry -> entry.equals("draft rwx------") || entry.equals("rw-r-----"));
        assertThat(seen).contains("draft rwx------", "rw-r-----");
    }

    private void look(List<String> seen) {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(path -> !path.equals(source)).toList()) {
                String rights = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
                seen.add(Files.isDirectory(file) ? "draft " + rights : rights);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Arguments> failures() {
        List<String> calls = List.of("open", "statx", "mkdir", "rmdir", "unlink", "link", "rename", "fsync", "fchown",
                "fchmod", "flistxattr", "fgetxattr", "fsetxattr", "fremovexattr");
        return calls.stream().flatMap(call -> Stream.of(Way.EIO, Way.ENOSPC, Way.EPERM, Way.EACCES, Way.EINTR)
                .flatMap(way -> Stream.of(true, false).map(replacing -> Arguments.of(call, way, replacing))));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void everyCallThatFailsIsATypedErrorAndLeavesOldOrNew(String call, Way way, boolean replacing) throws IOException {
        carry(source, "user.origin", OLD);
        boolean reached = true;
        for (int place = 1; reached; place++) {
            Files.deleteIfExists(target);
            if (replacing) {
                Files.write(target, OLD);
            }
            boolean done = false;
            try (FailingCalls failing = new FailingCalls(call, place, false, way)) {
                try {
                    make(replacing);
                    done = true;
                } catch (TdbException e) {
                    assertThat(e.fault().found()).isNotEmpty();
                }
                reached = failing.failed() > 0;
                assertThat(failing.leaked()).as("%s %d", call, place).isZero();
            }
            if (!reached || way == Way.EINTR) {
                assertThat(done).as("%s %d is made good", call, place).isTrue();
            }
            assertLeft(replacing, done);
        }
    }

    private void assertLeft(boolean replacing, boolean done) throws IOException {
        if (Files.exists(target)) {
            byte[] content = Files.readAllBytes(target);
            boolean fresh = Arrays.equals(content, NEW);
            assertThat(fresh || (!done && Arrays.equals(content, OLD))).isTrue();
            assertThat(mode(target) & ~0644).isZero();
        } else {
            assertThat(done || replacing).as("there was a file before").isFalse();
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path left : files.filter(Files::isDirectory).toList()) { // its removal failed
                assertThat(mode(left)).isEqualTo(0700);
                try (Stream<Path> content = Files.list(left)) {
                    for (Path file : content.toList()) {
                        Files.delete(file);
                    }
                }
                Files.delete(left);
            }
        }
    }

    /** Owner all, a user 12345 reads, group nothing, mask reads, others nothing. */
    private static byte[] accessList() {
        ByteBuffer list = ByteBuffer.allocate(4 + 5 * 8).order(ByteOrder.LITTLE_ENDIAN).putInt(2);
        int[][] entries = { { 1, 6, -1 }, { 2, 4, 12_345 }, { 4, 0, -1 }, { 0x10, 4, -1 }, { 0x20, 0, -1 } };
        for (int[] entry : entries) {
            list.putShort((short) entry[0]).putShort((short) entry[1]).putInt(entry[2]);
        }
        return list.array();
    }

    /** Sets an extended attribute of a file or directory; false where that is not possible. */
    private static boolean carry(Path path, String name, byte[] value) {
        try (Arena arena = Arena.ofConfined()) {
            int descriptor = CLibrary.open(NativePath.of(path, arena), CLibrary.O_RDONLY, 0);
            int result = CLibrary.fsetxattr(descriptor, arena.allocateFrom(name),
                    arena.allocateFrom(ValueLayout.JAVA_BYTE, value));
            CLibrary.close(descriptor);
            return result == 0;
        }
    }

    private static Map<String, byte[]> carried(Path path) {
        try (OpenFile file = OpenFile.open(path)) {
            return ExtendedAttributes.of(file);
        }
    }
}
