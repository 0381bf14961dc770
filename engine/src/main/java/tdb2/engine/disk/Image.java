package tdb2.engine.disk;

/** One of the contents a medium may have after a power cut. Made when it is asked for; not safe for several threads. */
public final class Image {

    private final Unsynced of;
    private final int[] choice;
    private final SectorSums sums;
    private byte[] content = new byte[0];

    /** @param choice one number for each sector, the length and the fragile ranges */
    Image(Unsynced of, int[] choice) {
        this.of = of;
        this.choice = choice;
        this.sums = of.sums(choice);
    }

    /** What was chosen for each place; see {@link Unsynced#places()}. */
    public int[] choice() {
        return choice.clone();
    }

    /** The file. */
    public byte[] content() {
        if (content.length == 0) {
            content = of.content(choice);
        }
        return content.clone();
    }

    /** What {@link SimulatedDisk#hash()} tells of a disk with this content. */
    public long hash() {
        if (!sums.isFresh()) {
            content = of.content(choice);
            sums.refresh(content, of.size(choice));
        }
        return sums.hash(of.size(choice));
    }

    /** A disk with this content, durable. */
    public SimulatedDisk disk(String name) {
        return new SimulatedDisk(name, content(), sums.copy());
    }
}
