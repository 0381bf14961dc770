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

    /** How many bytes the first characters stand for. */
    static int bytesBefore(byte[] bytes, int characters) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        decode(in, CharBuffer.allocate(characters));
        return in.position();
    }

    private static String decoded(byte[] bytes) {
        CharBuffer out = CharBuffer.allocate(bytes.length);
        decode(ByteBuffer.wrap(bytes), out);
        return out.flip().toString();
    }

    /** Decodes until there are no bytes any more, or no room for characters. */
    private static void decode(ByteBuffer in, CharBuffer out) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CoderResult result = decoder.decode(in, out, true);
        while (result.isError() && out.hasRemaining()) {
            for (int i = 0; i < result.length() && out.hasRemaining(); i++) {
                out.put((char) (in.get() & 0xFF));
            }
            result = decoder.reset().decode(in, out, true);
        }
    }
}
