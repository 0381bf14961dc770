package tdb2.app;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tdb2.ui.Browser;

/** Opens the browser, which tdb2 does without a command too. */
@Command(name = "gui", description = { "Opens the browser, on files or on a demonstration database.",
        "The demonstration is a copy of its own, removed with the program." },
        footer = { "", "Examples:",
                "  tdb2 gui --demo", "  tdb2 gui secrets.tdb locking.zip" })
final class GuiCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--demo", description = "Open a demonstration database.")
    private boolean demo;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Files to open.")
    private List<Path> files = List.of();

    @Override
    public Integer call() {
        if (demo && !files.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--demo and FILE do not go together");
        }
        if (demo) {
            Browser.openDemonstration(Commands::manual);
        } else {
            Browser.open(files, Commands::manual);
        }
        return ExitCode.OK;
    }
}
