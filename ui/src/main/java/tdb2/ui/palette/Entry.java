package tdb2.ui.palette;

import java.util.Optional;

import javax.swing.Icon;

/**
 * Something the palette finds.
 *
 * @param group what it belongs to
 * @param title what it is called
 * @param key the key that does the same; may be empty
 * @param icon before it
 * @param enabled whether it can be done now
 * @param run does it
 */
public record Entry(String group, String title, String key, Optional<Icon> icon, boolean enabled, Runnable run) {

    @Override
    public String toString() {
        return title + ", " + group + (key.isEmpty() ? "" : ", " + key);
    }
}
