package tdb2.independent;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The undo area of a file of TDB1, TDB2 of 2012 or NTDB, read from the format's description alone: it shares no code with
 * the engine.
 *
 * @param named offset of the header word that names the area
 * @param at offset of the area, 0 none
 * @param end where it ends
 * @param pending whether somebody is to undo
 * @param fileEnd size of the file before the transaction
 * @param entries number of pieces of old bytes
 * @param undone the file once all of them are back where they belong
 * @param problems rules of the format that are broken
 */
public record Undo(int named, long at, long end, boolean pending, long fileEnd, int entries, byte[] undone,
        List<String> problems) {

    private static final long PENDING = 0xF53BC0E7AD124589L;
    private static final int PENDING_1 = 0xF53BC0E7;

    /** Where a dialect keeps what: bytes of a word, offset of the word that names the area, what its size is rounded to. */
    private record Form(int word, int pointer, int header, int unit) {}

    /** Reads it. */
    public static Undo of(byte[] content) {
        if (new String(content, 0, 10, StandardCharsets.US_ASCII).equals("NTDB file\n")) {
            return of(content, order(content, 64, 0x2601196E), new Form(8, 104, 32, 16384));
        }
        ByteBuffer old = ByteBuffer.wrap(content);
        boolean first = old.getInt(32) != 0;
        return first
                ? of(content, order(content, 32, 0x2601196D), new Form(4, 44, 24, 4))
                : of(content, order(content, 64, 0x2601196E), new Form(8, 96, 32, 65536));
    }

    private static ByteOrder order(byte[] content, int at, int version) {
        ByteBuffer little = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        return little.getInt(at) == version ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    }

    private static Undo of(byte[] content, ByteOrder order, Form form) {
        ByteBuffer file = ByteBuffer.wrap(content.clone()).order(order);
        long at = word(file, form, form.pointer);
        if (at == 0) {
            return new Undo(form.pointer, 0, 0, false, 0, 0, file.array(), List.of());
        }
        return form.word == 4 ? ofTdb1(file, form, (int) at) : ofTables(file, form, (int) at);
    }

    /** next, rec_len, key_len: file size, data_len: used bytes with the tailer, full_hash, magic. */
    private static Undo ofTdb1(ByteBuffer file, Form form, int at) {
        List<String> problems = new ArrayList<>();
        boolean pending = file.getInt(at + 20) == PENDING_1;
        check(problems, pending || file.getInt(at + 20) == 0, "no magic of an undo area");
        check(problems, file.getInt(at) == 0, "an undo area in a list");
        long room = word(file, form, at + 4);
        long used = word(file, form, at + 12);
        check(problems, at + form.header + room <= file.capacity(), "an area that ends behind the file");
        check(problems, used <= room, "more used than there is room");
        if (used >= form.word) {
            check(problems, word(file, form, (int) (at + form.header + used - form.word)) == room + form.header,
                    "a tailer that is not the length of the area");
        }
        int entries = pending ? undo(file, form, at, used - form.word, problems) : 0;
        return done(file, form, at, at + 20, pending, word(file, form, at + 8), entries, problems);
    }

    /** magic, room, used bytes, file size. */
    private static Undo ofTables(ByteBuffer file, Form form, int at) {
        List<String> problems = new ArrayList<>();
        boolean pending = file.getLong(at) == PENDING;
        check(problems, pending || file.getLong(at) == 0, "no magic of an undo area");
        long room = file.getLong(at + 8);
        long used = file.getLong(at + 16);
        check(problems, (room + form.header) % form.unit == 0, "an area of an odd size");
        check(problems, at + form.header + room <= file.capacity(), "an area that ends behind the file");
        check(problems, used <= room, "more used than there is room");
        int entries = pending ? undo(file, form, at, used, problems) : 0;
        return done(file, form, at, at, pending, file.getLong(at + 24), entries, problems);
    }

    /** Puts back what the entries keep; number of them. */
    private static int undo(ByteBuffer file, Form form, int at, long used, List<String> problems) {
        int entries = 0;
        long entry = (long) at + form.header;
        long end = entry + used;
        while (entry + 2L * form.word <= end) {
            long target = word(file, form, (int) entry);
            long length = word(file, form, (int) entry + form.word);
            entry += 2L * form.word;
            boolean sound = length > 0 && entry + length <= end && target >= 0
                    && (target + length <= at || target >= end) && target + length <= file.capacity();
            check(problems, sound, "an entry of %d bytes for %d".formatted(length, target));
            if (!sound) {
                return entries;
            }
            byte[] old = new byte[(int) length];
            file.get((int) entry, old);
            file.put((int) target, old);
            entry += length;
            entries++;
        }
        check(problems, entry == end, "entries that do not end where they should");
        return entries;
    }

    private static Undo done(ByteBuffer file, Form form, int at, int magic, boolean pending, long fileEnd, int entries,
            List<String> problems) {
        if (pending) {
            check(problems, fileEnd <= file.capacity(), "a file that was longer");
            put(file, form, magic);
            if (fileEnd <= at) {
                put(file, form, form.pointer);
            }
        }
        long room = word(file, form, at + (form.word == 4 ? 4 : 8));
        byte[] bytes = new byte[file.capacity()];
        file.get(0, bytes);
        return new Undo(form.pointer, at, at + form.header + room, pending, fileEnd, entries, bytes, problems);
    }

    private static void check(List<String> problems, boolean right, String wrong) {
        if (!right) {
            problems.add(wrong);
        }
    }

    private static void put(ByteBuffer file, Form form, int at) {
        file.put(at, new byte[form.word]);
    }

    private static long word(ByteBuffer file, Form form, int at) {
        return form.word == 4 ? Integer.toUnsignedLong(file.getInt(at)) : file.getLong(at);
    }
}
