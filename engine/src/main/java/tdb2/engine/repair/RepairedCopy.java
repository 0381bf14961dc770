package tdb2.engine.repair;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.check.Diagnosis;
import tdb2.engine.check.Diagnosis.Verdict;
import tdb2.engine.check.Stillness;
import tdb2.engine.error.DamagedException;
import tdb2.engine.error.Fault;
import tdb2.engine.error.FileChangedException;
import tdb2.engine.error.RefusedException;
import tdb2.engine.event.Progress;
import tdb2.engine.posix.Draft;
import tdb2.engine.posix.FileAttributes;
import tdb2.engine.storage.FileOptions;
import tdb2.engine.storage.FileStorage;

/**
 * A repaired copy that was made, and what was set aside beside it.
 *
 * @param plan what was done
 * @param output the copy
 * @param aside the text with the records set aside, named as the copy with {@code .suspect.jsonl} behind it; empty when
 *            there are none
 * @param check what a check of the copy came to
 * @param bytes size of the copy
 * @param missed owner, mode or attributes of the broken file that the copy could not get
 */
public record RepairedCopy(Plan plan, Path output, Optional<Path> aside, Diagnosis check, long bytes,
        List<Fault> missed) {

    private static final String ASIDE = ".suspect.jsonl";

    public RepairedCopy {
        missed = List.copyOf(missed);
    }

    /**
     * Repairs a file into a new one. Both new files appear complete or not at all, with owner, mode and extended attributes
     * of the broken one. The copy is read again and checked before it gets its name.
     *
     * @param output the copy; nothing of that name may exist
     * @param redacted whether the text with what is set aside tells lengths instead of values
     * @throws RefusedException when there is something of that name
     * @throws FileChangedException when somebody wrote to the broken file meanwhile
     * @throws tdb2.engine.error.TdbException what looking at the file throws, and storing
     * @throws IOException when what is set aside cannot be written
     */
    public static RepairedCopy make(Path broken, Path output, OpenOptions options, boolean redacted, Progress progress)
            throws IOException {
        Path aside = output.resolveSibling(output.getFileName() + ASIDE);
        requireFree(output);
        requireFree(aside);
        try (FileStorage watched = FileStorage.open(broken, new FileOptions(false, options.accessGuard()))) {
            Stillness stillness = new Stillness(watched, progress);
            try (Repair repair = Repair.of(broken, options, progress)) {
                return make(repair, new Names(broken, output, aside), stillness, redacted, progress);
            }
        }
    }

    /** The three files. */
    private record Names(Path broken, Path output, Path aside) {}

    private static RepairedCopy make(Repair repair, Names names, Stillness stillness, boolean redacted,
            Progress progress)
            throws IOException {
        FileAttributes attributes = FileAttributes.of(names.broken()).withoutExecution();
        try (Draft copy = Draft.of(names.output(), attributes); Draft text = Draft.of(names.aside(), attributes)) {
            Diagnosis check;
            try (Tdb made = Tdb.create(copy.path(), repair.copyOptions())) {
                repair.fill(made, progress);
            }
            try (Tdb made = Tdb.open(copy.path(),
                    OpenOptions.DEFAULT.withHash(repair.copyOptions().open().hash()).withoutLocks())) {
                check = repair.verify(made, progress);
            }
            requireSound(names.output(), check);
            List<Fault> missed = new ArrayList<>();
            boolean doubtful = repair.plan().suspect() > 0;
            if (doubtful) {
                SuspectFile.write(text.path(), repair, redacted);
            }
            requireUnchanged(names.broken(), stillness);
            if (doubtful) {
                missed.addAll(text.publish());
            }
            missed.addAll(copy.publish());
            return new RepairedCopy(repair.plan(), names.output(),
                    doubtful ? Optional.of(names.aside()) : Optional.empty(), check, Files.size(names.output()),
                    missed);
        }
    }

    private static void requireFree(Path path) {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new RefusedException(new Fault(path.toString(), Fault.NOWHERE, "a name that is free",
                    "something of that name", "choose another name for the copy, or remove what is there first"));
        }
    }

    private static void requireSound(Path output, Diagnosis check) {
        if (check.verdict() != Verdict.SOUND) {
            throw new DamagedException(new Fault(output.toString(), Fault.NOWHERE, "a sound copy",
                    "one with %d findings".formatted(check.findings().size()),
                    "no copy was made; dump --emergency saves the records as text"));
        }
    }

    private static void requireUnchanged(Path broken, Stillness stillness) {
        if (!stillness.held()) {
            throw new FileChangedException(new Fault(broken.toString(), Fault.NOWHERE, "a file that nobody writes to",
                    "one that changed while it was repaired", "no copy was made; stop the programs that use it first"));
        }
    }
}
