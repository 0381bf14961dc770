package tdb2.engine.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tdb2.engine.CreateOptions;
import tdb2.engine.Fetch;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.Transaction;
import tdb2.engine.format.Dialect;
import tdb2.engine.storage.MemoryStorage;
import tdb2.engine.transaction.RecoveryState.Status;

/** Somebody has died in the midst of a commit to a TDB1 file that others have open: what they see of it. */
class DeadCommitTest {

    private static final CreateOptions TDB1 = CreateOptions.DEFAULT.withDialect(Dialect.TDB1).withHashSize(7)
            .withOrder(ByteOrder.nativeOrder());
    private static final int RECORDS = 20;

    @TempDir
    private Path folder;
    private Path file;
    private byte[] half;

    @BeforeEach
    void aFileAndWhatAKilledCommitMakesOfIt() throws IOException {
        SambaTools.require("tdbtool");
        file = folder.resolve("dead.tdb");
        byte[] empty;
        try (Tdb fresh = Tdb.inMemory("fresh", TDB1)) {
            empty = fresh.bytes(0, (int) fresh.size());
        }
        StoreLog log = new StoreLog(empty);
        try (Tdb tdb = Tdb.of(log, OpenOptions.WRITE)) {
            commit(tdb, "old");
            replace(log.content());
            log.begin();
            commit(tdb, "new");
        }
        List<byte[]> pending = log.killed().stream().filter(DeadCommitTest::isPending).toList();
        half = pending.getLast();
    }

    private static void commit(Tdb tdb, String value) {
        try (Transaction transaction = tdb.begin()) {
            for (int i = 0; i < RECORDS; i++) {
                transaction.store(("key " + i).getBytes(UTF_8), value.getBytes(UTF_8));
            }
            transaction.commit();
        }
    }

    private static boolean isPending(byte[] image) {
        try (Tdb tdb = Tdb.of(new MemoryStorage("killed", image), OpenOptions.DEFAULT)) {
            return tdb.view().recovery().status() == Status.PENDING;
        }
    }

    /** Changes the file's bytes, as a process does that others are not told of. */
    private void replace(byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(content), 0);
        }
    }

    private static Map<String, String> content(Tdb tdb) {
        Map<String, String> content = new TreeMap<>();
        tdb.traverse(Fetch.RECORDS, entry -> {
            content.put(new String(entry.key(), UTF_8), new String(entry.value().bytes(), UTF_8));
            return true;
        });
        return content;
    }

    @Test
    void theLibraryRefusesToTraverseForReadingUntilAnotherOperationHasUndoneIt() throws IOException {
        try (LibTdbFile library = new LibTdbFile(file, 0, 0)) {
            assertThat(library.passed()).isEqualTo(RECORDS);
            replace(half);
            assertThat(library.passed()).isNegative();
            assertThat(library.error()).isEqualTo(LibTdbFile.READ_ONLY);
            assertThat(library.passed()).as("asked again").isNegative();
            assertThat(library.traverse()).as("after an operation that undoes").isEqualTo(RECORDS);
            assertThat(library.passed()).isEqualTo(RECORDS);
        }
    }

    @Test
    void aTransactionOfThisEngineUndoesItAndGoesOn() throws IOException, InterruptedException {
        try (Tdb tdb = Tdb.open(file, OpenOptions.WRITE)) {
            replace(half);
            assertThat(content(tdb)).hasSize(RECORDS).containsValue("old").doesNotContainValue("new");
            commit(tdb, "newer");
            assertThat(content(tdb)).hasSize(RECORDS).containsValue("newer");
            assertThat(tdb.view().recovery().status()).isEqualTo(Status.SETTLED);
        }
        assertThat(SambaTools.check(file)).contains("integrity is OK and has " + RECORDS + " records");
        try (Tdb tdb = Tdb.open(file, OpenOptions.DEFAULT)) {
            assertThat(tdb.view().recovery().status()).isEqualTo(Status.SETTLED);
        }
    }

    @Test
    void aPlainStoreOfThisEngineUndoesItFirst() throws IOException, InterruptedException {
        try (Tdb tdb = Tdb.open(file, OpenOptions.WRITE)) {
            replace(half);
            tdb.store("key 3".getBytes(UTF_8), "stored".getBytes(UTF_8));
            assertThat(tdb.view().recovery().status()).isEqualTo(Status.SETTLED);
            assertThat(content(tdb)).hasSize(RECORDS).containsEntry("key 3", "stored").containsEntry("key 4", "old");
        }
        assertThat(SambaTools.check(file)).contains("integrity is OK and has " + RECORDS + " records");
        try (Tdb tdb = Tdb.open(file, OpenOptions.DEFAULT)) {
            assertThat(tdb.view().recovery().status()).isEqualTo(Status.SETTLED);
            assertThat(content(tdb)).containsEntry("key 3", "stored").containsEntry("key 4", "old");
        }
    }

    @Test
    void whoOnlyReadsSeesWhatItWillBeAndChangesNothing() throws IOException {
        replace(half);
        try (Tdb tdb = Tdb.open(file, OpenOptions.DEFAULT)) {
            assertThat(content(tdb)).hasSize(RECORDS).containsValue("old").doesNotContainValue("new");
            assertThat(tdb.bytes(0, half.length)).isEqualTo(half);
        }
    }
}
