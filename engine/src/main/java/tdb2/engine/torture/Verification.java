package tdb2.engine.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tdb2.engine.Fetch;
import tdb2.engine.Tdb;
import tdb2.engine.check.Check;
import tdb2.engine.check.Finding;
import tdb2.engine.check.Finding.Code;
import tdb2.engine.check.Finding.Severity;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;

/**
 * Compares a file with what the logs of its workers acknowledge. Nobody writes to it any more. Used once, by one thread.
 */
final class Verification {

    private final List<String> problems = new ArrayList<>();
    private final Expectations expected = new Expectations();
    private final Map<String, Long> operations = new HashMap<>();
    private long longestNanos;
    private long records;
    private long leaks;

    /**
     * @param problems what is wrong: empty when every acknowledged change is there and the file is sound
     * @param operations acknowledged ones of each kind
     * @param longestNanos the longest that one of them took
     * @param records in the file
     * @param leaks room that killed workers left to nobody: warnings of the check
     */
    record Result(List<String> problems, Map<String, Long> operations, long longestNanos, long records, long leaks) {}

    private Verification() {}

    /** Verifies a file. */
    static Result of(Path file, Path logs) throws IOException {
        Verification verification = new Verification();
        verification.readLogs(logs);
        try (Tdb tdb = Tdb.open(file)) {
            verification.check(tdb);
            verification.contents(tdb);
        } catch (TdbException e) {
            verification.problems.add("the file cannot be read to its end: " + e.getMessage());
        }
        return new Result(List.copyOf(verification.problems), Map.copyOf(verification.operations),
                verification.longestNanos, verification.records, verification.leaks);
    }

    private void readLogs(Path logs) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.list(logs)) {
            all = files.filter(log -> log.toString().endsWith(".log"))
                    .sorted(Comparator.comparing((Path log) -> place(log)).thenComparing(
                            Verification::generation, Comparator.reverseOrder()))
                    .toList();
        }
        long followed = Long.MAX_VALUE;
        int place = -1;
        for (Path log : all) {
            long died = place(log) == place ? followed : Long.MAX_VALUE;
            place = place(log);
            WorkLog.Said said = WorkLog.read(log, deed -> note(deed.endedBy(died)));
            followed = said.began();
            said.wrong().forEach(what -> problems.add("worker %s: %s".formatted(log.getFileName(), what)));
        }
    }

    private static int place(Path log) {
        return Integer.parseInt(log.getFileName().toString().split("\\.")[0]);
    }

    private static int generation(Path log) {
        return Integer.parseInt(log.getFileName().toString().split("\\.")[1]);
    }

    private void note(Deed deed) {
        expected.add(deed);
        if (deed.end() != Deed.End.IN_FLIGHT && !deed.kind().equals("seen")) {
            operations.merge(deed.kind(), 1L, Long::sum);
            longestNanos = Math.max(longestNanos, deed.ended() - deed.began());
        }
    }

    private void check(Tdb tdb) {
        for (Finding finding : Check.of(tdb, Progress.NONE)) {
            if (finding.severity() == Severity.ERROR && finding.code() != Code.UNREACHABLE) {
                problems.add("check: offset %d: %s: %s".formatted(finding.offset(), finding.code(), finding.message()));
            } else if (finding.severity() != Severity.INFO) {
                leaks++;
            }
        }
    }

    private void contents(Tdb tdb) {
        Map<String, String> there = new HashMap<>();
        records = tdb.traverse(Fetch.RECORDS, entry -> {
            String sum = Contents.sum(Optional.of(entry.value().bytes()));
            if (there.put(Contents.name(entry.key()), sum) != null) {
                problems.add("twice in the file: " + Contents.name(entry.key()));
            }
            return true;
        });
        Set<String> names = new TreeSet<>(expected.names());
        names.addAll(there.keySet());
        for (String name : names) {
            String found = there.getOrDefault(name, Contents.ABSENT);
            if (!expected.allows(name, found, Contents.tears(tdb))) {
                problems.add("%s: %s is %s, not one of %s".formatted(
                        found.equals(Contents.ABSENT) ? "lost" : "wrong", name, found, expected.of(name)));
            }
        }
    }
}
