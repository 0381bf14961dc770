package tdb2.app;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import tdb2.engine.error.TdbException;

/** Lines typed at a terminal, with editing, history of this session, and completion of verbs and keys. */
final class TypedInput implements ShellInput {

    private static final int KEYS = 50;

    private final Terminal terminal;
    private final LineReader reader;
    private final Supplier<String> prompt;

    /** @param prompt made for each line */
    TypedInput(ShellVerbs verbs, ShellSession session, Supplier<String> prompt) throws IOException {
        this.prompt = prompt;
        terminal = TerminalBuilder.builder().name("tdb2").dumb(true).build();
        DefaultParser words = new DefaultParser();
        words.setEscapeChars(null); // a backslash begins an escape of C, and stays
        Completer completer = (_, line, candidates) -> candidates.addAll(line.wordIndex() == 0
                ? verbs.names().stream().map(Candidate::new).toList()
                : keys(session, line.word()));
        reader = LineReaderBuilder.builder().terminal(terminal).parser(words).completer(completer)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true).build();
    }

    private static List<Candidate> keys(ShellSession session, String begun) {
        try {
            return session.completions(begun, KEYS).stream().map(Candidate::new).toList();
        } catch (TdbException _) {
            return List.of(); // whoever asks for it hears why
        }
    }

    @Override
    public Optional<String> line() {
        while (true) {
            try {
                return Optional.of(reader.readLine(prompt.get()));
            } catch (UserInterruptException _) {
                // Ctrl+C gives up a line, Ctrl+D the shell
            } catch (EndOfFileException _) {
                return Optional.empty();
            }
        }
    }

    @Override
    public boolean typed() {
        return true;
    }

    @Override
    public void close() throws IOException {
        terminal.close();
    }
}
