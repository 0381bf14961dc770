package tdb2.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tdb2.engine.EngineSubject.Scenario;
import tdb2.engine.disk.CrashLab;
import tdb2.engine.disk.CrashLab.Budget;
import tdb2.engine.disk.CrashLab.Result;
import tdb2.engine.format.Dialect;
import tdb2.engine.transaction.Protocol;

/** Commits with an undo area survive every power cut and every kill, in the dialects that have one. */
class UndoCrashTest {

    private static final Budget BUDGET = new Budget(1, 0, 40, 2, 2, 4);

    private static CreateOptions options(Dialect dialect, boolean big) {
        return CreateOptions.DEFAULT.withDialect(dialect).withHashSize(64)
                .withOrder(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    @ParameterizedTest
    @CsvSource({ "TDB2_TABLES, false", "TDB2_TABLES, true", "NTDB, false", "NTDB, true" })
    void everyScenarioSurvives(Dialect dialect, boolean big) {
        for (Map.Entry<String, Scenario> scenario : EngineCrashTest.scenarios().entrySet()) {
            EngineSubject subject = new EngineSubject(scenario.getKey(), options(dialect, big), Protocol.SPECIFIED,
                    EngineCrashTest.RECORDS, scenario.getValue());
            Result result = new CrashLab(subject, BUDGET).run();
            assertThat(result.failures()).as(scenario.getKey()).isEmpty();
            assertThat(result.distinct()).as(scenario.getKey()).isGreaterThan(100);
        }
    }
}
