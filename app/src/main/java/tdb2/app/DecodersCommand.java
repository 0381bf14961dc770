package tdb2.app;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;
import tdb2.engine.decode.Decoder;
import tdb2.engine.decode.Decoders;

/** Lists the decoders that {@code get --decode} knows. */
@Command(name = "decoders", description = "Lists the decoders of values that get --decode knows.",
        footer = { "", "Examples:", "  tdb2 decoders" })
final class DecodersCommand implements Callable<Integer> {

    @ParentCommand
    private Main main;

    @Override
    public Integer call() throws IOException {
        Table table = new Table("ll").row("name", "what it decodes");
        for (Decoder decoder : Decoders.installed().all()) {
            table.row(decoder.name(), decoder.title());
        }
        table.print(main.streams().out());
        return ExitCode.OK;
    }
}
