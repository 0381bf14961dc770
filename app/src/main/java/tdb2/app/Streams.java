package tdb2.app;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a command reads and writes.
 *
 * @param in standard input
 * @param out standard output: text in UTF-8, or raw bytes
 * @param err for diagnostics
 * @param terminal whether {@code err} is a terminal: only then is progress shown
 * @param interactive whether a person types at {@code in} and reads {@code out}
 */
record Streams(InputStream in, Output out, PrintWriter err, boolean terminal, boolean interactive) {

    /** Those of the process, past {@code System.out}, which hides that its reader is gone. */
    static Streams ofProcess() {
        return new Streams(new FileInputStream(FileDescriptor.in),
                new Output(new FileOutputStream(FileDescriptor.out)),
                text(new FileOutputStream(FileDescriptor.err)), isTerminal(2),
                isTerminal(0) && isTerminal(1));
    }

    /** Those of a test. */
    static Streams of(InputStream in, OutputStream out, OutputStream err) {
        return new Streams(in, new Output(out), text(err), false, false);
    }

    private static PrintWriter text(OutputStream err) {
        return new PrintWriter(err, true, StandardCharsets.UTF_8);
    }

    private static boolean isTerminal(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd", Integer.toString(descriptor))).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException _) {
            return System.console() != null;
        }
    }
}
