package tdb2.engine.transaction;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tdb2.engine.error.DamagedException;
import tdb2.engine.error.Fault;
import tdb2.engine.format.Bundle;
import tdb2.engine.format.Field;
import tdb2.engine.format.RecoveryPointer;
import tdb2.engine.storage.Bytes;

/**
 * One of the two recovery slots of a native file: a pointer and the bundle it names, validated (spec commit-protocol).
 * What does not hold is an invalid bundle, never damage.
 */
final class RecoverySlot {

    /** Receives the runs of a bundle, in order. */
    @FunctionalInterface
    interface RunVisitor {

        /**
         * @param target offset in the file that is written
         * @param source offset in the file of the new bytes
         * @param length number of them
         */
        void run(long target, long source, long length);
    }

    /** Header words that no transaction writes: hash test to features, and the words recovery itself stands on. */
    static final long[][] FORBIDDEN = { { 64, 120 }, { 136, 200 }, { 224, 232 } };

    /** What {@link #applied} says of a bundle of which nothing is in the file. */
    static final String NOT_APPLIED = "not applied";

    /** A new zone is at most 32 times what is wanted, and what is wanted lies in the bundle. */
    private static final int GROWTH = 64;

    private final Bytes bytes;
    private final int number;
    private final long page;
    private final RecoveryPointer pointer;
    private final long fileId;
    /** Found out when somebody asks: bundles may be long, and those that are retired need no looking at. */
    private Optional<String> problem = Optional.empty();

    /**
     * Reads a slot.
     *
     * @param page offset of the pointer's page; the pointer lies within the file
     * @param fileId the header's file_id
     */
    RecoverySlot(Bytes bytes, int number, long page, long fileId) {
        this.bytes = bytes;
        this.number = number;
        this.page = page;
        this.pointer = RecoveryPointer.read(bytes, page);
        this.fileId = fileId;
    }

    int number() {
        return number;
    }

    long page() {
        return page;
    }

    boolean isEmpty() {
        return RecoveryPointer.isEmpty(bytes, page);
    }

    boolean isValid() {
        return problem().isEmpty();
    }

    /** Whether the pointer vouches for itself, whatever it names. */
    boolean isPointer() {
        return RecoveryPointer.tagged(bytes, page)
                && startsWith(Sums.of(bytes, page, RecoveryPointer.SUMMED), pointer.ownSum(bytes))
                && (pointer.sequence() & 1) == number;
    }

    /** Where its bundle ends, valid or not. */
    long bundleEnd() {
        return pointer.bundle() + pointer.bundleLength();
    }

    /** Why the slot is not valid; empty when it is. */
    String problem() {
        if (problem.isEmpty()) {
            problem = Optional.of(look());
        }
        return problem.get();
    }

    long sequence() {
        return pointer.sequence();
    }

    /** The bundle of a valid slot. */
    Bundle bundle() {
        return Bundle.read(bytes, pointer.bundle());
    }

    List<Field> fields() {
        List<Field> fields = new ArrayList<>(pointer.fields());
        if (RecoveryPointer.tagged(bytes, page) && bytes.contains(pointer.bundle(), Bundle.HEADER)) {
            fields.addAll(bundle().fields());
        }
        return fields;
    }

    private String look() {
        if (!RecoveryPointer.tagged(bytes, page)) {
            return "no pointer tag";
        }
        if (!startsWith(Sums.of(bytes, page, RecoveryPointer.SUMMED), pointer.ownSum(bytes))) {
            return "the pointer's checksum";
        }
        if ((pointer.sequence() & 1) != number) {
            return "a sequence number of the other slot";
        }
        long length = pointer.bundleLength();
        if (length < Bundle.HEADER + Bundle.SUM || length % 8 != 0 || pointer.bundle() % 8 != 0
                || !bytes.contains(pointer.bundle(), length)) {
            return "a bundle that reaches outside the file";
        }
        if (!Bundle.tagged(bytes, pointer.bundle())) {
            return "no bundle tag";
        }
        Bundle bundle = bundle();
        String words = words(bundle);
        if (!words.isEmpty()) {
            return words;
        }
        if (bundle.fileEnd() / GROWTH > bytes.size()) {
            return "a file end beyond what a transaction can add";
        }
        return sumsHold(bundle) ? runs(bundle) : "the bundle's checksum";
    }

