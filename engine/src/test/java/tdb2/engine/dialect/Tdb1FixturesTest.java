package tdb2.engine.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tdb2.engine.Fetch;
import tdb2.engine.OpenOptions;
import tdb2.engine.RecordCursor;
import tdb2.engine.Specimens;
import tdb2.engine.Specimens.Specimen;
import tdb2.engine.Tdb;
import tdb2.engine.error.RefusedException;
import tdb2.engine.error.UnsupportedException;
import tdb2.engine.format.Tdb1Header;
import tdb2.engine.hash.HashChoice;
import tdb2.engine.inspect.Position;
import tdb2.engine.storage.OverlayStorage;
import tdb2.engine.storage.Storage;
import tdb2.engine.transaction.RecoveryState.Status;

/** The TDB1 files of the fixtures, and those of real programs. */
class Tdb1FixturesTest {

    private static Stream<Specimen> tdb1() {
        return Stream.concat(Specimens.in("tdb1"), Specimens.in("real"));
    }

    @TestFactory
    Stream<DynamicTest> everyKeyThatIsWalkedIsFound() {
        return tdb1().filter(Specimen::sound).map(specimen -> DynamicTest.dynamicTest(specimen.toString(), () -> {
            OpenOptions options = OpenOptions.DEFAULT.withHash(specimen.hash());
            try (Tdb tdb = Tdb.of(specimen.toString(), specimen.content(), options)) {
                RecordCursor cursor = tdb.cursor(Position.START, Fetch.KEYS);
                while (cursor.next()) {
                    assertThat(tdb.find(cursor.entry().key())).get()
                            .extracting(found -> found.header().offset())
                            .isEqualTo(cursor.entry().header().offset());
                }
                assertThat(cursor.faults()).isEmpty();
                assertThat(tdb.find(new byte[] { 110, 111 })).isEmpty();
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> aPendingRecoveryIsShownToTheByteAsTheCLibraryRecovers() {
        return Specimens.in("tdb1").filter(specimen -> specimen.expect().has("recoveredFileSha256"))
                .map(specimen -> DynamicTest.dynamicTest(specimen.toString(), () -> {
                    Storage file = specimen.storage();
                    Recovery recovery = recovery(file);
                    boolean pending = specimen.expect().get("recoveryPending").asBoolean();
                    assertThat(recovery.status()).isEqualTo(pending ? Status.PENDING : Status.SETTLED);
                    assertThat(sha256(recovery.shown()))
                            .isEqualTo(specimen.expect().get("recoveredFileSha256").asText());
                }));
    }

    @Test
    void theSequenceNumberIsTheSidecars() {
        try (Tdb tdb = Specimens.named("tdb1/seqnum.tdb").open()) {
            assertThat(tdb.view().header().seqnum())
                    .isEqualTo(Specimens.named("tdb1/seqnum.tdb").expect().get("seqnum").asLong()).isPositive();
        }
    }

    @Test
    void aFileOfAnotherHashIsWalkedButNotSearched() {
        Specimen specimen = Specimens.named("tdb1/consthash.tdb");
        try (Tdb tdb = specimen.open()) {
            assertThat(tdb.view().refusesLookup()).contains("another hash function");
            assertThatThrownBy(() -> tdb.find(new byte[] { 1 })).isInstanceOf(RefusedException.class);
        }
        HashChoice wrong = HashChoice.constant(43);
        try (Tdb tdb = Tdb.of("wrong", specimen.content(), OpenOptions.DEFAULT.withHash(wrong))) {
            assertThat(tdb.view().hashing().matches()).isFalse();
        }
    }

    @Test
    void aFileFromBeforeTheHashTestIsSearchedWithTheDefaultHash() {
        Specimen specimen = Specimens.named("tdb1/old-nohash.tdb");
        try (Tdb tdb = specimen.open()) {
            assertThat(tdb.view().hashing().name()).isEqualTo("default");
            assertThat(((Tdb1Header) tdb.view().header()).withoutHashTest()).isTrue();
        }
    }

    @Test
    void mutexFilesAreReadBehindTheirMutexArea() {
        try (Tdb tdb = Specimens.named("tdb1/mutex-default-hash.tdb").open()) {
            Tdb1Header header = (Tdb1Header) tdb.view().header();
            assertThat(header.mutexSize()).isPositive().isEqualTo(header.base());
            assertThat(tdb.view().hashing().name()).isEqualTo("jenkins");
        }
    }

    @TestFactory
    Stream<DynamicTest> filesThatNoKnownCodeReadsAreRefusedWithTheReason() {
        return Stream.of("rwlock-old", "features-unknown", "version-5")
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    Specimen specimen = Specimens.named("tdb1/" + name + ".tdb");
                    assertThatThrownBy(specimen::open).isInstanceOfSatisfying(UnsupportedException.class, e -> {
                        assertThat(e.fault().offset()).isPositive();
                        assertThat(e.fault().advice()).isNotEmpty();
                    });
                }));
    }

    /** What the recovery of a file says, and the file as it shows it. */
    private record Recovery(Status status, Storage shown) {}

    private static Recovery recovery(Storage file) {
        var recovery = Dialects.assemble(file, new HashChoice.Automatic(), Surroundings.NONE).recovery();
        return new Recovery(recovery.state().status(), recovery.preview().<Storage>map(OverlayStorage.class::cast)
                .orElse(file));
    }

    private static String sha256(Storage storage) throws Exception {
        byte[] all = storage.bytes(0, Math.toIntExact(storage.size()));
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(all));
    }
}
