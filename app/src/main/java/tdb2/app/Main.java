package tdb2.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import tdb2.engine.error.CancelledException;
import tdb2.engine.error.ConflictException;
import tdb2.engine.error.DamagedException;
import tdb2.engine.error.FileChangedException;
import tdb2.engine.error.LockException;
import tdb2.engine.error.NotATdbException;
import tdb2.engine.error.RefusedException;
import tdb2.engine.error.StorageException;
import tdb2.engine.error.TdbException;
import tdb2.engine.error.UnsupportedException;
import tdb2.engine.posix.Draft;
import tdb2.ui.Browser;

/** The command {@code tdb2}. With a subcommand it works in the terminal, without one it opens the browser. */
@Command(name = "tdb2", description = { "Shows what is in a TDB file of any dialect, without changing a byte of it.",
        "Without a command it opens the browser. Commands that write to a file say so in their help." },
        synopsisSubcommandLabel = "[COMMAND]",
        mixinStandardHelpOptions = true, versionProvider = Main.Version.class, sortOptions = false,
        commandListHeading = "%nCommands:%n", footer = { "", "tdb2 COMMAND --help tells more of each." })
public final class Main implements Callable<Integer> {

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print stack traces of failures.")
    private boolean debug;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Files to open in the browser.")
    private List<Path> files = List.of();

    @Spec
    private CommandSpec spec;

    private final Streams streams;

    Main(Streams streams) {
        this.streams = streams;
    }

    /** Runs the program and ends the process, unless a browser window is left open. */
    public static void main(String[] args) {
        Runtime.getRuntime().addShutdownHook(new Thread(Draft::endAll, "end"));
        int status = run(args);
        if (status != ExitCode.OK) {
            System.exit(status);
        }
    }

    /** Runs one command line in this process and returns its exit status. */
    public static int run(String... args) {
        return run(Streams.ofProcess(), args);
    }

    /** Runs one command line with streams of the caller's. */
    static int run(Streams streams, String... args) {
        Main main = new Main(streams);
        try {
            int status = Commands.line(main, args).setOut(new PrintWriter(streams.out(), false, StandardCharsets.UTF_8))
                    .setErr(streams.err()).setParameterExceptionHandler((wrong, _) -> main.misused(wrong))
                    .setExecutionExceptionHandler((failure, _, _) -> main.failed(failure)).execute(args);
            if (!streams.out().failed()) {
                streams.out().flush();
            }
            return status;
        } catch (IOException | Error failure) {
            return main.failed(failure);
        } finally {
            streams.err().flush();
        }
    }

    /** Where commands read and write. */
    Streams streams() {
        return streams;
    }

    /** Opens the browser: the only way from here to AWT. */
    @Override
    public Integer call() {
        for (Path file : files) {
            if (file.getNameCount() == 1 && file.toString().matches("[a-z-]+") && Files.notExists(file)) {
                throw new ParameterException(spec.commandLine(), "\"" + file + "\" is no command and no file here");
            }
        }
        Browser.open(files, Commands::manual);
        return ExitCode.OK;
    }

    private int misused(ParameterException wrong) {
        CommandLine line = wrong.getCommandLine();
        line.getErr().println("tdb2: " + wrong.getMessage());
        line.getErr().println(line.getCommandSpec().qualifiedName() + " --help tells more.");
        return ExitCode.USAGE;
    }

    private int failed(Throwable failure) {
        if (streams.out().readerGone()) {
            return ExitCode.OK;
        }
        streams.err().println("tdb2: " + describe(failure));
        if (debug) {
            failure.printStackTrace(streams.err());
        }
        return failure instanceof TdbException told ? status(told) : ExitCode.UNREADABLE;
    }

    private static String describe(Throwable failure) {
        return switch (failure) {
            case TdbException told -> told.getMessage();
            case OutOfMemoryError _ -> "not enough memory; TDB2_JAVA_OPTS=-Xmx2g gives more";
            case UncheckedIOException wrapped -> describe(wrapped.getCause());
            case NoSuchFileException missing -> missing.getFile() + ": no such file";
            case AccessDeniedException denied -> denied.getFile() + ": no permission";
            case IOException io when io.getMessage() != null -> io.getMessage();
            default -> "this should not happen: " + failure + "; --debug tells where";
        };
    }

    /** The exit status that tells of a failure. */
    static int status(TdbException failure) {
        return switch (failure) {
            case RefusedException _,ConflictException _ -> ExitCode.REFUSED;
            case LockException _ -> ExitCode.LOCKED;
            case CancelledException _ -> ExitCode.PROBLEMS;
            case NotATdbException _,UnsupportedException _,DamagedException _,StorageException _,FileChangedException _ ->
                    ExitCode.UNREADABLE;
        };
    }

    /** The version the build wrote into the jar. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] { "tdb2 " + (version == null ? "(not packaged)" : version) };
        }
    }
}
