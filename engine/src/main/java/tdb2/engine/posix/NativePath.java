package tdb2.engine.posix;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A path as the bytes the kernel knows it by. */
final class NativePath {

    private NativePath() {}

    /**
     * The path's own bytes with a zero after them. Taken from the URI, because {@link Path#toString()} loses the bytes
     * of names that are not valid in the locale's character set.
     */
    static MemorySegment of(Path path, Arena arena) {
        byte[] escaped = path.toUri().getRawPath().getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(escaped.length + 1);
        for (int i = 0; i < escaped.length; i++) {
            if (escaped[i] == '%') {
                bytes.write(Character.digit(escaped[++i], 16) << 4 | Character.digit(escaped[++i], 16));
            } else {
                bytes.write(escaped[i]);
            }
        }
        bytes.write(0);
        return arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes.toByteArray());
    }
}
