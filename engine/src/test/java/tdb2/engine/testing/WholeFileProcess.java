package tdb2.engine.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import tdb2.engine.CreateOptions;
import tdb2.engine.Fetch;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.backup.Backup;
import tdb2.engine.backup.BackupOptions;
import tdb2.engine.check.Check;
import tdb2.engine.convert.Convert;
import tdb2.engine.dump.DumpFormat;
import tdb2.engine.dump.DumpWriter;
import tdb2.engine.dump.Records;

import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.inspect.Distributions;
import tdb2.engine.query.Filter;
import tdb2.engine.query.Query;
import tdb2.engine.repair.RepairedCopy;
import tdb2.engine.salvage.Salvage;

/** A process with a heap of its own size that does jobs over a whole file and says how many records each of them met. */
public final class WholeFileProcess {

    /** The jobs. */
    public enum Job {
        /** Makes the file. */
        MAKE, CHECK, SUMMARY, REPAIR, BACKUP, CONVERT, DUMP,
        /** What {@code dump --emergency} does. */
        SALVAGE,
        /** Writes zeros over the header, and zeros or garbage over a page in each so many; meets the records it did not touch. */
        DAMAGE,
        /** Compares each record of the repaired copy with what was made; meets those that are right. */
        COMPARE
    }

    private static final int MOST_DAMAGED = 64;
    private static final long PER_DAMAGED = 2000;

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final long MOST_CHAINS = 1 << 20;
    private static final long PER_CHAIN = 8;
    private static final int PAGE = 4096;

    private WholeFileProcess() {}

    /**
     * Runs jobs over one file, one after the other.
     *
     * @param heap as the option -Xmx takes it
     * @param file what they work on; what they make stands beside it
     * @param records how many {@link Job#MAKE} stores
     * @return what it said: a line for each job with the number of records it met, or why it failed
     */
    public static List<String> run(String heap, Path file, Dialect dialect, long records, Job... jobs)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "-Xmx" + heap,
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                WholeFileProcess.class.getName(), file.toString(), dialect.name(), Long.toString(records)));
        Stream.of(jobs).map(Job::name).forEach(command::add);
        Process process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
        List<String> said = new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("the process does not end");
        }
        return said;
    }

    /** The process: file, dialect, records to make, jobs. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        Dialect dialect = Dialect.valueOf(arguments[1]);
        long records = Long.parseLong(arguments[2]);
        for (String job : List.of(arguments).subList(3, arguments.length)) {
            Path beside = file.resolveSibling(job);
            long met = switch (Job.valueOf(job)) {
                case MAKE -> make(file, dialect, records);
                case CHECK -> check(file);
                case SUMMARY -> summary(file);
                case REPAIR -> RepairedCopy.make(file, beside, OpenOptions.DEFAULT, true, Progress.NONE).check()
                        .recordsIntact();
                case BACKUP -> Backup.make(file, beside, BackupOptions.DEFAULT.withLimits(LIMIT, LIMIT), Progress.NONE)
                        .records();
                case CONVERT -> convert(file, beside, dialect == Dialect.TDB2 ? Dialect.NTDB : Dialect.TDB2);
                case DUMP -> dump(file);
                case SALVAGE -> Salvage.run(file, OpenOptions.DEFAULT, Filter.ALL, Progress.NONE, _ -> {
                    // counted
                }).records();
                case DAMAGE -> damage(file, damagedPages(records));
                case COMPARE -> compare(file.resolveSibling(Job.REPAIR.name()));
            };
            System.out.println(job + " " + met);
            System.out.flush();
        }
    }

    private static long make(Path file, Dialect dialect, long records) {
        try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT.withDialect(dialect).withHashSize(chains(records)))) {
            for (long i = 0; i < records; i++) {
                tdb.store(("key " + i).getBytes(UTF_8), value("key " + i));
            }
        }
        return records;
    }

    private static long chains(long records) {
        return Long.highestOneBit(Math.min(MOST_CHAINS, records / PER_CHAIN));
    }

    private static byte[] value(String key) {
        return "value %s of the record".formatted(key.substring("key ".length())).getBytes(UTF_8);
    }

    /** How many pages {@link Job#DAMAGE} writes over, but for the header. */
    public static int damagedPages(long records) {
        return (int) Math.min(MOST_DAMAGED, records / PER_DAMAGED);
    }

    private static long damage(Path file, int count) throws IOException {
        long size = Files.size(file);
        List<Long> pages = LongStream.rangeClosed(1, count).map(i -> size / (count + 1) * i & -PAGE).boxed().toList();
        long untouched = untouched(file, pages);
        Random random = new Random(count);
        byte[] page = new byte[PAGE];
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(page);
            for (long at : pages) {
                out.seek(at);
                out.write(page);
                random.nextBytes(page);
            }
        }
        return untouched;
    }

    private static long untouched(Path file, List<Long> pages) {
        long[] untouched = new long[1];
        try (Tdb tdb = Tdb.open(file)) {
            tdb.traverse(Fetch.KEYS, entry -> {
                RecordHeader record = entry.header();
                boolean hit = pages.stream().anyMatch(at -> at < record.end() && record.offset() < at + PAGE);
                untouched[0] += hit ? 0 : 1;
                return true;
            });
        }
        return untouched[0];
    }

    private static long compare(Path copy) {
        long[] right = new long[1];
        try (Tdb tdb = Tdb.open(copy)) {
            tdb.traverse(Fetch.RECORDS, entry -> {
                String key = new String(entry.key(), UTF_8); // what a damaged page made of it, too
                right[0] += key.startsWith("key ") && Arrays.equals(entry.value().bytes(), value(key)) ? 1 : 0;
                return true;
            });
        }
        return right[0];
    }

    private static long check(Path file) {
        try (Tdb tdb = Tdb.open(file)) {
            return Check.diagnose(tdb, Progress.NONE).recordsIntact();
        }
    }

    private static long summary(Path file) {
        try (Tdb tdb = Tdb.open(file)) {
            return Distributions.of(tdb.regions(Progress.NONE), Progress.NONE).keys().count();
        }
    }

    private static long convert(Path file, Path target, Dialect dialect) {
        try (Tdb tdb = Tdb.open(file)) {
            return Convert.of(tdb, file, target, CreateOptions.DEFAULT.withDialect(dialect).withHashSize(MOST_CHAINS),
                    Progress.NONE).records();
        }
    }

    private static long dump(Path file) throws IOException {
        DumpWriter writer = DumpFormat.JSONL.writer(OutputStream.nullOutputStream());
        try (Tdb tdb = Tdb.open(file)) {
            writer.begin();
            long records = Records.pass(tdb, Query.ALL, Fetch.RECORDS, Progress.NONE, writer::record).records();
            writer.end();
            return records;
        }
    }
}
