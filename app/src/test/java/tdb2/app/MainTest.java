package tdb2.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The parts of the command line that belong to no command. */
class MainTest {
    @Test
    void wrongUsageHasItsOwnStatus() {
        assertThat(Main.run("--no-such-option")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void helpIsNoFailure() {
        assertThat(Main.run("--help")).isEqualTo(ExitCode.OK);
    }
}
