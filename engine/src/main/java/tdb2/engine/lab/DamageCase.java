package tdb2.engine.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import tdb2.engine.CreateOptions;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.Transaction;
import tdb2.engine.check.Check;
import tdb2.engine.check.Diagnosis;
import tdb2.engine.check.Diagnosis.Verdict;
import tdb2.engine.check.Finding;
import tdb2.engine.damage.Damage;
import tdb2.engine.damage.Damaged;
import tdb2.engine.damage.Healthy;
import tdb2.engine.damage.Truth.Known;
import tdb2.engine.damage.Truth.Touched;
import tdb2.engine.disk.SimulatedDisk;
import tdb2.engine.error.Fault;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;
import tdb2.engine.repair.Repair;
import tdb2.engine.transaction.Protocol;

/**
 * A small file that was broken on purpose, with the truth that its maker kept: what a check finds of it, what readers find,
 * and what a repair saves, each compared with the truth. The same dialect, damage and seed give the same bytes. Immutable;
 * safe for several threads.
 *
 * @param dialect of the file
 * @param damaged the broken bytes, and the truth
 */
public record DamageCase(Dialect dialect, Damaged damaged) {

    private static final String NAME = "damage lab";
    private static final int ACCOUNTS = 60;
    private static final int CLOSED = 8;
    /** A finding that tells no length is about a word at least. */
    private static final long WORD = Long.BYTES;
    private static final UnaryOperator<OpenOptions> REPEATABLE = options -> options
            .withCommits(standard -> standard.repeatable(Protocol.SPECIFIED, new SplittableRandom(7)::nextLong));

    /** What has become of a record. */
    public enum Fate {
        /** Its key leads to its value. */
        FOUND,
        /** Its key leads to another value. */
        WRONG,
        /** It is not in the copy, but among what a repair has set aside. */
        ASIDE,
        /** Its key leads nowhere. */
        MISSING
    }

    /**
     * A finding, compared with the truth.
     *
     * @param finding what the check says
     * @param names whether it is about bytes that were changed
     */
    public record Seen(Finding finding, boolean names) {}

    /**
     * A record that was in the sound file.
     *
     * @param key as text
     * @param touched whether bytes of it were changed
     * @param fate what has become of it
     */
    public record Account(String key, boolean touched, Fate fate) {}

    /**
     * What was found in the broken file.
     *
     * @param refused why it cannot be opened; empty when it can
     * @param verdict of the check; empty when the file cannot be opened
     * @param findings of the check
     * @param accounts all records there were
     */
    public record Examined(Optional<Fault> refused, Optional<Verdict> verdict, List<Seen> findings,
            List<Account> accounts) {

        public Examined {
            findings = List.copyOf(findings);
            accounts = List.copyOf(accounts);
        }

        /** Findings that are about bytes that were changed. */
        public long named() {
            return findings.stream().filter(Seen::names).count();
        }
    }

    /**
     * What a repair made of it.
     *
     * @param refused why there is no copy; empty when there is one
     * @param verdict of a check of the copy
     * @param suspect records that were set aside
     * @param accounts all records there were, as they are in the copy
     * @param content the copy; empty when there is none; its own, do not change it
     */
    public record Repaired(Optional<Fault> refused, Optional<Verdict> verdict, long suspect, List<Account> accounts,
            byte[] content) {

        public Repaired {
            accounts = List.copyOf(accounts);
        }
    }

    /**
     * Makes one.
     *
     * @throws IllegalArgumentException when that damage cannot be done to such a file
     */
    public static DamageCase of(Dialect dialect, Damage damage, long seed) {
        return new DamageCase(dialect, healthy(dialect).inflict(damage, seed));
    }

    /** A damage that the seed chooses. */
    public static DamageCase riddle(Dialect dialect, long seed) {
        List<Damage> all = possible(dialect);
        return of(dialect, all.get(new SplittableRandom(seed).nextInt(all.size())), seed);
    }

    /** The damages that can be done to a file of a dialect. */
    public static List<Damage> possible(Dialect dialect) {
        Healthy healthy = healthy(dialect);
        return Arrays.stream(Damage.values()).filter(damage -> damage.appliesTo(healthy)).toList();
    }

