package tdb2.engine.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tdb2.engine.disk.CrashLab;
import tdb2.engine.disk.CrashLab.Budget;
import tdb2.engine.disk.CrashLab.Failure;
import tdb2.engine.disk.CrashLab.Result;
import tdb2.engine.transaction.Protocol.CommitStep;
import tdb2.engine.transaction.Protocol.RecoveryStep;

/** The protocol survives every power cut; each protocol that lacks a step does not, and the simulated disk notices. */
class ProtocolCrashTest {

    private static final int ALL = 0b111;
    private static final Budget SMALL = new Budget(1, 10_000, 60, 20, 2, 1000);

    private static Result lab(Protocol protocol, int plainAfter, boolean sharedPage, Integer... subsets) {
        return new CrashLab(new ByteWorkload(protocol, List.of(subsets), plainAfter, sharedPage), SMALL).run();
    }

    private static void isCaught(Result result) {
        assertThat(result.failures()).as("of %d images", result.distinct()).isNotEmpty();
    }

    @Test
    void everySubsetOfThreeTransactionsSurvivesEveryCut() {
        List<Failure> failures = new ArrayList<>();
        long distinct = 0;
        for (int one = 1; one <= ALL; one++) {
            for (int two = 1; two <= ALL; two++) {
                for (int three = 1; three <= ALL; three++) {
                    Result result = new CrashLab(new ByteWorkload(Protocol.SPECIFIED, List.of(one, two, three), -1,
                            false), new Budget(one, 3000, 10, 4, 1, 1)).run();
                    failures.addAll(result.failures());
                    distinct += result.distinct();
                }
            }
        }
        assertThat(failures).isEmpty();
        assertThat(distinct).isGreaterThan(200_000);
    }

    @Test
    void killsSecondCutsAndPlainStoresAreSurvived() {
        for (int plainAfter = -1; plainAfter <= 3; plainAfter++) {
            Result result = lab(Protocol.SPECIFIED, plainAfter, false, ALL, 0b011, 0b110);
            assertThat(result.failures()).isEmpty();
            assertThat(result.distinct()).isGreaterThan(5000);
        }
    }

    @Test
    void replayingTheNewestBundleOnlyIsCaught() {
        isCaught(lab(Protocol.SPECIFIED.recovering(RecoveryStep.SYNC, RecoveryStep.REPLAY_NEWEST, RecoveryStep.SCRUB,
                RecoveryStep.SYNC,
                RecoveryStep.RETIRE), -1, false, ALL, 0b011, 0b110));
    }

    @Test
    void applyingBeforeTheSyncIsCaught() {
        isCaught(lab(Protocol.SPECIFIED.committing(CommitStep.RESERVE, CommitStep.ANNOUNCE, CommitStep.BUNDLE,
                CommitStep.POINTER, CommitStep.APPLY, CommitStep.SYNC), -1, false, ALL, 0b011, 0b110));
    }

    @Test
    void bothPointersInOneSectorAreCaught() {
        isCaught(lab(Protocol.SPECIFIED, -1, true, ALL, 0b011, 0b110));
    }

    @Test
    void notSettlingBeforePlainStoresIsCaught() {
        isCaught(lab(Protocol.SPECIFIED.withoutSettling(), 2, false, ALL, 0b011, 0b110));
    }

    @Test
    void recoveringWithoutTheSyncBeforeTheReplayIsCaught() {
        isCaught(lab(
                Protocol.SPECIFIED.recovering(RecoveryStep.REPLAY, RecoveryStep.SCRUB, RecoveryStep.SYNC,
                        RecoveryStep.RETIRE),
                -1,
                false, ALL, 0b011, 0b110));
    }

    @Test
    void recoveringWithoutTheSyncAfterTheReplayIsCaught() {
        isCaught(lab(
                Protocol.SPECIFIED.recovering(RecoveryStep.SYNC, RecoveryStep.REPLAY, RecoveryStep.SCRUB,
                        RecoveryStep.RETIRE),
                -1,
                false, 0b110, 0b001));
    }

    @Test
    void aFailureIsFoundAgainByItsWay() {
        ByteWorkload wrong = new ByteWorkload(Protocol.SPECIFIED.withoutSettling(), List.of(ALL, 1, 2), 2, false);
        CrashLab lab = new CrashLab(wrong, SMALL);
        Result result = lab.run();
        assertThat(result.failures()).isNotEmpty();
        for (Failure failure : result.failures()) {
            assertThat(new CrashLab(wrong, SMALL).replay(failure.way())).isEqualTo(failure.message());
        }
    }
}
