package tdb2.ui.workbench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * What the browser remembers from one start to the next: recent files, theme, places of windows. Losing it is no harm, so
 * that trouble with its file is passed over. Safe for any thread; loading and saving are for workers.
 */
public final class Settings {

    private static final int KEPT_FILES = 12;
    private static final String RECENT_KEY = "recent.";
    private static final String SESSION_KEY = "session.";

    private final Optional<Path> file;
    private final Properties values = new Properties();

    private Settings(Optional<Path> file) {
        this.file = file;
    }

    /** Settings that are forgotten at the end. */
    public static Settings inMemory() {
        return new Settings(Optional.empty());
    }

    /** Settings kept in a file; starts empty where there is none or it cannot be read. */
    public static Settings load(Path file) {
        var settings = new Settings(Optional.of(file));
        try (var in = Files.newBufferedReader(file)) {
            settings.values.load(in);
        } catch (IOException | IllegalArgumentException _) {
            // the first start, or a file nobody can read: begin anew
        }
        return settings;
    }

    /** Where the settings of this user are: {@code $XDG_CONFIG_HOME/tdb2/browser.properties}. */
    public static Path place() {
        String config = System.getenv("XDG_CONFIG_HOME");
        Path base = config == null || config.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".config")
                : Path.of(config);
        return base.resolve("tdb2").resolve("browser.properties");
    }

    /** The folder that the settings are in; empty when they are forgotten at the end. */
    public Optional<Path> folder() {
        return file.map(Path::getParent);
    }

    /** Writes the settings, all or nothing. */
    public synchronized void save() {
        if (file.isEmpty()) {
            return;
        }
        try {
            Path target = file.get();
            Files.createDirectories(target.getParent());
            Path next = target.resolveSibling(target.getFileName() + ".new");
            try (var out = Files.newBufferedWriter(next)) {
                values.store(out, null);
            }
            Files.move(next, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException _) {
            // a home that cannot be written: the next start begins with the older settings
        }
    }

    /** A remembered word. */
    public synchronized Optional<String> get(String key) {
        return Optional.ofNullable(values.getProperty(key));
    }

    /** A remembered number; the default where there is none. */
    public int number(String key, int fallback) {
        try {
            return get(key).map(Integer::valueOf).orElse(fallback);
        } catch (NumberFormatException _) {
            return fallback;
        }
    }

    /** Remembers a word. */
    public synchronized void put(String key, String value) {
        values.setProperty(key, value);
    }

    /** Remembers a number. */
    public void put(String key, int value) {
        put(key, Integer.toString(value));
    }

    /** Files opened last, the latest first. */
    public List<Path> recent() {
        return paths(RECENT_KEY);
    }

    /** Puts a file in front of the recent ones. */
    public synchronized void remember(Path opened) {
        var recent = new ArrayList<>(recent());
        recent.remove(opened);
        recent.addFirst(opened);
        put(RECENT_KEY, recent);
    }

    /** The files that were open at the end, in their order; those of a list that nobody can read are left out. */
    public List<Path> session() {
        return paths(SESSION_KEY);
    }

    /** Remembers the files that are open. */
    public void rememberSession(List<Path> open) {
        put(SESSION_KEY, open);
    }

    private synchronized List<Path> paths(String key) {
        var paths = new ArrayList<Path>();
        for (int i = 0; i < KEPT_FILES; i++) {
            try {
                get(key + i).filter(path -> !path.isEmpty()).map(Path::of).ifPresent(paths::add);
            } catch (InvalidPathException _) {
                // no path of this system
            }
        }
        return paths;
    }

    private synchronized void put(String key, List<Path> paths) {
        for (int i = 0; i < KEPT_FILES; i++) {
            if (i < paths.size()) {
                put(key + i, paths.get(i).toString());
            } else {
                values.remove(key + i);
            }
        }
    }
}
