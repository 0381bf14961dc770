package tdb2.engine.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import tdb2.engine.check.Diagnosis.Verdict;
import tdb2.engine.damage.Damage;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;
import tdb2.engine.lab.DamageCase.Account;
import tdb2.engine.lab.DamageCase.Examined;
import tdb2.engine.lab.DamageCase.Fate;
import tdb2.engine.lab.DamageCase.Repaired;

/** Files that are broken on purpose, examined and repaired, and compared with the truth. */
class DamageCaseTest {

    private static List<Account> missing(List<Account> accounts) {
        return accounts.stream().filter(account -> account.fate() != Fate.FOUND).toList();
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void aZeroedSlotIsFoundAndNothingOfItIsLost(Dialect dialect) {
        DamageCase damaged = DamageCase.of(dialect, Damage.SLOT_ZEROED, 7);
        Examined examined = damaged.examine(Progress.NONE);
        assertThat(examined.refused()).isEmpty();
        assertThat(examined.verdict()).hasValueSatisfying(verdict -> assertThat(verdict).isNotEqualTo(Verdict.SOUND));
        assertThat(examined.accounts()).hasSize(52);
        assertThat(missing(examined.accounts())).isNotEmpty()
                .allSatisfy(account -> assertThat(account.touched()).isFalse());
        Repaired repaired = damaged.repair(Progress.NONE);
        assertThat(repaired.verdict()).contains(Verdict.SOUND);
        assertThat(missing(repaired.accounts())).as("saved, or set aside as what a killed writer may have left")
                .allSatisfy(account -> assertThat(account.fate()).isEqualTo(Fate.ASIDE));
        assertThat(repaired.suspect()).isEqualTo(missing(repaired.accounts()).size());
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void aLoopInAFreeListIsNamedAtItsPlaceAndCostsNoRecord(Dialect dialect) {
        Examined examined = DamageCase.of(dialect, Damage.FREE_LIST_LOOP, 7).examine(Progress.NONE);
        assertThat(examined.findings()).isNotEmpty();
        assertThat(missing(examined.accounts())).isEmpty();
    }

    @Test
    void aChangedLengthIsNamedByAFindingAboutTheChangedBytes() {
        Examined examined = DamageCase.of(Dialect.TDB2, Damage.RECORD_MAGIC, 7).examine(Progress.NONE);
        assertThat(examined.named()).isPositive();
    }

    @Test
    void aFileThatCannotBeOpenedSaysWhyAndIsRepairedAllTheSame() {
        DamageCase damaged = DamageCase.of(Dialect.TDB2, Damage.HEADER_ZEROED, 7);
        Examined examined = damaged.examine(Progress.NONE);
        assertThat(examined.refused()).isPresent();
        assertThat(missing(examined.accounts())).hasSize(52);
        assertThat(missing(damaged.repair(Progress.NONE).accounts())).isEmpty();
    }

    @Test
    void aChangedByteOfAValueIsFoundByNobody() {
        DamageCase damaged = DamageCase.of(Dialect.TDB2, Damage.VALUE_BYTE, 7);
        Examined examined = damaged.examine(Progress.NONE);
        assertThat(examined.verdict()).contains(Verdict.SOUND);
        assertThat(missing(examined.accounts())).singleElement().satisfies(account -> {
            assertThat(account.fate()).isEqualTo(Fate.WRONG);
            assertThat(account.touched()).isTrue();
        });
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void everyDamageThatIsOfferedCanBeMadeExaminedAndRepaired(Dialect dialect) {
        assertThat(DamageCase.possible(dialect)).hasSizeGreaterThan(25).allSatisfy(damage -> {
            DamageCase made = DamageCase.of(dialect, damage, 3);
            assertThat(made.damaged().content()).isEqualTo(DamageCase.of(dialect, damage, 3).damaged().content());
            assertThat(made.examine(Progress.NONE).accounts()).hasSize(52);
            assertThat(made.repair(Progress.NONE).accounts()).hasSize(52);
        });
    }

    @Test
    void aRiddleIsTheSameForTheSameSeedAndNotAlwaysTheSameDamage() {
        assertThat(DamageCase.riddle(Dialect.TDB2, 4).damaged().damage())
                .isEqualTo(DamageCase.riddle(Dialect.TDB2, 4).damaged().damage());
        assertThat(LongStream.range(0, 20)
                .mapToObj(seed -> DamageCase.riddle(Dialect.TDB2, seed).damaged().damage()).distinct())
                .hasSizeGreaterThan(5);
    }
}
