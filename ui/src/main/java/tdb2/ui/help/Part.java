package tdb2.ui.help;

import tdb2.ui.theme.Texts;

/** The parts of the help, in their order. */
public enum Part {
    BEGIN, GUIDES, VIEWS, PERSPECTIVES, ACTIONS, COMMANDS, GLOSSARY, DESIGN;

    /** Its name for people. */
    public String title() {
        return Texts.of(Part.class).get("part." + name());
    }
}
