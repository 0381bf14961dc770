package tdb2.app;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

import tdb2.ui.workbench.Browser;

/** The command {@code tdb2}. With a subcommand it works in the terminal, without one it opens the browser. */
@Command(name = "tdb2", description = "Shows what is in a TDB file of any dialect.", mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
public final class Main implements Callable<Integer> {
    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print stack traces of failures.")
    private boolean debug;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Files to open in the browser.")
    private List<Path> files = List.of();

    private Main() {}

    /** Runs the program and ends the process, unless a browser window is left open. */
    public static void main(String[] args) {
        int status = run(args);
        if (status != ExitCode.OK) {
            System.exit(status);
        }
    }

    /** Runs one command line in this process and returns its exit status. */
    public static int run(String... args) {
        var main = new Main();
        return new CommandLine(main).setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, line, _) -> main.report(failure, line)).execute(args);
    }

    /** Opens the browser: the only way from here to AWT. */
    @Override
    public Integer call() {
        Browser.open(files);
        return ExitCode.OK;
    }

    private int report(Exception failure, CommandLine line) {
        var err = line.getErr();
        var message = failure.getMessage();
        err.println("tdb2: " + (message == null ? failure.getClass().getSimpleName() : message));
        if (debug) {
            failure.printStackTrace(err);
        }
        return ExitCode.UNREADABLE;
    }

    /** The version the build wrote into the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            var version = Main.class.getPackage().getImplementationVersion();
            return new String[] { "tdb2 " + (version == null ? "(not packaged)" : version) };
        }
    }
}
