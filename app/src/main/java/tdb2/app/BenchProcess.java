package tdb2.app;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tdb2.app.BenchWork.Phase;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;

/** A process of a measurement, seen from the one that started it. A line names a phase, a line answers when it is done. */
final class BenchProcess implements AutoCloseable {

    private final Process process;
    private final BufferedWriter to;
    private final BufferedReader from;

    private BenchProcess(Process process) {
        this.process = process;
        this.to = process.outputWriter(StandardCharsets.UTF_8);
        this.from = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts one with the classes of this process, and returns when it has opened the file. */
    static BenchProcess start(Path file, BenchPlan plan, int share) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        if (!Files.isExecutable(java)) {
            throw new RefusedException(new Fault(java.toString(), Fault.NOWHERE, "a Java to start processes with",
                    "a runtime without the command java", "run it from the sources, or with --processes 1"));
        }
        List<String> command = new ArrayList<>(List.of(java.toString(), "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                Resident.class.getName(), file.toAbsolutePath().toString(), Integer.toString(share)));
        command.addAll(plan.words());
        BenchProcess started = new BenchProcess(
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
        started.answer();
        return started;
    }

    /** Lets it begin a phase. */
    void begin(Phase phase) throws IOException {
        to.write(phase + "\n");
        to.flush();
    }

    /** Waits for the end of the phase; answers how many operations it did. */
    long answer() throws IOException {
        String line = from.readLine();
        if (line == null) {
            throw new EOFException("process " + process.pid() + " of the measurement has ended");
        }
        return Long.parseLong(line);
    }

    @Override
    public void close() throws IOException {
        to.close();
        from.close();
        process.destroy();
    }

    /** What runs in the other process. */
    static final class Resident {

        private Resident() {}

        public static void main(String[] args) throws IOException {
            List<String> words = List.of(args);
            try (Tdb tdb = Tdb.open(Path.of(words.get(0)), OpenOptions.WRITE);
                    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
                    BufferedWriter out = new BufferedWriter(
                            new OutputStreamWriter(System.out, StandardCharsets.UTF_8))) {
                BenchWork work = new BenchWork(tdb, BenchPlan.of(words.subList(2, words.size())),
                        Integer.parseInt(words.get(1)));
                say(out, 0);
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    say(out, work.run(Phase.valueOf(line)));
                }
            }
        }

        private static void say(BufferedWriter out, long number) throws IOException {
            out.write(number + "\n");
            out.flush();
        }
    }
}
