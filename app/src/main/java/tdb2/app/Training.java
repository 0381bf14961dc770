package tdb2.app;

/** A short run through the program that the launcher records, so that later starts find their classes ready. */
final class Training {
    private Training() {}

    /** Runs the commands whose classes nearly every start needs. */
    public static void main(String[] args) {
        Main.run("--version");
        Main.run("--help");
    }
}
