package tdb2.engine.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tdb2.engine.OpenOptions;
import tdb2.engine.Specimens;
import tdb2.engine.Specimens.Specimen;
import tdb2.engine.Tdb;
import tdb2.engine.storage.MemoryStorage;
import tdb2.engine.storage.Storage;
import tdb2.engine.transaction.RecoveryState.Status;

/**
 * What an undo writes into files of TDB2 of 2012 and of NTDB is what their C library writes, byte for byte
 * ({@code recoveredFileSha256} of the sidecar). Two differences are meant. Of the files {@code crash-asis} that library
 * itself has not saved 32 bytes; and behind the old end of the file, where nothing leads, ours leaves zeros where the
 * library leaves pieces of the records of the transaction that never was.
 */
class RecoveredBytesTest {

    /** Where in the undo area stands how long the file was. */
    private static final int FILE_END = 24;

    @TestFactory
    Stream<DynamicTest> theBytesAreThoseThatTheCLibraryLeavesButForWhatLiesBehindTheOldEnd() {
        return Stream.of("tdb2", "ntdb").flatMap(Specimens::in)
                .filter(specimen -> specimen.expect().has("recoveredFileSha256"))
                .filter(specimen -> !specimen.toString().contains("asis"))
                .map(specimen -> DynamicTest.dynamicTest(specimen.toString(), () -> isAsTheLibraryHasIt(specimen)));
    }

    private static void isAsTheLibraryHasIt(Specimen specimen) {
        MemoryStorage ours = new MemoryStorage(specimen.toString(), specimen.content());
        Assembly before = Opened.assemble(specimen);
        boolean pending = before.recovery().state().status() == Status.PENDING;
        Storage library = before.recovery().preview().<Storage>map(overlay -> overlay).orElseGet(specimen::storage);
        assertThat(Opened.sha256(library)).as("the preview is what the library leaves")
                .isEqualTo(specimen.expect().get("recoveredFileSha256").asText());

        assertThat(Tdb.recover(ours, OpenOptions.WRITE.withHash(specimen.hash()))).isEqualTo(pending);

        byte[] found = ours.bytes(0, (int) ours.size());
        byte[] expected = library.bytes(0, (int) library.size());
        assertThat(found).hasSameSizeAs(expected);
        int different = Arrays.mismatch(found, expected);
        if (different >= 0) {
            long area = specimen.expect().get("recoveryOffset").asLong();
            long end = specimen.storage().u64(area + FILE_END, before.bytes().order());
            assertThat((long) different).as("first byte that differs").isGreaterThanOrEqualTo(end);
            for (int at = different; at < found.length; at++) {
                assertThat(found[at] == expected[at] || found[at] == 0).as("byte %d", at).isTrue();
            }
        }
    }
}
