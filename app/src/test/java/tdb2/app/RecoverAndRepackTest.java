package tdb2.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tdb2.engine.OpenOptions;
import tdb2.engine.Specimens;
import tdb2.engine.Tdb;
import tdb2.engine.Transaction;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.testing.Neighbour;

/** {@code recover} and {@code repack}: what they change, and what they refuse. */
@Timeout(120)
class RecoverAndRepackTest {

    private static final int BOOT_ID = 176;
    private static final int HASH_TABLE = 312;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void makeADatabase() {
        file = folder.resolve("new.tdb");
        Ran.tdb2("create", file).ended(ExitCode.OK);
        Ran.tdb2("put", file, "before", "1").ended(ExitCode.OK);
    }

    /** A process that ends in the middle of a transaction, as a crash ends it. */
    static final class Dying {

        public static void main(String[] args) {
            Tdb tdb = Tdb.open(Path.of(args[0]), OpenOptions.WRITE);
            Transaction transaction = tdb.begin();
            transaction.store("in it".getBytes(UTF_8), "2".getBytes(UTF_8));
            if (args[1].equals("prepared")) {
                transaction.prepare();
            } else {
                transaction.commit();
            }
            Runtime.getRuntime().halt(0);
        }
    }

    private String status() {
        return Ran.tdb2("recovery", "--json", file).ended(ExitCode.OK).json().get("status").asText();
    }

