package tdb2.engine.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.Transaction;

/** A process that has begun a transaction, or locked a chain by Samba's library, and keeps that until it is closed. */
public final class HoldingProcess implements AutoCloseable {

    private final Process process;

    /** Starts one; returns when its transaction has begun. */
    public HoldingProcess(Path file) {
        this(file, Optional.empty(), "");
    }

    private HoldingProcess(Path file, Optional<String> chain, String flags) {
        try {
            process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m", "--enable-native-access=ALL-UNNAMED",
                    "-cp", System.getProperty("java.class.path"), HoldingProcess.class.getName(), file.toString(),
                    chain.orElse(""), flags)
                    .redirectError(ProcessBuilder.Redirect.INHERIT).start();
            if (!"holding".equals(process.inputReader(UTF_8).readLine())) {
                throw new IllegalStateException("it has no lock");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts one that locks the chain of a key by the library; returns when it has it.
     *
     * @param flags of the library's open, which makes the file if there is none
     */
    public static HoldingProcess ofLibrary(Path file, String key, int flags) {
        return new HoldingProcess(file, Optional.of(key), "" + flags);
    }

    /** Its number. */
    public long pid() {
        return process.pid();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("it does not end");
        }
    }

    /** The process; it ends with its input. */
    public static void main(String[] arguments) throws IOException {
        if (!arguments[1].isEmpty()) {
            try (LibTdbFile file = new LibTdbFile(Path.of(arguments[0]), 0, Integer.parseInt(arguments[2]))) {
                file.lockChain(arguments[1].getBytes(UTF_8));
                hold();
            }
            return;
        }
        try (Tdb tdb = Tdb.open(Path.of(arguments[0]), OpenOptions.WRITE); Transaction transaction = tdb.begin()) {
            transaction.store("held".getBytes(UTF_8), "by another".getBytes(UTF_8));
            hold();
        }
    }

    private static void hold() throws IOException {
        System.out.println("holding");
        System.out.flush();
        while (System.in.read() >= 0) {
            // until nobody is there any more
        }
    }
}
