package tdb2.ui.theme;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * The texts of one package: its {@code Messages.properties}. Any thread.
 *
 * @param bundle where they are
 */
public record Texts(ResourceBundle bundle) {

    /** The texts of a class's package. */
    public static Texts of(Class<?> owner) {
        return new Texts(ResourceBundle.getBundle(owner.getPackageName() + ".Messages", Locale.getDefault(),
                owner.getClassLoader()));
    }

    /** A text with its arguments filled in ({@link MessageFormat}); numbers come in the user's own way of writing. */
    public String get(String key, Object... arguments) {
        String pattern = bundle.getString(key);
        return arguments.length == 0 ? pattern : new MessageFormat(pattern, Locale.getDefault()).format(arguments);
    }

    /** Whether there is such a text. */
    public boolean has(String key) {
        return bundle.containsKey(key);
    }
}
