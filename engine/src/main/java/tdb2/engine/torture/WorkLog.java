package tdb2.engine.torture;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tdb2.engine.torture.Deed.End;

/**
 * What one worker says it does: a line before each deed and one after it, each given to the kernel at once, so that they
 * outlive the worker. A last line that is not complete was never said.
 */
final class WorkLog implements AutoCloseable {

    private final OutputStream out;

    /** Begins the log of a worker. */
    WorkLog(Path file) throws IOException {
        out = new FileOutputStream(file.toFile());
        line("B " + System.nanoTime());
    }

    /** The log of a worker, by its place and how many had that place before it. */
    static Path path(Path folder, int place, int generation) {
        return folder.resolve("%d.%d.log".formatted(place, generation));
    }

    /** Said before a deed. */
    void intend(String kind, String key, String result) throws IOException {
        line("I %d %s %s %s".formatted(System.nanoTime(), kind, key, result));
    }

    /** Said after it. */
    void ended(boolean done) throws IOException {
        line((done ? "A " : "N ") + System.nanoTime());
    }

    /** Said of a record that was looked at, and that nobody else changes. */
    void seen(String key, String sum) throws IOException {
        line("C %d %s %s".formatted(System.nanoTime(), key, sum));
    }

    /** Said when all records of its own were looked at. */
    void ready() throws IOException {
        line("R " + System.nanoTime());
    }

    /** Said when something is not as it must be. */
    void wrong(String what) throws IOException {
        line("W " + what.replace('\n', ' '));
    }

    private void line(String text) throws IOException {
        out.write((text + "\n").getBytes(UTF_8));
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /**
     * What a log says beside the deeds.
     *
     * @param began when its worker began, nanoseconds; {@link Long#MAX_VALUE} when it never did
     * @param ready whether it had looked at all its records
     * @param wrong what it found wrong
     */
    record Said(long began, boolean ready, List<String> wrong) {}

    /** Reads a log; the deed that was under way when its worker died comes last. */
    static Said read(Path log, Consumer<Deed> deeds) throws IOException {
        long began = Long.MAX_VALUE;
        boolean ready = false;
        List<String> wrong = new ArrayList<>();
        Optional<Deed> open = Optional.empty();
        try (BufferedReader lines = Files.newBufferedReader(log, UTF_8)) {
            for (String line = complete(lines); line != null; line = complete(lines)) {
                String[] words = line.split(" ");
                switch (words[0]) {
                    case "B" -> began = Long.parseLong(words[1]);
                    case "I" -> {
                        open.ifPresent(deeds); // it failed
                        open = Optional.of(new Deed(words[2], words[3], words[4], Long.parseLong(words[1]),
                                Long.MAX_VALUE, End.IN_FLIGHT));
                    }
                    case "A", "N" -> {
                        Deed deed = open.orElseThrow();
                        deeds.accept(new Deed(deed.kind(), deed.key(), deed.result(), deed.began(),
                                Long.parseLong(words[1]), words[0].equals("A") ? End.ACKNOWLEDGED : End.REFUSED));
                        open = Optional.empty();
                    }
                    case "C" -> {
                        long now = Long.parseLong(words[1]);
                        deeds.accept(new Deed("seen", words[2], words[3], now, now, End.ACKNOWLEDGED));
                    }
                    case "R" -> ready = true;
                    default -> wrong.add(line.substring(2));
                }
            }
        }
        open.ifPresent(deeds);
        return new Said(began, ready, wrong);
    }

    /** A line that has its end; null when there is no more. */
    private static String complete(BufferedReader lines) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = lines.read(); c >= 0; c = lines.read()) {
            if (c == '\n') {
                return line.toString();
            }
            line.append((char) c);
        }
        return null;
    }
}
