package tdb2.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.util.Arrays;
import tdb2.engine.disk.Journal;
import tdb2.engine.disk.SimulatedDisk;
import tdb2.engine.format.RecoveryPointer;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.storage.Bytes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tdb2.engine.EngineSubject.Scenario;
import tdb2.engine.EngineSubject.Session;
import tdb2.engine.disk.CrashLab;
import tdb2.engine.disk.CrashLab.Budget;
import tdb2.engine.disk.CrashLab.Failure;
import tdb2.engine.disk.CrashLab.Result;
import tdb2.engine.transaction.Protocol;
import tdb2.engine.transaction.Protocol.CommitStep;
import tdb2.engine.transaction.Protocol.RecoveryStep;

/** The real engine survives every power cut and every kill; with a wrong protocol it does not. */
class EngineCrashTest {

    static final int RECORDS = 30;
    private static final Scenario CHANGE = session -> {
        session.commit("start1", 60, "start2", 0, "new1", 20);
        session.commit("start1", 90, "start3", 0, "new2", 20);
        session.commit("new1", 0, "start1", 10, "new3", 700);
    };

    /** Two handles, one of which writes plainly. */
    private static final Scenario PLAIN = session -> {
        Tdb other = session.another();
        session.commit("t1", 40, "start1", 70);
        session.plain(other, "start1", 75);
        session.commit("t2", 40);
        session.plain(other, "plain", 10);
        session.plain(other, "plain", 900);
        session.commit("t1", 0);
    };

    /** Somebody grows the file over the bundle of another who died before he had settled it. */
    private static final Scenario SURVIVOR = session -> {
        session.commit("start1", 3000);
        session.commit("start1", 0, "start4", 0, "start5", 0);
        session.repackAndDie();
        session.commit("large", 70_000);
        session.commit("end", 10);
    };

    /** The file has seen no transaction before. */
    private static final Scenario FIRST = new Scenario() {
        @Override
        public void run(Session session) {
            session.commit("start1", 60, "start2", 0);
            session.repack();
            session.commit("start1", 0, "new", 20);
        }

        @Override
        public boolean isFirst() {
            return true;
        }
    };

    /** Those of every dialect, and those of native files. */
    static Map<String, Scenario> nativeScenarios() {
        Map<String, Scenario> scenarios = new LinkedHashMap<>(scenarios());
        scenarios.put("group", session -> {
            session.commit("before", 10);
            session.together(List.of("start1", 60, "first", 20), List.of("start1", 70, "second", 3000, "start2", 0),
                    List.of("first", 0, "start3", 40, "third", 20));
            session.commit("second", 0);
            session.together(List.of("start4", 0), List.of("third", 0), List.of("second", 9000));
        });
        scenarios.put("survivor", SURVIVOR);
        scenarios.put("first", FIRST);
        return scenarios;
    }

    static Map<String, Scenario> scenarios() {
        Map<String, Scenario> scenarios = new LinkedHashMap<>();
        scenarios.put("change", CHANGE);
        scenarios.put("grow", session -> {
            session.commit("large", 20_000);
            session.commit("larger", 70_000);
            session.commit("small", 5, "large", 0);
        });
        scenarios.put("shrink", session -> {
            session.commit("start1", 3000);
            session.commit("start1", 0, "start4", 0, "start5", 0);
            session.repack();
            session.commit("end", 10);
        });
        scenarios.put("wipe", session -> {
            session.commit("start1", 100);
            session.wipe();
            session.commit("again", 100);
            session.commit("start1", 30);
        });
        scenarios.put("repack", session -> {
            session.commit("start1", 9000, "start2", 0);
            session.commit("start1", 10);
            session.repack();
            session.commit("start3", 40);
            session.repack();
        });
        scenarios.put("soft", session -> {
            session.soft("s1", 10);
            session.soft("s2", 10, "start1", 0);
            int third = session.soft("s3", 10, "s1", 0);
            session.tdb().syncUpTo(Long.MAX_VALUE);
            session.journal().acknowledged(third);
            session.soft("s4", 40);
            session.commit("s5", 10);
        });
        scenarios.put("cancel", session -> {
            session.commit("c1", 10);
            session.cancelled("c2", 100, "start1", 0);
            session.commit("c3", 10);
            session.cancelled("c4", 4000);
            session.commit("c5", 10);
        });
        scenarios.put("plain", PLAIN);
        return scenarios;
    }

    private static Result lab(String name, Protocol protocol, Scenario scenario, Budget budget) {
        return new CrashLab(new EngineSubject(name, protocol, RECORDS, scenario), budget).run();
    }

