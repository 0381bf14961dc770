package tdb2.ui.workbench;

import java.io.IOException;
import java.nio.file.Files;
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

    private static final int RECENT = 12;
    private static final String RECENT_KEY = "recent.";

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
    public synchronized List<Path> recent() {
        var recent = new ArrayList<Path>();
        for (int i = 0; i < RECENT; i++) {
            get(RECENT_KEY + i).map(Path::of).ifPresent(recent::add);
        }
        return recent;
    }

    /** Puts a file in front of the recent ones. */
    public synchronized void remember(Path opened) {
        var recent = new ArrayList<>(recent());
        recent.remove(opened);
        recent.addFirst(opened);
        for (int i = 0; i < Math.min(RECENT, recent.size()); i++) {
            put(RECENT_KEY + i, recent.get(i).toString());
        }
    }
}
