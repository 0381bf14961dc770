package tdb2.ui.workbench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The way from any view to a search for a key over all open files. Event thread only. */
public final class KeySearch {

    private final List<Consumer<byte[]>> searchers = new ArrayList<>();
    private final Runnable reveal;

    /**
     * @param reveal brings the view that searches to the front
     */
    public KeySearch(Runnable reveal) {
        this.reveal = reveal;
    }

    /** Looks for a key. */
    public void search(byte[] key) {
        EventThread.require();
        reveal.run();
        List.copyOf(searchers).forEach(searcher -> searcher.accept(key));
    }

    /** Names who looks. */
    public void onSearch(Consumer<byte[]> searcher) {
        searchers.add(searcher);
    }
}
