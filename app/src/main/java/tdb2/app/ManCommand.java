package tdb2.app;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Prints the manual page of {@code tdb2}, made from the same texts as {@code --help}. */
@Command(name = "man", description = "Prints the manual page.", footer = { "", "Examples:",
        "  tdb2 man | man -l -", "  tdb2 man > /usr/local/share/man/man1/tdb2.1" })
final class ManCommand implements Callable<Integer> {

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        main.streams().out().println(new ManPage(spec.root().commandLine()).text());
        return ExitCode.OK;
    }
}
