package tdb2.engine.repair;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import tdb2.engine.error.DamagedException;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.posix.Draft;
import tdb2.engine.posix.FileAttributes;

/**
 * The text beside a file that tells what was changed in place: {@code FILE.undo}. It is on the disk before the first byte of
 * the file changes.
 *
 * <pre>
 *  tdb2 undo 1
 *  OFFSET BEFORE AFTER WHAT ...     decimal, hex, hex, text
 *  end COUNT
 * </pre>
 */
final class UndoJournal {

    private static final String FIRST = "tdb2 undo 1";
    private static final String LAST = "end ";
    private static final int PARTS = 4;

    private UndoJournal() {}

    /** Where the journal of a file is. */
    static Path of(Path file) {
        return file.resolveSibling(file.getFileName() + ".undo");
    }

    /**
     * Writes it; returns when it is on the disk.
     *
     * @throws RefusedException when there is one already
     */
    static Path write(Path file, List<Fix> fixes) throws IOException {
        StringBuilder text = new StringBuilder(FIRST).append('\n');
        for (Fix fix : fixes) {
            text.append("%d %s %s %s\n".formatted(fix.offset(), HexFormat.of().formatHex(fix.before()),
                    HexFormat.of().formatHex(fix.after()), fix.what()));
        }
        text.append(LAST).append(fixes.size()).append('\n');
        Path journal = of(file);
        try (Draft draft = Draft.of(journal, FileAttributes.of(file).withoutExecution())) {
            Files.writeString(draft.path(), text, StandardCharsets.UTF_8);
            draft.publish();
        }
        return journal;
    }

    /**
     * Reads it.
     *
     * @throws RefusedException when there is none
     * @throws DamagedException when it is not whole
     */
    static List<Fix> read(Path file) throws IOException {
        Path journal = of(file);
        if (!Files.isRegularFile(journal)) {
            throw new RefusedException(new Fault(journal.toString(), Fault.NOWHERE, "a journal of a repair in place",
                    "none", "repair --in-place leaves one"));
        }
        List<String> lines = Files.readAllLines(journal, StandardCharsets.UTF_8);
        List<Fix> fixes = new ArrayList<>();
        for (int i = 1; i < lines.size() - 1; i++) {
            fixes.add(fix(journal, lines.get(i)));
        }
        if (lines.size() < 2 || !lines.getFirst().equals(FIRST) || !lines.getLast().equals(LAST + fixes.size())) {
            throw damaged(journal, "a first or last line that is another");
        }
        return fixes;
    }

    private static Fix fix(Path journal, String line) {
        String[] parts = line.split(" ", PARTS);
        try {
            Fix fix = new Fix(Long.parseLong(parts[0]), HexFormat.of().parseHex(parts[1]),
                    HexFormat.of().parseHex(parts[2]), parts[PARTS - 1]);
            if (fix.offset() >= 0 && fix.before().length == fix.after().length) {
                return fix;
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
            // told below
        }
        throw damaged(journal, "the line \"" + line + "\"");
    }

    private static DamagedException damaged(Path journal, String found) {
        return new DamagedException(
                new Fault(journal.toString(), Fault.NOWHERE, "the journal of a repair in place", found,
                        "nothing was changed; what it tells can be read as text"));
    }
}
