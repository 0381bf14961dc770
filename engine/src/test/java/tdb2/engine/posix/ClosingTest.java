package tdb2.engine.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tdb2.engine.testing.NeedsCLibrary;
import tdb2.engine.testing.Neighbour;

@Timeout(120)
class ClosingTest {

    @TempDir
    Path directory;
    private Path path;
    private Neighbour neighbour;

    @BeforeEach
    void aFileThatTwoProgramsHave() throws IOException {
        path = Files.write(directory.resolve("shared.tdb"), new byte[100]);
        neighbour = new Neighbour(path);
    }

    @AfterEach
    void end() {
        neighbour.close();
    }

    @Test
    @NeedsCLibrary // without it closing drops all locks of the process
    void keepsTheLocksThatAnotherPartOfTheProgramHolds() throws IOException {
        int parked = parked();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            FileLock lock = channel.lock(10, 5, false);
            OpenFile.open(path).close();
            assertThat(neighbour.lock(10, 5, false)).isFalse();
            assertThat(parked()).isEqualTo(parked + 1);

            lock.release();
            assertThat(parked()).isEqualTo(parked);
            assertThat(neighbour.lock(10, 5, false)).isTrue();
        }
    }

    @Test
    @NeedsCLibrary // without it closing drops all locks of the process
    void keepsSharedLocksThatAreHiddenBehindThoseOfAnotherProgram() throws IOException {
        assertThat(neighbour.lock(0, Long.MAX_VALUE, true)).isTrue();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            FileLock lock = channel.lock(10, 5, true);
            OpenFile.open(path).close();
            neighbour.unlock();
            assertThat(neighbour.lock(10, 5, false)).isFalse();
            lock.release();
        }
        assertThat(neighbour.lock(10, 5, false)).isTrue();
    }

    @Test
    void anotherProgramsLocksDoNotKeepADescriptorOpen() {
        int parked = parked();
        assertThat(neighbour.lock(10, 5, false)).isTrue();
        OpenFile.open(path).close();
        assertThat(parked()).isEqualTo(parked);
    }

    @Test
    void locksOfOneHandleSurviveTheClosingOfAnother() {
        try (OpenFile file = OpenFile.open(path)) {
            assertThat(file.tryLock(10, 5, false)).isTrue();
            OpenFile.open(path).close();
            assertThat(neighbour.lock(10, 5, false)).isFalse();
            assertThat(neighbour.lock(10, 5, true)).as("both only read").isTrue();
            neighbour.unlock();
        }
        assertThat(neighbour.lock(10, 5, false)).as("closing its own handle drops it").isTrue();
    }

    @Test
    void aParkedDescriptorHoldsNoLockOfItsOwn() throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            FileLock lock = channel.lock(10, 5, false);
            OpenFile file = OpenFile.open(path);
            assertThat(file.tryLock(20, 5, false)).isTrue();
            file.close();
            assertThat(neighbour.lock(20, 5, false)).isTrue();
            lock.release();
        }
    }

    @Test
    void locksOfTwoProgramsConflict() {
        try (OpenFile file = OpenFile.open(path)) {
            assertThat(neighbour.lock(10, 5, false)).isTrue();
            assertThat(file.tryLock(14, 0, false)).isFalse();
            assertThat(file.wouldBlock(14, 1, false)).isTrue();
            assertThat(file.wouldBlock(15, 0, true)).isFalse();
            neighbour.unlock();
            assertThat(file.tryLock(14, 0, false)).isTrue();
            assertThat(neighbour.lock(1000, 1, false)).isFalse();
            file.unlock(14, 0);
            assertThat(neighbour.lock(1000, 1, false)).isTrue();
        }
    }

    private static int parked() {
        ParkedDescriptors.closeFree();
        return ParkedDescriptors.count();
    }
}
