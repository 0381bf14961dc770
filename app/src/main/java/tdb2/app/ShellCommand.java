package tdb2.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.error.TdbException;

/** A shell on one database. */
@Command(name = "shell", description = {
        "Reads lines and does what they say to FILE: the verbs of tdbtool, transactions, "
                + "locks. The verb help lists them.",
        "At a terminal with history and completion of verbs and keys. Otherwise standard input is a script: nothing is "
                + "echoed, an error names its line and ends it, and a transaction that is open then is cancelled. Without "
                + "--allow-write nothing is written; with it FILE is WRITTEN TO.",
        "Exit code of a script: that of the error that ended it, else 1 when a key was not there (or there, where it must "
                + "not be)." },
        footer = { "", "Examples:", "  tdb2 shell file.tdb",
                "  printf 'begin\\nput a 1\\nput b 2\\ncommit\\n' | tdb2 shell --allow-write file.tdb" })
final class ShellCommand extends FileCommand {

    private static final int END = -1;

    @Parameters(index = "0", paramLabel = "FILE", description = "The database file.")
    private Path file;

    @Option(names = "--allow-write", description = "Let verbs write to FILE.")
    private boolean allowWrite;

    @Mixin
    private ClearIfFirst clearing;

    @Mixin
    private LockTimeout timeout;

    private int lineNumber;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (clearing.isWanted() && !allowWrite) {
            throw usage("--clear-if-first deletes records: it goes with --allow-write");
        }
        OpenOptions options = timeout.in(allowWrite ? clearing.in(OpenOptions.WRITE, streams()) : OpenOptions.DEFAULT)
                .withHash(hash());
        try (Tdb tdb = Tdb.open(file, options); ShellSession session = new ShellSession(tdb, allowWrite, streams())) {
            new Notices(streams().err(), tdb).state();
            ShellVerbs verbs = new ShellVerbs(session, streams());
            try (ShellInput input = streams().interactive()
                    ? new TypedInput(verbs, session, () -> session.inTransaction() ? "tdb2 (transaction)> " : "tdb2> ")
                    : ShellInput.piped(streams())) {
                return run(input, verbs, session);
            }
        }
    }

    private int run(ShellInput input, ShellVerbs verbs, ShellSession session) throws IOException, InterruptedException {
        int status = ExitCode.OK;
        Optional<String> line = input.line();
        while (line.isPresent()) {
            lineNumber++;
            int ended = run(line.get().strip(), input.typed(), verbs);
            streams().out().flush();
            if (ended == END) {
                line = Optional.empty();
            } else if (ended > ExitCode.PROBLEMS && !input.typed()) {
                status = ended;
                line = Optional.empty();
            } else {
                status = Math.max(status, ended);
                line = input.line();
            }
        }
        if (session.inTransaction()) {
            streams().err().println("tdb2: " + file + ": the transaction was not committed; it is cancelled");
            status = Math.max(status, ExitCode.PROBLEMS);
        }
        return input.typed() ? ExitCode.OK : status;
    }

    /** Does what a line says; answers an exit status, or that it ends the shell. */
    private int run(String line, boolean typed, ShellVerbs verbs) throws IOException, InterruptedException {
        try {
            List<String> words = words(line, typed);
            if (ShellVerbs.ends(words)) {
                return END;
            }
            return words.isEmpty() ? ExitCode.OK : verbs.run(words);
        } catch (IllegalArgumentException wrong) {
            say(wrong.getMessage(), typed);
            return ExitCode.USAGE;
        } catch (TdbException failure) {
            say(failure.getMessage(), typed);
            return Main.status(failure);
        }
    }

    /** A command of the system is one word; an empty line that is typed asks for the next record. */
    private static List<String> words(String line, boolean typed) {
        if (line.startsWith("!")) {
            return List.of("!", line.substring(1).strip());
        }
        if (line.startsWith("#")) {
            return List.of();
        }
        return line.isEmpty() && typed ? List.of("next") : ShellWords.of(line);
    }

    private void say(String what, boolean typed) {
        streams().err().println("tdb2: " + (typed ? "" : "line " + lineNumber + ": ") + what);
    }
}
