package tdb2.engine.disk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a sector held since the last sync, and what the medium may hold of it therefore. */
final class SectorHistory {

    private static final int WORD = 8;
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final List<byte[]> versions = new ArrayList<>();

    /** @param durable what the medium holds for sure */
    SectorHistory(byte[] durable) {
        versions.add(durable);
    }

    /** Takes note of a new content. */
    void add(byte[] now) {
        if (!Arrays.equals(versions.getLast(), now)) {
            versions.add(now);
        }
    }

    /** Everything the medium may hold, as of now. */
    Outcomes outcomes(boolean torn) {
        List<Tear> tears = new ArrayList<>();
        for (int i = 1; torn && i < versions.size(); i++) {
            Tear.between(versions.get(i - 1), versions.get(i), tears);
        }
        if (torn && versions.size() > 2) {
            Tear.between(versions.getFirst(), versions.getLast(), tears);
        }
        return new Outcomes(whole(), tears);
    }

    /** None twice; the newest last, unless it is the durable one too. */
    private List<byte[]> whole() {
        List<byte[]> whole = new ArrayList<>();
        for (byte[] version : versions) {
            if (whole.stream().noneMatch(there -> Arrays.equals(there, version))) {
                whole.add(version);
            }
        }
        byte[] newest = versions.getLast();
        if (whole.size() > 1 && whole.removeIf(version -> Arrays.equals(version, newest))) {
            whole.add(newest);
        }
        return whole;
    }

    /**
     * The contents that a medium may hold of one sector: the durable one first, the newest whole one last. Torn ones are
     * made when they are asked for, and some of them may be there twice.
     */
    record Outcomes(List<byte[]> whole, List<Tear> tears) {

        int count() {
            return whole.size() + tears.size();
        }

        byte[] get(int number) {
            int first = whole.size() - 1;
            if (number < first) {
                return whole.get(number);
            }
            return number < first + tears.size() ? tears.get(number - first).content() : whole.getLast();
        }
    }

    /** One content up to a word, another from there on. */
    record Tear(byte[] first, byte[] second, int at) {

        /** All of two versions: behind each word that differs, but for the last, where nothing is torn any more. */
        static void between(byte[] older, byte[] newer, List<Tear> tears) {
            int last = -1;
            for (int at = 0; at < older.length; at += WORD) {
                if ((long) WORDS.get(older, at) != (long) WORDS.get(newer, at)) {
                    if (last >= 0) {
                        tears.add(new Tear(newer, older, last + WORD));
                        tears.add(new Tear(older, newer, last + WORD));
                    }
                    last = at;
                }
            }
        }

        byte[] content() {
            byte[] sector = second.clone();
            System.arraycopy(first, 0, sector, 0, at);
            return sector;
        }
    }
}
