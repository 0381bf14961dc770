package tdb2.ui.widgets;

/** Text for labels that break lines. Any thread. */
public final class Html {

    private Html() {}

    /** The text so that a label shows it as it is. */
    public static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>");
    }
}
