package tdb2.app;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tdb2.engine.hash.HashChoice;

/** What commands on one database file have in common, whether they read or write it. */
abstract class FileCommand implements Callable<Integer> {

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Option(names = "--hash", paramLabel = "HASH", converter = HashConverter.class,
            description = "Hash function of a file made with another one than its dialect's: default, jenkins or "
                    + "constant:N.")
    private HashChoice hash = new HashChoice.Automatic();

    /** The hash function named on the command line, or the automatic choice. */
    HashChoice hash() {
        return hash;
    }

    Streams streams() {
        return main.streams();
    }

    /** The bytes that a key, prefix or value on the command line means. */
    byte[] bytes(String text, boolean hex) throws IOException {
        try {
            return KeyText.bytes(text, hex, streams());
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    /** What is thrown for a command line that makes no sense. */
    ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
