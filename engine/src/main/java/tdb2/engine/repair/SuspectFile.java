package tdb2.engine.repair;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;

/**
 * The text with the records that are set aside, one object of JSON a line: {@code offset} in the broken file,
 * {@code doubt}, {@code why}, {@code keyHex}, {@code valueHex}, or {@code valueLength}
 * where values are not to be told.
 */
final class SuspectFile {

    private static final int CHUNK = 1 << 16;

    private SuspectFile() {}

    /** Makes a file that only this user may read. */
    static void write(Path path, Repair repair, boolean redacted) throws IOException {
        Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path, StandardOpenOption.WRITE))) {
            repair.suspects(suspect -> line(out, suspect, redacted));
        }
    }

    private static void line(OutputStream out, Suspect suspect, boolean redacted) throws IOException {
        text(out, "{\"offset\":%d,\"doubt\":\"%s\",\"why\":\"%s\",\"keyHex\":\"%s\"".formatted(
                suspect.entry().header().offset(), suspect.doubt().id(), suspect.doubt().says(),
                HexFormat.of().formatHex(suspect.entry().key())));
        if (redacted) {
            text(out, ",\"valueLength\":%d}\n".formatted(suspect.entry().value().length()));
            return;
        }
        text(out, ",\"valueHex\":\"");
        for (long done = 0; done < suspect.entry().value().length(); done += CHUNK) {
            text(out, HexFormat.of().formatHex(suspect.entry().value().read(done, CHUNK)));
        }
        text(out, "\"}\n");
    }

    private static void text(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
