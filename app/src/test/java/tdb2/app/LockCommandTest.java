package tdb2.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tdb2.engine.OpenOptions;
import tdb2.engine.Specimens;
import tdb2.engine.Tdb;
import tdb2.engine.Transaction;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.observe.LockObserver;
import tdb2.engine.testing.Neighbour;

/** {@code lock}: real processes that run while a database is locked. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LockCommandTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void makeADatabase() {
        file = folder.resolve("new.tdb");
        Ran.tdb2("create", file).ended(ExitCode.OK);
        Ran.tdb2("put", file, "key", "value").ended(ExitCode.OK);
    }

    /** A {@code lock} whose program says that it runs, and ends when its input does. */
    private static final class Held implements AutoCloseable {

        private final Process process;

        Held(Object... words) throws IOException {
            Object[] all = new Object[words.length + 5];
            all[0] = "lock";
            System.arraycopy(words, 0, all, 1, words.length);
            System.arraycopy(new Object[] { "--", "sh", "-c", "echo runs; read line; exit 7" }, 0, all,
                    words.length + 1,
                    4);
            process = Elsewhere.tdb2(all).start();
            assertThat(process.inputReader(UTF_8).readLine()).isEqualTo("runs");
        }

        int end() throws IOException, InterruptedException {
            process.getOutputStream().close();
            return process.waitFor();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    @Test
    void writersAndReadersWaitWhileTheProgramRunsAndItsExitCodeIsTold() throws IOException, InterruptedException {
        try (Held held = new Held(file)) {
            Ran.tdb2("put", "--timeout", "0.2", file, "key", "2").ended(ExitCode.LOCKED);
            Ran.tdb2("lock", "--timeout", "0", "--read", file, "--", "true").ended(ExitCode.LOCKED);
            assertThat(Ran.tdb2("get", file, "key").ended(ExitCode.OK).text()).isEqualTo("value");
            assertThat(held.end()).isEqualTo(7);
        }
        Ran.tdb2("put", "--timeout", "10", file, "key", "2").ended(ExitCode.OK);
    }

    @Test
    void whoWaitsLongIsToldOnceWhoHasTheFile() throws Exception {
        String own = "process " + ProcessHandle.current().pid() + " (java)";
        Process waits;
        try (Tdb tdb = Tdb.open(file, OpenOptions.WRITE); Transaction transaction = tdb.begin()) {
            waits = Elsewhere.tdb2("put", file, "key", "2").redirectError(ProcessBuilder.Redirect.PIPE).start();
            assertThat(waits.errorReader(UTF_8).readLine()).contains(own, "for at least 1.");
            Thread.sleep(2500); // it has become twice as long
            transaction.cancel();
        }
        assertThat(waits.errorReader(UTF_8).readLine()).isNull();
        assertThat(waits.waitFor()).isEqualTo(ExitCode.OK);
    }

    @Test
    void lockedForReadingOthersReadAndDoNotWrite() throws IOException, InterruptedException {
        try (Held first = new Held("--read", file); Held second = new Held("--read", "--timeout", "10", file)) {
            Ran.tdb2("put", "--timeout", "0.2", file, "key", "2").ended(ExitCode.LOCKED);
            assertThat(first.end()).isEqualTo(7);
            assertThat(second.end()).isEqualTo(7);
        }
    }

    @Test
    void theLockOfAKeyLeavesOtherKeysAlone() throws IOException, InterruptedException {
        try (Held held = new Held("--key", "key", file)) {
            Ran.tdb2("put", "--timeout", "0.2", file, "key", "2").ended(ExitCode.LOCKED);
            int others = 0;
            for (int i = 0; i < 20; i++) {
                others += Ran.tdb2("put", "--timeout", "0", file, "other " + i, "2").status() == ExitCode.OK ? 1 : 0;
            }
            assertThat(others).isGreaterThan(10); // 128 groups: few share the one of the key
            assertThat(held.end()).isEqualTo(7);
        }
    }

    @Test
    void locksShowsWhoHoldsIt() throws IOException {
        assumeTrue(new LockObserver().isAvailable());
        try (Held _ = new Held(file)) {
            JsonNode lock = Ran.tdb2("locks", "--json", file).ended(ExitCode.OK).json().get(0);
            assertThat(lock.get("kind").asText()).isEqualTo("ofd");
            assertThat(lock.get("mode").asText()).isEqualTo("write");
            assertThat(lock.get("means").asText()).contains("all records");
        }
    }

    @Test
    void theLockOfAnotherProgramIsRespectedInEveryDialect() throws IOException {
        Path tdb1 = Files.copy(Specimens.named("tdb1/three.tdb").path(), folder.resolve("tdb1"));
        byte[] before = Files.readAllBytes(tdb1);
        ByteRange chain = new ByteRange(168 + 4 * 65, 1); // that of "hello"
        try (Neighbour neighbour = new Neighbour(tdb1)) {
            assertThat(neighbour.lock(chain.start(), 1, false)).isTrue();
            assertThat(Ran.tdb2("lock", "--timeout", "0", "--key", "hello", tdb1, "--", "true").ended(ExitCode.LOCKED)
                    .err()).contains("chain 65");
            Ran.tdb2("lock", "--timeout", "0", tdb1, "--", "true").ended(ExitCode.LOCKED);
        }
        try (Held _ = new Held("--key", "hello", tdb1); Neighbour neighbour = new Neighbour(tdb1)) {
            assertThat(neighbour.lock(chain.start(), 1, true)).isFalse();
            assertThat(neighbour.lock(chain.start() + 4, 1, true)).isTrue();
        }
        assertThat(Files.readAllBytes(tdb1)).isEqualTo(before);
    }

    @Test
    void aFileWithMutexesThatNobodyHasOpenIsLockedForReadingWithoutChangingAByte() throws IOException {
        Path mutexes = Files.copy(Specimens.named("tdb1/mutex-default-hash.tdb").path(), folder.resolve("mutexes"));
        byte[] before = Files.readAllBytes(mutexes);
        try (Held _ = new Held("--read", mutexes)) {
            Ran.tdb2("put", "--timeout", "0.2", mutexes, "key", "2").ended(ExitCode.LOCKED);
            Ran.tdb2("lock", "--read", "--timeout", "0", mutexes, "--", "true").ended(ExitCode.OK);
        }
        assertThat(Files.readAllBytes(mutexes)).isEqualTo(before);
    }

    @Test
    void withClearIfFirstTheRecordsOfADeadProgramGoAndThoseOfALivingOneStay() throws IOException {
        Path sessions = folder.resolve("sessions");
        Ran.tdb2("create", "--dialect", "tdb1", sessions).ended(ExitCode.OK);
        Ran.tdb2("put", sessions, "old", "1").ended(ExitCode.OK);
        try (Held _ = new Held("--read", "--clear-if-first", sessions)) {
            Ran.tdb2("get", sessions, "old").ended(ExitCode.PROBLEMS);
        }
        try (Held _ = new Held("--clear-if-first", "--key", "other", sessions)) {
            Ran.tdb2("put", "--timeout", "10", sessions, "new", "2").ended(ExitCode.OK);
            Ran.tdb2("lock", "--clear-if-first", "--timeout", "10", "--key", "third", sessions, "--", "true")
                    .ended(ExitCode.OK);
            Ran.tdb2("get", sessions, "new").ended(ExitCode.OK);
        }
    }

    @Test
    void whoAsksTdb2ToEndEndsTheProgramBeforeTheLockIsGivenBack() throws IOException, InterruptedException {
        try (Held held = new Held(file)) {
            ProcessHandle program = held.process.children().findFirst().orElseThrow();
            held.process.destroy();
            assertThat(held.process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(program.isAlive()).isFalse();
        }
        Ran.tdb2("put", "--timeout", "10", file, "key", "2").ended(ExitCode.OK);
    }

    @Test
    void aKilledTdb2LeavesNoLock() throws IOException, InterruptedException {
        try (Held held = new Held(file)) {
            held.process.destroyForcibly().waitFor();
            Ran.tdb2("put", "--timeout", "10", file, "key", "2").ended(ExitCode.OK);
        }
    }

    @Test
    void theExitCodeIsThatOfTheProgram() throws IOException {
        byte[] before = Files.readAllBytes(file);
        Ran.tdb2("lock", file, "--", "true").ended(0);
        Ran.tdb2("lock", file, "--", "sh", "-c", "exit 42").ended(42);
        Ran.tdb2("lock", file, "--", "sh", "-c", "kill -9 $$").ended(128 + 9);
        assertThat(Ran.tdb2("lock", file, "--", "no-such-program-anywhere").ended(127).err())
                .contains("no-such-program");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void wrongUsageRunsNothing() {
        Path ran = folder.resolve("ran");
        Ran.tdb2("lock", file).ended(ExitCode.USAGE);
        Ran.tdb2("lock", "--hex", "--key", "xy", file, "--", "touch", ran).ended(ExitCode.USAGE);
        Ran.tdb2("lock", folder.resolve("missing"), "--", "touch", ran).ended(ExitCode.UNREADABLE);
        assertThat(ran).doesNotExist();
    }

    @Test
    void withoutItsHashFunctionAFileIsLockedAsAWhole() {
        Path other = folder.resolve("other.tdb");
        Ran.tdb2("create", "--hash", "constant:17", other).ended(ExitCode.OK);
        Ran.tdb2("lock", "--key", "key", other, "--", "true").ended(ExitCode.REFUSED);
        Ran.tdb2("lock", other, "--", "true").ended(ExitCode.OK);
        Ran.tdb2("lock", "--hash", "constant:17", "--key", "key", other, "--", "true").ended(ExitCode.OK);
    }
}