    private String words(Bundle bundle) {
        if (bundle.sequence() != pointer.sequence()) {
            return "a bundle of another sequence number";
        }
        if (bundle.salt() != pointer.salt()) {
            return "a bundle of another salt";
        }
        if (bundle.fileId() != fileId) {
            return "a bundle of another file";
        }
        return bundle.fileEnd() == pointer.fileEnd() && bundle.length() == pointer.bundleLength()
                ? ""
                : "a bundle of another length or file end";
    }

    private boolean sumsHold(Bundle bundle) {
        byte[] sum = bytes.bytes(bundle.runsEnd(), Bundle.SUM);
        MessageDigest digest = Sums.sha256();
        Sums.update(digest, bytes, bundle.offset(), bundle.length() - Bundle.SUM);
        MessageDigest whole = Sums.copy(digest);
        whole.update(sum);
        return Arrays.equals(digest.digest(), sum) && startsWith(whole.digest(), pointer.bundleSum(bytes));
    }

    private static boolean startsWith(byte[] sum, byte[] start) {
        return Arrays.equals(sum, 0, start.length, start, 0, start.length);
    }

    /** Whether the runs fill the bundle and stay where a transaction may write. */
    private String runs(Bundle bundle) {
        long at = bundle.firstRun();
        for (long i = 0; i < bundle.runs() || bundle.runs() < 0; i++) {
            if (bundle.runsEnd() - at < Bundle.RUN_HEADER) {
                return "more runs than the bundle holds";
            }
            long target = bytes.u64(at);
            long length = bytes.u64(at + 8);
            long room = bundle.runsEnd() - at - Bundle.RUN_HEADER;
            if (length < 0 || length > room || padded(length) > room) {
                return "a run that reaches outside the bundle";
            }
            if (target < 0 || target > bundle.fileEnd() - length || forbidden(target, length)) {
                return "a run where no transaction may write";
            }
            at += Bundle.RUN_HEADER + padded(length);
        }
        return at == bundle.runsEnd() ? "" : "fewer runs than the bundle holds";
    }

    /** Whether a range touches words of the header that no transaction may write. */
    private static boolean forbidden(long target, long length) {
        for (long[] words : FORBIDDEN) {
            if (target < words[1] && target + length > words[0]) {
                return true;
            }
        }
        return false;
    }

    private static long padded(long length) {
        return (length + 7) & -8L;
    }

    /**
     * Passes the runs of a valid slot.
     *
     * @throws DamagedException when somebody has written over it since it was found valid, as far as that shows
     */
    void runs(RunVisitor visitor) {
        Bundle bundle = bundle();
        for (long at = bundle.firstRun(); at < bundle.runsEnd();) {
            long target = bytes.u64(at);
            long length = bytes.u64(at + 8);
            if (target < 0 || length < 0 || length > bundle.runsEnd() - at - Bundle.RUN_HEADER) {
                throw new DamagedException(new Fault(bytes.name(), at, "a run of a bundle that was valid",
                        "something else", "somebody is writing to the file; look again"));
            }
            visitor.run(target, at + Bundle.RUN_HEADER, length);
            at += Bundle.RUN_HEADER + padded(length);
        }
    }

    /** Whether the file holds what a valid slot's bundle writes: by its labels, for people only. */
    String applied() {
        MessageDigest there = Sums.sha256();
        boolean[] outside = new boolean[1];
        runs((target, source, length) -> {
            if (bytes.contains(target, length)) {
                Sums.update(there, bytes, target, length);
            } else {
                outside[0] = true;
            }
        });
        byte[] sum = there.digest();
        if (!outside[0] && startsWith(sum, bundle().newSum(bytes))) {
            return "applied";
        }
        return !outside[0] && startsWith(sum, bundle().oldSum(bytes))
                ? NOT_APPLIED
                : "half applied, or written over since";
    }
}
