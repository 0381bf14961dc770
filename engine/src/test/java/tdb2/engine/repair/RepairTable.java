package tdb2.engine.repair;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tdb2.engine.Fetch;
import tdb2.engine.OpenOptions;
import tdb2.engine.Specimens;
import tdb2.engine.Specimens.Specimen;
import tdb2.engine.Tdb;
import tdb2.engine.event.Progress;

/**
 * Prints the table of {@code engine/docs/repair.md}: for each damaged fixture how many records are intact, and how many
 * right ones the copy has, beside {@code tdbdump -e}. A program, no test.
 */
public final class RepairTable {

    private static final Pattern RECORD = Pattern.compile(
            "\\{\\nkey\\(\\d+\\) = \"(.*?)\"\\ndata\\(\\d+\\) = \"(.*?)\"\\n\\}\\n", Pattern.DOTALL);
    private static final int PATIENCE = 20;

    private RepairTable() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        System.out.println("| file | intact | repair: right | wrong | set aside | `tdbdump -e`: right | wrong |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
        for (Specimen specimen : Specimens.all().filter(s -> s.kind().equals("corrupt")).toList()) {
            row(specimen);
        }
    }

    private static void row(Specimen specimen) throws IOException, InterruptedException {
        Map<String, String> truth = new HashMap<>();
        try (Tdb base = Tdb.open(specimen.path().resolveSibling(specimen.expect().get("base").asText()))) {
            base.traverse(Fetch.RECORDS, entry -> {
                truth.put(hex(entry.key()), hex(entry.value().bytes()));
                return true;
            });
        }
        Map<String, String> copied = new HashMap<>();
        long suspect;
        try (Repair repair = Repair.of(specimen.path(), OpenOptions.DEFAULT, Progress.NONE);
                Tdb copy = Tdb.inMemory("copy", repair.copyOptions())) {
            repair.fill(copy, Progress.NONE);
            suspect = repair.plan().suspect();
            copy.traverse(Fetch.RECORDS, entry -> {
                copied.put(hex(entry.key()), hex(entry.value().bytes()));
                return true;
            });
        }
        long right = right(truth, copied);
        String theirs = "– | –";
        if (specimen.toString().startsWith("tdb1/")) {
            Map<String, String> dumped = dumped(specimen.path());
            long dumpedRight = right(truth, dumped);
            theirs = "%d | %d".formatted(dumpedRight, dumped.size() - dumpedRight);
        }
        System.out.printf("| %s | %d | %d | %d | %d | %s |%n", specimen,
                specimen.expect().get("intactRecords").asLong(),
                right, copied.size() - right, suspect, theirs);
    }

    private static long right(Map<String, String> truth, Map<String, String> found) {
        return found.entrySet().stream().filter(entry -> entry.getValue().equals(truth.get(entry.getKey()))).count();
    }

    private static Map<String, String> dumped(Path file) throws IOException, InterruptedException {
        Path copy = Files.createTempFile("repair", ".tdb");
        Path out = Files.createTempFile("repair", ".dump");
        Files.write(copy, Files.readAllBytes(file));
        Process process = new ProcessBuilder(List.of("tdbdump", "-e", copy.toString())).redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        Map<String, String> found = new HashMap<>();
        Matcher records = RECORD.matcher(Files.readString(out, StandardCharsets.ISO_8859_1));
        while (records.find()) {
            found.put(unescaped(records.group(1)), unescaped(records.group(2)));
        }
        Files.delete(copy);
        Files.delete(out);
        return found;
    }

    /** Of {@code \XX} and plain characters, in hex. */
    private static String unescaped(String text) {
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                hex.append(text, i + 1, i + 3);
                i += 2;
            } else {
                hex.append("%02x".formatted((int) text.charAt(i)));
            }
        }
        return hex.toString().toLowerCase(java.util.Locale.ROOT);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