    @Test
    void everyScenarioSurvives() {
        Budget budget = new Budget(1, 0, 60, 2, 2, 4);
        long distinct = 0;
        for (Map.Entry<String, Scenario> scenario : nativeScenarios().entrySet()) {
            Result result = lab(scenario.getKey(), Protocol.SPECIFIED, scenario.getValue(), budget);
            assertThat(result.failures()).as(scenario.getKey()).isEmpty();
            distinct += result.distinct();
        }
        assertThat(distinct).isGreaterThan(5000);
    }

    @Test
    void plainStoresThatDoNotSettleAreCaught() {
        Result result = lab("plain", Protocol.SPECIFIED.withoutSettling(), PLAIN, new Budget(1, 0, 60, 2, 2, 4));
        assertThat(result.failures()).isNotEmpty();
    }

    @Test
    void wrongProtocolsAreCaught() {
        Protocol right = Protocol.SPECIFIED;
        for (Protocol wrong : List.of(
                right.recovering(RecoveryStep.SYNC, RecoveryStep.REPLAY_NEWEST, RecoveryStep.SCRUB, RecoveryStep.SYNC,
                        RecoveryStep.RETIRE),
                right.committing(CommitStep.RESERVE, CommitStep.ANNOUNCE, CommitStep.BUNDLE, CommitStep.POINTER,
                        CommitStep.APPLY, CommitStep.SYNC),
                right.recovering(RecoveryStep.REPLAY, RecoveryStep.SCRUB, RecoveryStep.SYNC, RecoveryStep.RETIRE),
                right.recovering(RecoveryStep.SYNC, RecoveryStep.REPLAY, RecoveryStep.SCRUB, RecoveryStep.RETIRE))) {
            EngineSubject subject = new EngineSubject("wrong", wrong, RECORDS, CHANGE);
            Budget budget = new Budget(1, 0, 100, 12, 2, 60);
            Result result = new CrashLab(subject, budget).run();
            assertThat(result.failures()).as("%s, %d images", wrong, result.distinct()).isNotEmpty();
            Failure first = result.failures().getFirst();
            assertThat(new CrashLab(subject, budget).replay(first.way())).isEqualTo(first.message());
        }
    }

    /** The third thread's transaction needs no sync of its own, and each of two rounds takes two. */
    @Test
    void aGroupReachesTheDiskInTwoBundles() {
        EngineSubject subject = new EngineSubject("group", Protocol.SPECIFIED, RECORDS, _ -> {});
        SimulatedDisk disk = new SimulatedDisk("group", subject.start());
        EngineSubject.Session session = new EngineSubject.Session(subject, disk, new Journal(List.of("")));
        long before = session.tdb().committed();
        nativeScenarios().get("group").run(session);
        assertThat(session.tdb().committed() - before).isEqualTo(6);
    }

    /** All of a commit is on the medium but the tag of its pointer; the next pointer there tears behind its tag. */
    private static String contentAfterTwoTears(Protocol protocol) {
        EngineSubject subject = new EngineSubject("torn", protocol, RECORDS, CHANGE);
        SimulatedDisk disk = new SimulatedDisk("torn", subject.start());
        EngineSubject.Session session = new EngineSubject.Session(subject, disk, new Journal(List.of("")));
        session.commit("start1", 60);
        byte[] before = disk.content();
        session.commit("start2", 0);
        int page = (int) disk.u64(Tdb2Header.RECOVERY_SLOT0, ByteOrder.LITTLE_ENDIAN);
        RecoveryPointer second = RecoveryPointer.read(new Bytes(disk, ByteOrder.LITTLE_ENDIAN), page);
        byte[] image = Arrays.copyOf(before, (int) disk.size());
        System.arraycopy(disk.content(), (int) second.bundle(), image, (int) second.bundle(),
                (int) second.bundleLength());
        System.arraycopy(disk.content(), page + 8, image, page + 8, RecoveryPointer.LENGTH - 8);
        Arrays.fill(image, page, page + 8, (byte) 0);
        SimulatedDisk recovered = new SimulatedDisk("torn", image);
        subject.reopen(recovered);
        byte[] again = recovered.content();
        System.arraycopy(disk.content(), page, again, page, 8);
        SimulatedDisk twice = new SimulatedDisk("torn", again);
        subject.reopen(twice);
        return subject.content(twice);
    }

    @Test
    void aTransactionThatWasFoundLostDoesNotComeBackWithTheNextPointer() {
        Protocol right = Protocol.SPECIFIED;
        assertThat(contentAfterTwoTears(right)).startsWith(RECORDS + " records");
        assertThat(contentAfterTwoTears(right.recovering(RecoveryStep.SYNC, RecoveryStep.REPLAY, RecoveryStep.SYNC,
                RecoveryStep.RETIRE))).startsWith(RECORDS - 1 + " records");
    }
}
