package tdb2.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs of the tests' own that run in processes of their own, with the classes of the tests. */
final class Elsewhere {

    private Elsewhere() {}

    /** A command line of {@code tdb2} as a process that has not been started. */
    static ProcessBuilder tdb2(Object... words) {
        return java(Main.class, words);
    }

    /** A main class as a process that has not been started. */
    static ProcessBuilder java(Class<?> main, Object... words) {
        List<String> command =
                new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m", "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"), main.getName()));
        List.of(words).forEach(word -> command.add(word.toString()));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    /** Runs a main class to its end and answers its exit status. */
    static int run(Class<?> main, Object... words) throws IOException, InterruptedException {
        return java(main, words).start().waitFor();
    }
}
