package tdb2.app;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import tdb2.engine.observe.OpenDatabase;
import tdb2.engine.observe.OpenDatabase.User;
import tdb2.engine.observe.OpenDatabases;
import tdb2.engine.observe.OpenDatabases.Found;

/** Lists the databases that processes have open. */
@Command(name = "ps", description = {
        "Lists the TDB files that are open on this machine and the processes that have them "
                + "open.",
        "Files are told by their content, whatever their name. Nothing is locked, and no file is opened but for one read "
                + "of its first bytes. What other users have open is seen only with their rights; processes outside this "
                + "container are not seen at all." },
        footer = { "", "Examples:", "  tdb2 ps", "  sudo tdb2 ps --json | jq '.files[] | select(.deleted)'" })
final class PsCommand implements Callable<Integer> {

    @ParentCommand
    private Main main;

    @Option(names = "--json",
            description = "Print a JSON object: files (path, dialect, size, deleted, inode, processes: pid, command, user, "
                    + "how), processes, processesNotSeen, filesNotReadable.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Found found;
        try (ProgressBar progress = ProgressBar.on(main.streams(), "ps")) {
            found = new OpenDatabases().find(progress);
        }
        if (json) {
            printJson(found);
        } else {
            printText(found);
        }
        if (found.closedProcesses() > 0) {
            main.streams().err().println("tdb2: not seen, for lack of rights: the files of %d of %d processes"
                    .formatted(found.closedProcesses(), found.processes()));
        }
        if (found.closedFiles() > 0) {
            main.streams().err().println("tdb2: not readable, for lack of rights: %d open files"
                    .formatted(found.closedFiles()));
        }
        return ExitCode.OK;
    }

    private void printText(Found found) throws IOException {
        Output out = main.streams().out();
        if (found.files().isEmpty()) {
            out.println("no TDB file is open in any process that can be seen");
        }
        for (OpenDatabase file : found.files()) {
            out.println("%s%s  %s, %s".formatted(file.path(), file.deleted() ? " (deleted)" : "",
                    file.dialect().id(), Amounts.bytes(file.size())));
            Table table = new Table("rlll");
            file.users().forEach(user -> table.row(Integer.toString(user.process()), user.command(), user.user(),
                    how(user)));
            table.print(out);
        }
    }

    private static String how(User user) {
        return user.how().stream().sorted().map(how -> how.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private void printJson(Found found) throws IOException {
        try (JsonGenerator out = Json.indented(main.streams().out())) {
            out.writeStartObject();
            out.writeArrayFieldStart("files");
            for (OpenDatabase file : found.files()) {
                write(out, file);
            }
            out.writeEndArray();
            out.writeNumberField("processes", found.processes());
            out.writeNumberField("processesNotSeen", found.closedProcesses());
            out.writeNumberField("filesNotReadable", found.closedFiles());
            out.writeEndObject();
            out.writeRaw('\n');
        }
    }

    private static void write(JsonGenerator out, OpenDatabase file) throws IOException {
        out.writeStartObject();
        out.writeStringField("path", file.path().toString());
        out.writeStringField("dialect", file.dialect().id());
        out.writeNumberField("size", file.size());
        out.writeBooleanField("deleted", file.deleted());
        Json.unsigned(out, "inode", file.identity().inode());
        out.writeArrayFieldStart("processes");
        for (User user : file.users()) {
            out.writeStartObject();
            out.writeNumberField("pid", user.process());
            out.writeStringField("command", user.command());
            out.writeStringField("user", user.user());
            out.writeArrayFieldStart("how");
            for (OpenDatabase.How how : user.how().stream().sorted().toList()) {
                out.writeString(how.name().toLowerCase(Locale.ROOT));
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }
}
