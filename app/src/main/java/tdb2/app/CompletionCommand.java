package tdb2.app;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete the commands and options of {@code tdb2}. */
@Command(name = "completion", description = "Prints a completion script for a shell.", footer = { "", "Examples:",
        "  bash:  source <(tdb2 completion bash)", "  zsh:   source <(tdb2 completion zsh)",
        "  fish:  tdb2 completion fish > ~/.config/fish/completions/tdb2.fish" })
final class CompletionCommand implements Callable<Integer> {

    enum Shell {
        BASH, ZSH, FISH
    }

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "SHELL", description = "bash, zsh or fish.")
    private Shell shell;

    @Override
    public Integer call() throws IOException {
        CommandLine tdb2 = spec.root().commandLine();
        main.streams().out().println(switch (shell) {
            case BASH -> AutoComplete.bash("tdb2", tdb2);
            case ZSH -> "autoload -U +X bashcompinit && bashcompinit\n" + AutoComplete.bash("tdb2", tdb2);
            case FISH -> fish(tdb2);
        });
        return ExitCode.OK;
    }

    private static String fish(CommandLine tdb2) {
        StringBuilder script = new StringBuilder("# completions of tdb2 for fish\n");
        options(script, "__fish_use_subcommand", tdb2.getCommandSpec());
        tdb2.getSubcommands().forEach((name, command) -> {
            String[] about = command.getCommandSpec().usageMessage().description();
            script.append("complete -c tdb2 -n __fish_use_subcommand -a %s -d '%s'%n".formatted(name,
                    about.length == 0 ? "" : quoted(about[0])));
            options(script, "__fish_seen_subcommand_from " + name, command.getCommandSpec());
        });
        return script.toString().stripTrailing();
    }

    private static void options(StringBuilder script, String condition, CommandSpec command) {
        for (OptionSpec option : command.options()) {
            String value = option.arity().max() > 0 ? " -x" : "";
            script.append("complete -c tdb2 -n '%s' -l %s%s -d '%s'%n".formatted(condition,
                    option.longestName().substring(2), value, quoted(String.join(" ", List.of(option.description())))));
        }
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("'", "\\'");
    }
}
