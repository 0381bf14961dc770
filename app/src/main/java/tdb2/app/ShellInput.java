package tdb2.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Where the lines of a shell come from. */
interface ShellInput extends AutoCloseable {

    /** The next line; empty at the end. */
    Optional<String> line() throws IOException;

    /** Whether a person types them: errors do not end the shell then. */
    boolean typed();

    @Override
    void close() throws IOException;

    /** Lines of a file or another program, without a prompt and without an echo. */
    static ShellInput piped(Streams streams) {
        BufferedReader reader = new BufferedReader(new InputStreamReader(streams.in(), StandardCharsets.UTF_8));
        return new ShellInput() {
            @Override
            public Optional<String> line() throws IOException {
                return Optional.ofNullable(reader.readLine());
            }

            @Override
            public boolean typed() {
                return false;
            }

            @Override
            public void close() throws IOException {
                reader.close();
            }
        };
    }
}
