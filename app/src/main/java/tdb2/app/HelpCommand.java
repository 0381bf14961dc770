package tdb2.app;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Prints how a command is used. Not picocli's own one: a reference to that class, which is of an old class file version,
 * makes Java 25 fail when it writes its archive of ready-made classes.
 */
@Command(name = "help", description = "Shows how a command is used.")
final class HelpCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "COMMAND", description = "The command; all without it.")
    private String command = "";

    @Override
    public Integer call() {
        CommandLine tdb2 = spec.root().commandLine();
        CommandLine wanted = command.isEmpty() ? tdb2 : tdb2.getSubcommands().get(command);
        if (wanted == null) {
            throw new ParameterException(spec.commandLine(), "\"" + command + "\" is no command");
        }
        wanted.usage(tdb2.getOut());
        return ExitCode.OK;
    }
}
