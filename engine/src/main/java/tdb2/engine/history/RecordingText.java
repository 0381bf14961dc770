package tdb2.engine.history;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

import tdb2.engine.error.DamagedException;
import tdb2.engine.error.Fault;
import tdb2.engine.error.StorageException;
import tdb2.engine.history.LockSpan.Begin;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.observe.ObservedLock;
import tdb2.engine.observe.ObservedLock.Kind;
import tdb2.engine.observe.ObservedLock.State;
import tdb2.engine.observe.Party;

/**
 * A recording as a text file (UTF-8). The first line names the format and its version; lines of one word and one value
 * follow, then a line for each span. Fields are parted by tabs; in them {@code \\}, {@code \t} and {@code \n} stand for
 * backslash, tab and end of line. Words that are not known are passed over, so that later versions can add some.
 *
 * <pre>
 * tdb2-locks 1
 * file      name
 * start     2026-11-22T14:49:16.123Z
 * length    nanoseconds
 * interval  nanoseconds between two looks
 * dropped   spans that were let go of
 * span      from  to  BEFORE|SEEN|EXACT  open|ended  POSIX|OFD|MUTEX|FLOCK|LEASE  READ|WRITE  HELD|WAITING|ABANDONED
 *           pid  thread  command  user  first byte  number of bytes (0: to the end)  meaning  keys in hex, parted by commas
 * </pre>
 *
 * The process is {@code ?} where it is not known, the thread {@code -}.
 */
public final class RecordingText {

    private static final String FORMAT = "tdb2-locks 1";
    private static final int FIELDS = 16;
    private static final int MOST_SPANS = 1 << 20;
    private static final long LARGEST = 1L << 30;

    private RecordingText() {}

    /** Writes a recording to where nothing is yet, or over what is there; throws what the writer throws. */
    public static void write(Recording recording, Writer out) throws IOException {
        out.write(FORMAT + "\n");
        line(out, "file", recording.file());
        line(out, "start", recording.start().toString());
        line(out, "length", Long.toString(recording.length()));
        line(out, "interval", Long.toString(recording.interval()));
        line(out, "dropped", Long.toString(recording.dropped()));
        for (LockSpan span : recording.spans()) {
            ObservedLock lock = span.lock();
            line(out, "span", Long.toString(span.from()), Long.toString(span.to()), span.begin().name(),
                    span.open() ? "open" : "ended", lock.kind().name(), lock.mode().name(), lock.state().name(),
                    lock.pid().isPresent() ? Integer.toString(lock.pid().getAsInt()) : "?",
                    lock.party().map(Party::thread).orElse(OptionalInt.empty()).stream().mapToObj(Integer::toString)
                            .findFirst().orElse("-"),
                    lock.command(), lock.party().map(Party::user).orElse(""), Long.toString(lock.range().start()),
                    Long.toString(lock.range().length()), span.means(),
                    span.keys().stream().map(HexFormat.of()::formatHex).collect(Collectors.joining(",")));
        }
    }

    private static void line(Writer out, String... fields) throws IOException {
        out.write(Arrays.stream(fields).map(RecordingText::escaped).collect(Collectors.joining("\t")) + "\n");
    }

    private static String escaped(String field) {
        return field.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static String plain(String field) {
        if (field.indexOf('\\') < 0) {
            return field;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == '\\' && i + 1 < field.length()) {
                i++;
                c = switch (field.charAt(i)) {
                    case 't' -> '\t';
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    default -> field.charAt(i);
                };
            }
            text.append(c);
        }
        return text.toString();
    }

    /**
     * Writes a recording to a file.
     *
     * @throws StorageException when it cannot be written
     */
    public static void save(Recording recording, Path to) {
        try (Writer out = Files.newBufferedWriter(to)) {
            write(recording, out);
        } catch (IOException e) {
            throw failed(to, "a file that can be written", e);
        }
    }

    /**
     * Opens a recording.
     *
     * @throws StorageException when it cannot be read
     * @throws DamagedException when it is none, or of a later version
     */
    public static Recording open(Path from) {
        try {
            long size = Files.size(from);
            if (size > LARGEST) {
                throw damaged(from, 1, "at most %d bytes".formatted(LARGEST), size + " bytes");
            }
            try (BufferedReader in = Files.newBufferedReader(from, StandardCharsets.UTF_8)) {
                return read(from, in);
            }
        } catch (IOException e) {
            throw failed(from, "a recording of locks that can be read", e);
        }
    }

    private static Recording read(Path from, BufferedReader in) throws IOException {
        String first = in.readLine();
        if (!FORMAT.equals(first)) {
            throw damaged(from, 1, "\"" + FORMAT + "\"", first == null ? "an empty file" : "another text");
        }
        Map<String, String> words = new HashMap<>();
        List<LockSpan> spans = new ArrayList<>();
        int number = 1;
        for (String line = in.readLine(); line != null && spans.size() < MOST_SPANS; line = in.readLine()) {
            number++;
            String[] fields = line.split("\t", -1);
            try {
                if (fields[0].equals("span")) {
                    spans.add(span(fields));
                } else if (fields.length > 1) {
                    words.put(fields[0], plain(fields[1]));
                }
            } catch (IllegalArgumentException e) {
                throw damaged(from, number, "a span of " + FIELDS + " fields", String.valueOf(e.getMessage()));
            }
        }
        try {
            return new Recording(words.getOrDefault("file", ""), Instant.parse(words.getOrDefault("start", "")),
                    Long.parseLong(words.getOrDefault("length", "")),
                    Long.parseLong(words.getOrDefault("interval", "")), spans,
                    Long.parseLong(words.getOrDefault("dropped", "0")));
        } catch (DateTimeException | NumberFormatException e) {
            throw damaged(from, 2, "start, length and interval of a recording", String.valueOf(e.getMessage()));
        }
    }

    private static LockSpan span(String... fields) {
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException(fields.length + " fields");
        }
        Optional<Party> party = fields[8].equals("?")
                ? Optional.empty()
                : Optional.of(new Party(Integer.parseInt(fields[8]),
                        fields[9].equals("-") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(fields[9])),
                        plain(fields[10]), plain(fields[11])));
        ObservedLock lock = new ObservedLock(Kind.valueOf(fields[5]), Mode.valueOf(fields[6]), party,
                new ByteRange(Long.parseLong(fields[12]), Long.parseLong(fields[13])), State.valueOf(fields[7]));
        List<byte[]> keys = fields[15].isEmpty()
                ? List.of()
                : Arrays.stream(fields[15].split(",", -1)).map(HexFormat.of()::parseHex).toList();
        return new LockSpan(lock, plain(fields[14]), keys, Long.parseLong(fields[1]), Long.parseLong(fields[2]),
                Begin.valueOf(fields[3]), fields[4].equals("open"));
    }

    private static DamagedException damaged(Path file, int line, String expected, String found) {
        return new DamagedException(new Fault(file.toString(), Fault.NOWHERE, expected,
                "%s in line %d".formatted(found, line), "open a recording that Locks or this format's writer made"));
    }

    private static StorageException failed(Path file, String expected, IOException why) {
        return new StorageException(new Fault(file.toString(), Fault.NOWHERE, expected, String.valueOf(why),
                "check the name, the directory and its rights"), why);
    }
}