    @Test
    void aFileInWhichNothingIsPendingStaysAsItIs() throws IOException {
        byte[] before = Files.readAllBytes(file);
        assertThat(Ran.tdb2("recover", file).ended(ExitCode.OK).text()).contains("nothing to recover");
        JsonNode json = Ran.tdb2("recover", "--json", file).ended(ExitCode.OK).json();
        assertThat(json.get("recovered").asBoolean()).isFalse();
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void aTransactionThatItsProcessDidNotCommitIsTakenBack() throws IOException, InterruptedException {
        assertThat(Elsewhere.run(Dying.class, file, "prepared")).isZero();
        assertThat(status()).isEqualTo("pending");
        assertThat(Ran.tdb2("recover", file).ended(ExitCode.OK).text()).contains("recovered; before: ");
        assertThat(status()).isNotEqualTo("pending");
        assertThat(Ran.tdb2("keys", file).text()).isEqualTo("before\n");
        assertThat(Ran.tdb2("recover", file).ended(ExitCode.OK).text()).contains("nothing to recover");
    }

    @Test
    void aTransactionThatWasCommittedBeforeThePowerWentIsReplayed() throws IOException, InterruptedException {
        assertThat(Elsewhere.run(Dying.class, file, "committed")).isZero();
        byte[] content = Files.readAllBytes(file);
        for (int i = 0; i < Long.BYTES; i++) {
            content[BOOT_ID + i] = 0; // as seen from another boot
        }
        Files.write(file, content);
        assertThat(status()).isEqualTo("pending");
        JsonNode json = Ran.tdb2("recover", "--json", file).ended(ExitCode.OK).json();
        assertThat(json.get("recovered").asBoolean()).isTrue();
        assertThat(json.get("before").asText()).isEqualTo("pending");
        assertThat(status()).isNotEqualTo("pending");
        assertThat(Ran.tdb2("get", file, "in it").ended(ExitCode.OK).text()).isEqualTo("2");
        assertThat(Ran.tdb2("check", "--json", file).ended(ExitCode.OK).json().get("verdict").asText())
                .isEqualTo("sound");
    }

    @Test
    void repackTellsTheBytesBeforeAndAfterAndKeepsEveryRecord() throws IOException {
        for (int i = 0; i < 40; i++) {
            Ran.reading(new byte[20_000], "put", file, "large " + i, "-").ended(ExitCode.OK);
        }
        for (int i = 1; i < 40; i++) {
            Ran.tdb2("delete", file, "large " + i).ended(ExitCode.OK);
        }
        long before = Files.size(file);
        String digest = Ran.tdb2("digest", file).text();
        Ran ran = Ran.tdb2("repack", "--json", file).ended(ExitCode.OK);
        assertThat(ran.err()).contains(" expected");
        assertThat(ran.json().get("bytesBefore").asLong()).isEqualTo(before);
        assertThat(ran.json().get("bytesAfter").asLong()).isEqualTo(Files.size(file)).isLessThan(before);
        assertThat(ran.json().get("bytesEstimated").asLong()).isLessThanOrEqualTo(Files.size(file));
        assertThat(ran.json().get("records").asLong()).isEqualTo(2);
        assertThat(Ran.tdb2("digest", file).text()).isEqualTo(digest);
        long compact = Files.size(file);
        assertThat(Ran.tdb2("repack", file).ended(ExitCode.OK).text()).contains("2 records; before ", "after ");
        assertThat(Files.size(file)).isEqualTo(compact);
    }

    @Test
    void repackRefusesToLoseWhatTheIndexHasLost() throws IOException {
        byte[] content = Files.readAllBytes(file);
        for (int i = HASH_TABLE; i < HASH_TABLE + 8192; i++) {
            content[i] = 0;
        }
        Files.write(file, content);
        assertThat(Ran.tdb2("repack", file).ended(ExitCode.REFUSED).err()).contains("1 records that nothing leads to",
                "repair makes a sound copy");
        assertThat(Files.readAllBytes(file)).isEqualTo(content);
        assertThat(Ran.tdb2("repack", "--force", "--json", file).ended(ExitCode.OK).json().get("records").asLong())
                .isZero();
    }

    @Test
    void variantZeroIsRefusedByRepackAndHasNothingToRecover() throws IOException {
        Path old = folder.resolve("old.tdb");
        Ran.tdb2("create", "--variant", "0", old).ended(ExitCode.OK);
        byte[] before = Files.readAllBytes(old);
        assertThat(Ran.tdb2("repack", old).ended(ExitCode.REFUSED).err()).contains("variant 0", "convert");
        assertThat(Ran.tdb2("recover", old).ended(ExitCode.OK).text()).contains("nothing to recover");
        assertThat(Files.readAllBytes(old)).isEqualTo(before);
    }

    @Test
    void aTdb1FileIsRecoveredAndLaidOutAnewAndKeepsItsLength() throws IOException {
        Path copy = Files.copy(Specimens.named("tdb1/crash-gap3-half-written.tdb").path(), folder.resolve("copy"));
        String records = Ran.tdb2("digest", copy).text();
        assertThat(Ran.tdb2("recover", "--json", copy).ended(ExitCode.OK).json().get("recovered").asBoolean()).isTrue();
        assertThat(Ran.tdb2("recover", copy).ended(ExitCode.OK).text()).contains("nothing to recover");
        long length = Files.size(copy);
        Ran.tdb2("repack", "--force", copy).ended(ExitCode.OK);
        Ran.tdb2("check", copy).ended(ExitCode.OK);
        assertThat(Files.size(copy)).isGreaterThanOrEqualTo(length);
        assertThat(Ran.tdb2("digest", copy).text()).isEqualTo(records);
    }

    @Test
    void aLockHeldByAnotherProgramIsWaitedForAsLongAsIsSaid() {
        ByteRange transaction = transaction();
        try (Neighbour neighbour = new Neighbour(file)) {
            assertThat(neighbour.lock(transaction.start(), transaction.length(), false)).isTrue();
            Ran.tdb2("repack", "--timeout", "0.2", file).ended(ExitCode.LOCKED);
            Ran.tdb2("recover", "--timeout", "0.2", file).ended(ExitCode.LOCKED);
            neighbour.unlock();
        }
        Ran.tdb2("repack", "--timeout", "10", file).ended(ExitCode.OK);
    }

    private ByteRange transaction() {
        try (Tdb tdb = Tdb.open(file)) {
            return tdb.view().assembly().locks().transaction();
        }
    }
}
