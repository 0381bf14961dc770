package tdb2.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tdb2.engine.check.Check;
import tdb2.engine.check.Finding.Severity;
import tdb2.engine.disk.CrashLab;
import tdb2.engine.disk.CrashLab.Budget;
import tdb2.engine.disk.CrashLab.Result;
import tdb2.engine.error.RefusedException;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;
import tdb2.engine.storage.MemoryStorage;
import tdb2.engine.testing.StoreLog;
import tdb2.engine.transaction.Protocol;

/** A transaction in a TDB1 file happens or does not, whenever the process is killed or the power goes. */
class Tdb1CrashTest {

    private static final CreateOptions TDB1 = CreateOptions.DEFAULT.withDialect(Dialect.TDB1).withHashSize(7);

    @ParameterizedTest
    @ValueSource(strings = { "change", "grow", "wipe", "repack", "cancel" })
    void everyPowerCutLeavesTheStateBeforeOrAfterACommit(String scenario) {
        EngineSubject subject = new EngineSubject("tdb1 " + scenario, TDB1, Protocol.SPECIFIED, EngineCrashTest.RECORDS,
                EngineCrashTest.scenarios().get(scenario));
        Result result = new CrashLab(subject, new Budget(1, 0, 20, 1, 2, 3)).run();
        assertThat(result.failures()).isEmpty();
        assertThat(result.distinct()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = { "LITTLE_ENDIAN", "BIG_ENDIAN" })
    void aProcessKilledAfterAnyStoreOfACommitLeavesASoundFileWithTheOldRecordsOrTheNew(String order) {
        CreateOptions options = TDB1.withOrder(order.equals("BIG_ENDIAN")
                ? ByteOrder.BIG_ENDIAN
                : ByteOrder.LITTLE_ENDIAN);
        byte[] empty;
        try (Tdb fresh = Tdb.inMemory("fresh", options)) {
            empty = fresh.bytes(0, (int) fresh.size());
        }
        StoreLog log = new StoreLog(empty);
        try (Tdb tdb = Tdb.of(log, options.open())) {
            for (int i = 0; i < 8; i++) {
                Map<String, String> before = content(tdb);
                try (Transaction transaction = tdb.begin()) {
                    for (int k = 0; k < 4; k++) {
                        transaction.store(("key " + (i * 5 + k * 3) % 13).getBytes(UTF_8), new byte[20 + 300 * k * i]);
                    }
                    transaction.delete(("key " + i).getBytes(UTF_8));
                    log.begin();
                    transaction.commit();
                }
                Map<String, String> after = content(tdb);
                List<byte[]> images = log.killed();
                for (int at = 0; at < images.size(); at += images.size() > 200 ? 7 : 1) {
                    survives(images.get(at), options.open(), before, after);
                }
            }
        }
    }

    private static void survives(byte[] image, OpenOptions options, Map<String, String> before,
            Map<String, String> after) {
        try (Tdb tdb = Tdb.of(new MemoryStorage("killed", image), options)) {
            assertThat(content(tdb)).isIn(before, after);
            assertThat(Check.of(tdb, Progress.NONE)).noneMatch(finding -> finding.severity() == Severity.ERROR);
            try (Transaction transaction = tdb.begin()) {
                transaction.store("next".getBytes(UTF_8), new byte[900]);
                transaction.commit();
            }
            assertThat(Check.of(tdb, Progress.NONE)).noneMatch(finding -> finding.severity() == Severity.ERROR);
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
    void aTransactionThatIsCancelledWhenItIsPreparedLeavesNothing() {
        try (Tdb tdb = Tdb.inMemory("cancelled", TDB1)) {
            tdb.store("old".getBytes(UTF_8), new byte[10]);
            Map<String, String> before = content(tdb);
            try (Transaction transaction = tdb.begin()) {
                transaction.store("new".getBytes(UTF_8), new byte[3000]);
                transaction.prepare();
                transaction.cancel();
            }
            assertThat(content(tdb)).isEqualTo(before);
            assertThat(tdb.view().recovery().faults()).isEmpty();
            try (Transaction transaction = tdb.begin()) {
                transaction.store("new".getBytes(UTF_8), new byte[3000]);
                transaction.commit();
            }
            assertThat(tdb.exists("new".getBytes(UTF_8))).isTrue();
        }
    }

    @Test
    void aReadTransactionKeepsItsThreadFromWritingAndReadsOneState() {
        try (Tdb tdb = Tdb.inMemory("read", TDB1)) {
            tdb.store("old".getBytes(UTF_8), new byte[10]);
            List<Integer> lengths = new ArrayList<>();
            try (ReadTransaction reading = tdb.beginRead()) {
                reading.traverse(Fetch.RECORDS, entry -> lengths.add(entry.value().bytes().length));
                assertThatThrownBy(() -> tdb.store("new".getBytes(UTF_8), new byte[1]))
                        .isInstanceOf(RefusedException.class);
            }
            assertThat(lengths).containsExactly(10);
            tdb.store("new".getBytes(UTF_8), new byte[1]);
        }
    }
}
