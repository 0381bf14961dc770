package tdb2.engine.observe.script;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A program of its own that does as it is told: one line asks, one line answers when it is done. */
public final class Puppet implements AutoCloseable {

    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final long PATIENCE_SECONDS = 120;

    private final Process process;
    private final BufferedWriter requests;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

    private Puppet(List<String> command) {
        try {
            process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        requests = process.outputWriter(StandardCharsets.UTF_8);
        Thread.ofVirtual().start(() -> {
            try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
                in.lines().forEach(answers::add);
            } catch (IOException | UncheckedIOException e) {
                answers.add("lost");
            }
        });
    }

    /** Whether this machine has what the Python puppets need: libtdb and python3-tdb. */
    public static boolean pythonHasTdb() {
        try {
            return Files.isExecutable(PYTHON) && new ProcessBuilder(PYTHON.toString(), "-c",
                    "import tdb, ctypes; ctypes.CDLL('libtdb.so.1')").redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Starts one of Python.
     *
     * @param what "library", "mutexes" or "python"
     */
    public static Puppet python(Path file, String what) {
        Puppet puppet = new Puppet(List.of(PYTHON.toString(), script().toString(), file.toString(), what));
        puppet.expect("ready");
        return puppet;
    }

    private static Path script() {
        try {
            return Path.of(Puppet.class.getResource("/tdb2/engine/observe/puppet.py").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts one of this engine. */
    public static Puppet engine(Path file) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
                .toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m",
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                EnginePuppet.class.getName(), file.toString()));
        Puppet puppet = new Puppet(command);
        puppet.expect("ready");
        return puppet;
    }

    public int pid() {
        return (int) process.pid();
    }

    /** Asks for something and returns at once. */
    public void begin(String request) {
        try {
            requests.write(request + "\n");
            requests.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer to what was begun; empty while there is none. */
    public Optional<String> answer(long millis) {
        try {
            return Optional.ofNullable(answers.poll(millis, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Asks for something that is done at once. */
    public void ask(String request) {
        begin(request);
        expect("done");
    }

    public void expect(String wanted) {
        String answer = answer(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS)).orElse("nothing");
        if (!answer.equals(wanted)) {
            throw new IllegalStateException("puppet %d answered %s and not %s".formatted(pid(), answer, wanted));
        }
    }

    /** Kills it, whatever it holds or waits for. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a puppet does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
