package tdb2.independent;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What independent code finds in a file of TDB2 of 2012 or NTDB.
 *
 * @param problems rules of the format that are broken
 * @param records keys and values, in hex
 * @param seqnum the sequence number
 * @param pending whether an undo area is pending
 * @param freeTables where the free tables are, in their order
 * @param capabilities types of the capabilities, with their flags, in their order
 */
public record Reading(List<String> problems, Map<String, String> records, long seqnum, boolean pending,
        List<Long> freeTables, List<Long> capabilities, long featuresUsed, long featuresOffered) {

    /** Reads a file with its dialect's own hash function. */
    public static Reading of(byte[] content) {
        return of(content, null);
    }

    /** Reads a file with a hash function; null for its dialect's own. */
    public static Reading of(byte[] content, ToLongFunction<byte[]> hash) {
        boolean ntdb = new String(content, 0, 10, StandardCharsets.US_ASCII).equals("NTDB file\n");
        TableFile file = (ntdb ? new Ntdb(content, hash) : new Tables2012(content, hash)).read();
        return new Reading(file.problems(), file.records(), file.seqnum(), file.isPending(),
                file.freeTableOffsets(), file.capabilityTypes(), file.featuresUsed(), file.featuresOffered());
    }
}
