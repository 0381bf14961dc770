package tdb2.ui.help;

import java.util.List;

/** The pages of a command line, for a help beside which there is one. */
@FunctionalInterface
public interface Manual {

    /** None. */
    Manual NONE = List::of;

    /**
     * How a command is used.
     *
     * @param name of the command
     * @param text as the terminal shows it
     */
    record Page(String name, String text) {}

    /** One page for each command; takes a moment, so off the event thread. */
    List<Page> pages();
}
