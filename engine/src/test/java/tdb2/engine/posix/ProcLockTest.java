package tdb2.engine.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class ProcLockTest {

    private static final FileIdentity FILE = new FileIdentity(0xfe, 1, 131_143);

    @Test
    void readsWhatTheKernelPrints() {
        assertThat(ProcLock.parse(List.of("1: POSIX  ADVISORY  WRITE 4711 fe:01:131143 8 8",
                "1: -> POSIX  ADVISORY  READ 4712 fe:01:131143 0 EOF",
                "1:  -> OFDLCK ADVISORY  WRITE -1 fe:01:131143 168 16777215",
                "2: FLOCK  ADVISORY  WRITE 560 00:18:1234 0 EOF", "3: LEASE  ACTIVE    READ 561 fe:01:7 0 EOF",
                "lock:\t1: OFDLCK ADVISORY  READ -1 fe:01:131143 64 64"))).containsExactly(
                        new ProcLock("POSIX", true, 4711, FILE, 8, 1, false),
                        new ProcLock("POSIX", false, 4712, FILE, 0, 0, true),
                        new ProcLock("OFDLCK", true, -1, FILE, 168, 16_777_048, true),
                        new ProcLock("FLOCK", true, 560, new FileIdentity(0, 0x18, 1234), 0, 0, false),
                        new ProcLock("LEASE", false, 561, new FileIdentity(0xfe, 1, 7), 0, 0, false),
                        new ProcLock("OFDLCK", false, -1, FILE, 64, 1, false));
    }

    @Test
    void leavesOutWhatItDoesNotKnow() {
        assertThat(ProcLock.parse(List.of("", "1: POSIX  ADVISORY  WRITE 4711 <none>:0 8 8", "pos:\t0", "flags:\t02",
                "1: POSIX"))).isEmpty();
    }
}
