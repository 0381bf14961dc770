package tdb2.engine.repair;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tdb2.engine.Fetch;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.check.Diagnosis;
import tdb2.engine.check.Diagnosis.Verdict;
import tdb2.engine.damage.Damaged;
import tdb2.engine.damage.Truth.Known;
import tdb2.engine.damage.Truth.Touched;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.engine.hash.HashChoice;

/**
 * One damaged image, repaired in memory and compared with the truth.
 *
 * @param untouched records whose bytes nobody touched
 * @param saved of them, those that are in the copy with their values
 * @param missing keys of the others, in hex
 * @param wrong keys in the copy that were never there, or whose value is wrong although no byte that nothing protects, a
 *            byte of a value or of a key that no hash covers, was touched
 * @param unprotected keys in the copy whose value is wrong because such a byte was touched
 * @param verdict of a check of the copy
 * @param plan what was done
 */
record Trial(long untouched, long saved, List<String> missing, List<String> wrong, List<String> unprotected,
        Verdict verdict, Plan plan) {

    static Trial of(String name, HashChoice hash, Damaged damaged, Consumer<Tdb> witness) {
        Map<String, Known> truth = new HashMap<>();
        damaged.truth().records().forEach(record -> truth.put(hex(record.key()), record));
        Set<String> untouched = damaged.truth().untouched().stream().map(record -> hex(record.key()))
                .collect(Collectors.toCollection(HashSet::new));
        Map<String, String> copied = new HashMap<>();
        Plan plan;
        Verdict verdict;
        try (Repair repair = Repair.of(name, damaged.content(), OpenOptions.DEFAULT.withHash(hash), Progress.NONE);
                Tdb copy = Tdb.inMemory("copy", repair.copyOptions())) {
            plan = repair.plan();
            repair.fill(copy, Progress.NONE);
            Diagnosis diagnosis = repair.verify(copy, Progress.NONE);
            verdict = diagnosis.verdict();
            witness.accept(copy);
            copy.traverse(Fetch.RECORDS, entry -> {
                copied.put(hex(entry.key()), hex(entry.value().bytes()));
                return true;
            });
            repair.suspects(suspect -> suspect.entry().value().read(0, 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> missing = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        List<String> unprotected = new ArrayList<>();
        for (String key : untouched) {
            if (!hex(truth.get(key).value()).equals(copied.get(key))) {
                missing.add(key);
            }
        }
        copied.forEach((key, value) -> {
            Known known = truth.get(key);
            if (known == null || !hex(known.value()).equals(value)) {
                boolean valueTouched =
                        known != null && touched(damaged, known.end() - known.value().length, known.end());
                (valueTouched ? unprotected : wrong).add(key);
            }
        });
        return new Trial(untouched.size(), untouched.size() - missing.size(), missing, wrong, unprotected, verdict,
                plan);
    }

    private static boolean touched(Damaged damaged, long from, long to) {
        for (Touched range : damaged.truth().touched()) {
            if (range.from() < to && from < range.to()) {
                return true;
            }
        }
        return false;
    }

    /**
     * The same for an image of which nothing can be saved: what is refused saves nothing.
     *
     * @param witness is shown the copy
     */
    static Trial orNothing(String name, HashChoice hash, Damaged damaged, Consumer<Tdb> witness) {
        try {
            return of(name, hash, damaged, witness);
        } catch (TdbException refused) {
            List<Known> untouched = damaged.truth().untouched();
            return new Trial(untouched.size(), 0, untouched.stream().map(record -> hex(record.key())).toList(),
                    List.of(),
                    List.of(), Verdict.SOUND,
                    new Plan("refused: " + refused.getMessage(), null, null, null, "", 0, 0, 0,
                            0, 0, List.of(), 0, 0, 0, List.of(), List.of()));
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
