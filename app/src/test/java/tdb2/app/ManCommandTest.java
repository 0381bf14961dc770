package tdb2.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tdb2.ui.help.Manual;

/** The manual page says what the help of each command says, in words roff takes as they are meant. */
class ManCommandTest {

    private static final String PAGE = Ran.tdb2("man").ended(ExitCode.OK).text();

    @Test
    void everyCommandHasItsSubsection() {
        List<String> commands = Ran.tdb2("--help").text().lines().dropWhile(line -> !line.startsWith("Commands:"))
                .filter(line -> line.matches("  [a-z]+ .*")).map(line -> line.strip().split(" ")[0]).toList();

        assertThat(commands).contains("info", "man");
        assertThat(commands).allSatisfy(command -> assertThat(PAGE).contains(".SS \"tdb2 " + command + " "));
    }

    @Test
    void optionsAndExitCodesAreTold() {
        assertThat(PAGE).contains("\\fB\\-\\-format\\fR").contains(".SH EXIT STATUS").contains(".TP\n5\nrefused");
    }

    @Test
    void theHelpOfTheBrowserHasThePageOfEveryCommandAsItsOwnHelpSaysIt() {
        List<Manual.Page> pages = Commands.manual();

        assertThat(pages).hasSizeGreaterThan(30).extracting(Manual.Page::name).startsWith("tdb2").contains("man");
        Manual.Page keys = pages.stream().filter(page -> page.name().equals("keys")).findFirst().orElseThrow();
        assertThat(keys.text()).isEqualTo(Ran.tdb2("keys", "--help").text());
    }

    @Test
    void nothingIsTakenForAMacroByMistake() {
        assertThat(PAGE.lines().filter(line -> line.startsWith(".") || line.startsWith("'")))
                .allMatch(line -> line.matches("\\.(TH|SH|SS|TP|PP|nf|fi|br|B|BR|RI|I)( .*)?"));
    }
}
