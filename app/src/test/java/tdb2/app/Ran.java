package tdb2.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A command line that ran in this process, with what it said.
 *
 * @param status its exit status
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record Ran(int status, byte[] out, String err) {

    /** Runs a command line with nothing on standard input. */
    static Ran tdb2(Object... words) {
        return reading(new byte[0], words);
    }

    /** Runs a command line that may read standard input. */
    static Ran reading(byte[] in, Object... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String[] args = List.of(words).stream().map(Object::toString).toArray(String[]::new);
        int status = Main.run(Streams.of(new ByteArrayInputStream(in), out, err), args);
        return new Ran(status, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
    }

    /** Standard output as text. */
    String text() {
        return new String(out, StandardCharsets.UTF_8);
    }

    /** Standard output as the one JSON document that it must be. */
    JsonNode json() {
        try {
            return new ObjectMapper().readerFor(JsonNode.class)
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readValue(out);
        } catch (IOException e) {
            throw new UncheckedIOException("not one JSON document: " + text(), e);
        }
    }

    /** Checks the status, and that no stack trace was shown. */
    Ran ended(int expected) {
        assertThat(err).doesNotContain("\tat ", "should not happen");
        assertThat(status).as("status, having said: %s", err).isEqualTo(expected);
        return this;
    }
}
