package tdb2.app;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A manual page in the man macros of roff, one subsection a command. Used once, by one thread. */
final class ManPage {

    private final CommandLine tdb2;
    private final StringBuilder page = new StringBuilder();

    ManPage(CommandLine tdb2) {
        this.tdb2 = tdb2;
    }

    /** The whole page, without a line end after its last line. */
    String text() {
        CommandSpec all = tdb2.getCommandSpec();
        page.append(".TH TDB2 1 \"\" \"").append(String.join(" ", all.version())).append("\" \"User Commands\"\n");
        page.append(".SH NAME\ntdb2 \\- look into trivial database (TDB) files of every dialect\n");
        page.append(
                ".SH SYNOPSIS\n.B tdb2\n.RI [ FILE ...]\n.br\n.B tdb2\n.I COMMAND\n.RI [ OPTION ...]\n.I FILE ...\n");
        section("DESCRIPTION", lines(all.usageMessage().description()));
        page.append(".SH OPTIONS\n");
        options(all);
        page.append(".SH COMMANDS\n");
        Map<String, CommandLine> commands = tdb2.getSubcommands();
        commands.values().stream().map(CommandLine::getCommandSpec).filter(command -> !command.usageMessage().hidden())
                .forEach(this::command);
        page.append(".SH EXIT STATUS\n");
        commands.values().stream().findFirst().ifPresent(
                any -> any.getCommandSpec().usageMessage().exitCodeList().forEach((code, means) -> tag(code, means)));
        page.append(".SH SEE ALSO\n.BR tdbdump (8),\n.BR tdbtool (8),\n.BR tdbbackup (8),\n.BR ldbsearch (1)");
        return page.toString();
    }

    private void command(CommandSpec command) {
        String operands = command.positionalParameters().stream().map(PositionalParamSpec::paramLabel)
                .collect(Collectors.joining(" "));
        page.append(".SS \"").append(quoted("tdb2 " + command.name() + " [OPTION...] " + operands).strip())
                .append("\"\n")
                .append(quoted(lines(command.usageMessage().description()))).append('\n');
        command.positionalParameters().stream().filter(operand -> !description(operand).isEmpty())
                .forEach(operand -> tag("\\fI" + quoted(operand.paramLabel()) + "\\fR", description(operand)));
        options(command);
        String[] footer = command.usageMessage().footer();
        if (footer.length > 0) {
            page.append(".PP\n.nf\n");
            Arrays.stream(footer).filter(line -> !line.isEmpty()).map(ManPage::quoted)
                    .forEach(line -> page.append(line).append('\n'));
            page.append(".fi\n");
        }
    }

    private void options(CommandSpec command) {
        for (OptionSpec option : command.options()) {
            if (!option.hidden() && !option.inherited()) {
                String names = Arrays.stream(option.names()).map(name -> "\\fB" + quoted(name) + "\\fR")
                        .collect(Collectors.joining(", "));
                boolean valued = option.arity().max() > 0;
                tag(valued ? names + "=\\fI" + quoted(option.paramLabel()) + "\\fR" : names, description(option));
            }
        }
    }

    private static String description(ArgSpec argument) {
        return String.join(" ", List.of(argument.description()));
    }

    private static String lines(String[] description) {
        return String.join("\n", description);
    }

    private void section(String title, String text) {
        page.append(".SH ").append(title).append('\n').append(quoted(text)).append('\n');
    }

    private void tag(String term, String text) {
        page.append(".TP\n").append(term).append('\n').append(quoted(text)).append('\n');
    }

    /** A backslash, a hyphen that is typed, and a line that would be taken for a macro are to be told to roff. */
    private static String quoted(String text) {
        return text.formatted().replace("\\", "\\e").replace("-", "\\-").replaceAll("(?m)^([.'])", "\\\\&$1");
    }
}
