package tdb2.engine.posix;

/** Whether this package can be used on the machine we run on. */
public final class Posix {

    private static final boolean AVAILABLE = probe();

    private Posix() {}

    /** True on a 64-bit Linux whose C library has every call that is needed. */
    public static boolean available() {
        return AVAILABLE;
    }

    private static boolean probe() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return false;
        }
        try {
            return CLibrary.isComplete();
        } catch (LinkageError | UnsupportedOperationException | IllegalCallerException e) {
            return false; // no such symbol, no linker for this processor, or native access denied to us
        }
    }
}