    /** Sixty accounts, some of them closed again. */
    private static Healthy healthy(Dialect dialect) {
        CreateOptions options = CreateOptions.DEFAULT.withDialect(dialect).withOrder(ByteOrder.LITTLE_ENDIAN)
                .withSeed(7);
        SimulatedDisk disk = new SimulatedDisk(NAME, options.content());
        try (Tdb tdb = Tdb.of(disk, REPEATABLE.apply(options.open()))) {
            for (int i = 1; i <= ACCOUNTS; i++) {
                tdb.store(key(i), "balance %d of account %d".formatted(i * 10, i).getBytes(UTF_8));
            }
            for (int i = 1; i <= CLOSED; i++) {
                tdb.delete(key(i * 3));
            }
            try (Transaction transaction = tdb.begin()) {
                transaction.store(key(1), "balance 11 of account 1".getBytes(UTF_8));
                transaction.commit();
            }
        }
        return Healthy.of(NAME, disk.content(), OpenOptions.DEFAULT.hash());
    }

    private static byte[] key(int account) {
        return "account %d".formatted(account).getBytes(UTF_8);
    }

    /** All records of the sound file. */
    public List<Account> sound() {
        return accounts(_ -> Fate.FOUND);
    }

    /** Opens, checks and reads it. */
    public Examined examine(Progress progress) {
        try (Tdb tdb = Tdb.of(NAME, damaged.content(), OpenOptions.DEFAULT)) {
            Diagnosis diagnosis = Check.diagnose(tdb, progress);
            return new Examined(Optional.empty(), Optional.of(diagnosis.verdict()),
                    diagnosis.findings().stream().map(finding -> new Seen(finding, names(finding))).toList(),
                    accounts(known -> fate(tdb, known)));
        } catch (TdbException refused) {
            return new Examined(Optional.of(refused.fault()), Optional.empty(), List.of(),
                    accounts(_ -> Fate.MISSING));
        }
    }

    private boolean names(Finding finding) {
        long end = finding.offset() + Math.max(WORD, finding.length());
        return finding.offset() >= 0 && damaged.truth().touched().stream()
                .anyMatch(touched -> meets(touched, finding.offset(), end));
    }

    private static boolean meets(Touched touched, long from, long to) {
        return touched.from() < to && from < touched.to();
    }

    private List<Account> accounts(Function<Known, Fate> fate) {
        return damaged.truth().records().stream().map(known -> new Account(new String(known.key(), UTF_8),
                !damaged.truth().isUntouched(known), fate.apply(known))).toList();
    }

    private static Fate fate(Tdb tdb, Known known) {
        try {
            return tdb.fetch(known.key())
                    .map(value -> Arrays.equals(value, known.value()) ? Fate.FOUND : Fate.WRONG)
                    .orElse(Fate.MISSING);
        } catch (TdbException unreadable) {
            return Fate.MISSING;
        }
    }

    /** Repairs it in memory. */
    public Repaired repair(Progress progress) {
        try (Repair repair = Repair.of(NAME, damaged.content(), OpenOptions.DEFAULT, progress)) {
            SimulatedDisk disk = new SimulatedDisk(NAME, repair.copyOptions().content());
            Verdict verdict;
            List<Account> accounts;
            try (Tdb copy = Tdb.of(disk, repair.copyOptions().open())) {
                repair.fill(copy, progress);
                verdict = repair.verify(copy, progress).verdict();
                Set<String> aside = new HashSet<>();
                repair.asides(Integer.MAX_VALUE).forEach(one -> aside.add(new String(one.key(), UTF_8)));
                accounts = accounts(known -> {
                    Fate fate = fate(copy, known);
                    return fate == Fate.MISSING && aside.contains(new String(known.key(), UTF_8)) ? Fate.ASIDE : fate;
                });
            }
            return new Repaired(Optional.empty(), Optional.of(verdict), repair.plan().suspect(), accounts,
                    disk.content());
        } catch (TdbException refused) {
            return new Repaired(Optional.of(refused.fault()), Optional.empty(), 0, accounts(_ -> Fate.MISSING),
                    new byte[0]);
        }
    }
}
