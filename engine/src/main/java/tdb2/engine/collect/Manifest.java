package tdb2.engine.collect;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Properties;

import tdb2.engine.posix.FileIdentity;

/**
 * What an archive says of itself: entry {@value #ENTRY}, lines of {@code name=value}.
 *
 * @param source path of the file that was collected
 * @param host name of the machine
 * @param collected when
 * @param size bytes of the copy
 * @param identity device and inode of the file, by which the recorded locks name it
 * @param values whether values were kept
 * @param keys whether keys were kept
 * @param inFlux whether the file changed while it was copied
 */
public record Manifest(String source, String host, Instant collected, long size, FileIdentity identity, boolean values,
        boolean keys, boolean inFlux) {

    static final String ENTRY = "collected.properties";
    private static final String FORMAT = "1";

    byte[] encoded() throws IOException {
        Properties lines = new Properties();
        lines.setProperty("format", FORMAT);
        lines.setProperty("source", source);
        lines.setProperty("host", host);
        lines.setProperty("collected", collected.toString());
        lines.setProperty("size", Long.toString(size));
        lines.setProperty("device.major", Integer.toString(identity.deviceMajor()));
        lines.setProperty("device.minor", Integer.toString(identity.deviceMinor()));
        lines.setProperty("inode", Long.toUnsignedString(identity.inode()));
        lines.setProperty("values", values ? "kept" : "replaced");
        lines.setProperty("keys", keys ? "kept" : "replaced");
        lines.setProperty("inFlux", Boolean.toString(inFlux));
        StringWriter text = new StringWriter();
        lines.store(text, null);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * @throws IllegalArgumentException when it is none, or of a later format
     */
    static Manifest decode(byte[] text) {
        Properties lines = new Properties();
        try {
            lines.load(new StringReader(new String(text, StandardCharsets.UTF_8)));
            if (!FORMAT.equals(lines.getProperty("format"))) {
                throw new IllegalArgumentException("format " + lines.getProperty("format"));
            }
            return new Manifest(Path.of(lines.getProperty("source", "")).toString(), lines.getProperty("host", ""),
                    Instant.parse(lines.getProperty("collected", "")), Long.parseLong(lines.getProperty("size")),
                    new FileIdentity(Integer.parseInt(lines.getProperty("device.major")),
                            Integer.parseInt(lines.getProperty("device.minor")),
                            Long.parseUnsignedLong(lines.getProperty("inode"))),
                    "kept".equals(lines.getProperty("values")), "kept".equals(lines.getProperty("keys")),
                    Boolean.parseBoolean(lines.getProperty("inFlux")));
        } catch (IOException | DateTimeException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
