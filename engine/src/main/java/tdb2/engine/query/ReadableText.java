package tdb2.engine.query;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Bytes as characters to match against: UTF-8, and the character of its number for each byte that is none. */
final class ReadableText {

    private ReadableText() {}

    static String of(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return decoded(bytes);
            }
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String decoded(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        while (result.isError()) {
            for (int i = 0; i < result.length(); i++) {
                out.put((char) (in.get() & 0xFF));
            }
            result = decoder.reset().decode(in, out, true);
        }
        return out.flip().toString();
    }
}
