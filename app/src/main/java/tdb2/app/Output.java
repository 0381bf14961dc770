package tdb2.app;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Standard output, buffered. Remembers when its reader went away, as in {@code tdb2 dump FILE | head}. */
final class Output extends FilterOutputStream {

    private static final int BUFFER = 1 << 16;

    private boolean failed;
    private boolean readerGone;

    Output(OutputStream out) {
        super(new BufferedOutputStream(out, BUFFER));
    }

    /** Whether writing failed: what is still in the buffer is lost. */
    boolean failed() {
        return failed;
    }

    /** Whether writing failed because nobody reads any more. */
    boolean readerGone() {
        return readerGone;
    }

    /** Writes a line of text. */
    void println(String line) throws IOException {
        write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void write(int value) throws IOException {
        try {
            out.write(value);
        } catch (IOException e) {
            throw noted(e);
        }
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            throw noted(e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            throw noted(e);
        }
    }

    /** Java gives EPIPE only as a message; in every language it names the pipe. */
    private IOException noted(IOException e) {
        failed = true;
        readerGone |= e.getMessage() != null && e.getMessage().toLowerCase(Locale.ROOT).contains("pipe");
        return e;
    }
}
